import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// Changes one clinician's day of the draft: checked against the hard rules, recorded in the audit log, and refused when it has changed meanwhile.
/// Duty can be taken over by the same change: who had it then does surgery, on the same save.
struct RotaDayChange {
    enum Outcome {
        /// With those whose duty was taken over.
        case saved([String])
        case unchanged
        /// The hard rules that it would newly break.
        case refused([Breach])
    }

    let context: SignedIn
    let plan: DayPlan
    let stood: String
    /// The ids of those whose duty is taken over.
    var takeover: Set<String> = []
    let override: Bool
    let reason: String

    /// The engine works outside the write. When somebody changes the rota in between, the check is made again on what then stands.
    func perform(on found: RotaDay) throws -> Outcome {
        var day = found
        for _ in 0..<5 {
            guard day.plan.stamp == stood else { throw PageError.stale("\(day.title) was changed by someone else") }
            guard plan != day.plan else { return .unchanged }
            let edits = edits(of: day), plans = Dictionary(edits.map { ($0.clinician.id, $0.after) }, uniquingKeysWith: { a, _ in a })
            let check = RuleCheck(day.file, week: day.week), broken = check.added(by: plans, on: day.day)
            guard broken.isEmpty || override else { return .refused(broken) }
            let saved = try context.store.write { db in
                guard try PracticeRepository(db).find()?.revisions == day.rota.revision else { return false }
                for edit in edits { try save(edit, day, broken, check.standing(with: plans, of: edit.clinician.id, on: day.day), db) }
                return true
            }
            if saved { return .saved(edits.dropFirst().map(\.clinician.name)) }
            day = try RotaDay.find(context)
        }
        throw PageError.stale("Shifts, terms, leave, closures or cover are being changed by someone else, again and again, while this is saved")
    }

    /// One clinician's day before and after.
    private struct Edit {
        let clinician: PracticeFile.Clinician
        let id: Int
        let before: DayPlan
        let after: DayPlan
        let isTakenOver: Bool
    }

    private func edits(of day: RotaDay) -> [Edit] {
        let own = Edit(clinician: day.clinician, id: day.clinicianId, before: day.plan, after: plan, isTakenOver: false)
        return [own] + day.file.clinicians.compactMap { other in
            guard other.id != day.clinician.id, let id = day.rota.clinicianIds[other.id], takeover.contains(String(id)) else { return nil }
            let before = day.rota.plan(of: other.id, on: day.day)
            var after = before
            for part in Part.allCases where isTaken(before[part], plan[part]) { after[part]?.kind = .standard }
            return after == before ? nil : Edit(clinician: other, id: id, before: before, after: after, isTakenOver: true)
        }
    }

    private func isTaken(_ theirs: DayPlan.Work?, _ mine: DayPlan.Work?) -> Bool {
        theirs?.kind == .duty && mine?.kind == .duty && theirs?.location == mine?.location
    }

    private func save(_ edit: Edit, _ day: RotaDay, _ broken: [Breach], _ standing: [Breach], _ db: Connection) throws {
        let shifts = ShiftRepository(db, context.visibility)
        let added = edit.isTakenOver ? [] : broken, stillBroken = standing.filter { !broken.contains($0) }
        let kept = stillBroken.isEmpty ? "" : edit.isTakenOver ? try shifts.overrides(clinicianId: edit.id, on: day.day) : day.overrides
        let sentences = day.words.sentences(added), old = kept.isEmpty ? [] : day.words.sentences(stillBroken)
        let id = try shifts.replace(
            clinicianId: edit.id, on: day.day, with: edit.after.shifts(of: edit.clinician.id, on: day.day), locationIds: day.rota.locationIds,
            overrides: overrides(kept, sentences))
        try AuditLog(db).record(
            action(edit), AuditSubject("shift", id: id, "\(edit.clinician.name), \(day.day.long)"), by: context.actor, at: context.now,
            before: ["works": PlanWords.text(edit.before)],
            after: AuditFields([("works", PlanWords.text(edit.after))] + recorded(sentences) + recordedStanding(old)))
    }

    private func action(_ edit: Edit) -> String {
        if edit.isTakenOver { return "hand over duty" }
        if edit.before.isEmpty { return "add shift" }
        if edit.after.isEmpty { return "remove shift" }
        if edit.after.isSameWork(as: edit.before) { return edit.after.isPinned ? "pin shift" : "unpin shift" }
        return "change shift"
    }

    private func recorded(_ sentences: [String]) -> [(String, String?)] {
        guard !sentences.isEmpty else { return [] }
        return [("rules broken", sentences.joined(separator: ". ")), ("reason", reason.isEmpty ? nil : reason)]
    }

    /// What the day was knowingly saved against before and breaks still.
    private func recordedStanding(_ sentences: [String]) -> [(String, String?)] {
        sentences.isEmpty ? [] : [("rules still broken", sentences.joined(separator: ". "))]
    }

    /// Kept with the shift: what it was saved against before stays for as long as it breaks a rule, and what it breaks anew is added.
    private func overrides(_ kept: String, _ sentences: [String]) -> String {
        let old = kept.split(separator: "\n").map(String.init)
        let added = sentences.isEmpty || reason.isEmpty ? sentences : sentences + ["Reason: \(reason)"]
        return (old + added.filter { !old.contains($0) }).joined(separator: "\n")
    }
}
