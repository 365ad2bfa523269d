import Civil
import RotaDomain
import RotaStore
import SQLite

/// Showing the draft to clinicians, and taking a version back; each in one transaction with its entry in the audit log.
struct PublicationService {
    private let practice: Practice

    init(_ practice: Practice) { self.practice = practice }

    /// Publishes the draft of the dates; answers the version's number.
    /// - Parameter shown: what the page was made from; anything else now means that it listed other shifts, other changes or other warnings.
    func publish(_ range: DayRange, shown: ShownRota, by actor: Actor) throws -> Int {
        let now = practice.clock.now()
        return try practice.store.write { db in
            guard let draft = try DraftDifference.load(range, db) else { throw PageError.notFound }
            if let reason = shown.reasonAgainst(try ShownRota(draft.practice, db)) { throw PageError.stale("\(reason) Nothing was published.") }
            guard !draft.isEmpty || draft.newDays > 0 else { throw PageError.stale("Clinicians see all of these dates already. Nothing was published.") }
            let id = try PublicationRepository(db).publish(range, by: actor.name, at: now)
            try AuditLog(db).record("publish rota", subject(id, range), by: actor, at: now, after: counts(draft.difference, draft.shifts))
            try ShiftNews(practice).tell(draft.difference, shown: draft.published, version: id, db)
            return id
        }
    }

    /// Shows again what stood before the version on the dates where it stands, and sets the draft of these dates to the same.
    /// Dates that had not been published before are published no longer; their draft stays. Answers the new version's number.
    /// - Parameter shown: what the page was made from; a change since then would be lost without a word.
    func rollBack(_ id: Int, shown: ShownRota, by actor: Actor) throws -> Int {
        let now = practice.clock.now()
        return try practice.store.write { db in
            guard let effect = try RollbackEffect.load(id, db) else {
                throw PageError.stale("Later versions stand on all dates of version \(id), so there is nothing left of it to roll back.")
            }
            if let reason = shown.reasonAgainst(try ShownRota(effect.practice, db)) { throw PageError.stale("\(reason) Nothing was rolled back.") }
            guard let new = try PublicationRepository(db).rollBack(id, by: actor.name, at: now) else { throw PageError.notFound }
            try RotaReplacement(db).replace(effect.restored, with: effect.before, practice: effect.practice)
            try AuditLog(db).record(
                "roll back version \(id)", subject(new, effect.range), by: actor, at: now, before: ["version": String(id)],
                after: ["days restored": String(effect.restored.count), "days no longer published": String(effect.unpublished.count)])
            let withdrawn = Set(effect.unpublished)
            try ShiftNews(practice).tell(effect.difference, shown: withdrawn.union(effect.restored), withdrawn: withdrawn, version: new, db)
            return new
        }
    }

    private func subject(_ id: Int, _ range: DayRange) -> AuditSubject { AuditSubject("publication", id: id, "Version \(id), \(range.words)") }

    private func counts(_ difference: RotaDifference, _ shifts: Int) -> AuditFields {
        ["shifts": String(shifts), "days changed for clinicians": String(difference.changes.count), "clinicians": String(difference.clinicians.count)]
    }
}
