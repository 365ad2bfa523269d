import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// Asking for a generation, ending it, and making its proposal the draft; each with its entry in the audit log.
struct GenerationService {
    enum Saved {
        /// The dates, and how many clinicians' days changed.
        case draft(DayRange, RotaDifference)
        /// Nothing was saved: what was generated no longer fits, for this reason.
        case stale(String)
        /// It was saved, discarded or cancelled before.
        case settled
    }

    private let practice: Practice

    init(_ practice: Practice) { self.practice = practice }

    /// The new generation's number; nil while another is under way.
    func request(_ order: GenerationOrder, by actor: Actor) throws -> Int? {
        let now = practice.clock.now()
        let id = try practice.store.write { db -> Int? in
            let generations = GenerationRepository(db)
            guard try generations.underWay() == nil else { return nil }
            let id = try generations.insert(order, by: actor.name, at: now)
            try AuditLog(db).record(
                "generate rota", subject(id, order), by: actor, at: now,
                after: ["dates": order.range.words, "existing shifts": order.mode.words, "protected period": order.overrideProtected ? "changed too" : "kept"])
            return id
        }
        if id != nil { practice.bell.ring() }
        return id
    }

    func cancel(_ id: Int, by actor: Actor) throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            guard let generation = try GenerationRepository(db).find(id) else { throw PageError.notFound }
            guard try GenerationRepository(db).cancel(id, at: now) else { return }
            try AuditLog(db).record("cancel generation", subject(id, generation.order), by: actor, at: now)
        }
    }

    /// False when there was nothing to discard.
    func discard(_ id: Int, by actor: Actor) throws -> Bool {
        let now = practice.clock.now()
        return try practice.store.write { db in
            guard let generation = try GenerationRepository(db).find(id) else { throw PageError.notFound }
            guard try GenerationRepository(db).move(id, from: .ready, to: .discarded, at: now) else { return false }
            try AuditLog(db).record("discard generated rota", subject(id, generation.order), by: actor, at: now)
            return true
        }
    }

    /// Puts the proposal in place of the draft, in one transaction, or says why not.
    func save(_ id: Int, by actor: Actor) throws -> Saved {
        guard let proposal = try practice.store.read({ db in try GenerationProposal.load(id, db, today: practice.today) }) else {
            let exists = try practice.store.read { db in try GenerationRepository(db).find(id) != nil }
            if exists { return .settled }
            throw PageError.notFound
        }
        guard let rota = proposal.rota, !proposal.breaksRules(rota) else {
            return .stale("Clinicians, terms, leave or cover changed after this rota was generated, and it no longer keeps the rules.")
        }
        let now = practice.clock.now()
        let today = practice.today
        return try practice.store.write { db in
            let order = proposal.generation.order
            guard let current = try PracticeFileRepository(db).load(order.range), current.rotaRevision == order.rotaRevision else {
                return .stale("Shifts were changed by hand, published or generated after this rota was begun.")
            }
            let difference = RotaDifference(from: current.file.shifts, to: rota.shifts)
            guard try keepsProtectedDates(difference, order, db, today) else {
                return .stale("More dates have been published since, and are protected now.")
            }
            guard try GenerationRepository(db).move(id, from: .ready, to: .saved, at: now) else { return .settled }
            try RotaReplacement(db).replace(order.range.days, with: rota.shifts, practice: current)
            try AuditLog(db).record(
                "save generated rota", subject(id, order), by: actor, at: now,
                before: ["shifts": String(current.file.shifts.count)],
                after: [
                    "shifts": String(rota.shifts.count), "days added": String(difference.count(.added)), "days changed": String(difference.count(.changed)),
                    "days removed": String(difference.count(.removed)),
                ])
            return .draft(order.range, difference)
        }
    }

    private func keepsProtectedDates(_ difference: RotaDifference, _ order: GenerationOrder, _ db: Connection, _ today: Day) throws -> Bool {
        guard !order.overrideProtected, let practice = try PracticeRepository(db).find(),
            let last = ProtectedPeriod.lastDay(of: practice, today: today, lastPublished: try PublicationRepository(db).lastPublishedDay())
        else { return true }
        return !difference.changes.contains { $0.date <= last }
    }

    private func subject(_ id: Int, _ order: GenerationOrder) -> AuditSubject { AuditSubject("generation", id: id, order.range.words) }
}
