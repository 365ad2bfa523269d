import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// Changes one clinician's day of the draft: checked against the hard rules, recorded in the audit log, and refused when it has changed meanwhile.
struct RotaDayChange {
    enum Outcome {
        case saved
        case unchanged
        /// The hard rules that it would newly break.
        case refused([Breach])
    }

    let context: SignedIn
    let plan: DayPlan
    let stood: String
    let override: Bool
    let reason: String

    /// The engine works outside the write. When somebody changes the rota in between, the check is made again on what then stands.
    func perform(on found: RotaDay) throws -> Outcome {
        var day = found
        for _ in 0..<5 {
            guard day.plan.stamp == stood else { throw PageError.stale("\(day.title) was changed by someone else") }
            guard plan != day.plan else { return .unchanged }
            let broken = RuleCheck(day.file, week: day.week).added(by: plan, of: day.clinician.id, on: day.day)
            guard broken.isEmpty || override else { return .refused(broken) }
            if try save(day, broken) { return .saved }
            day = try RotaDay.find(context)
        }
        throw PageError.stale("The rota is being changed by someone else")
    }

    /// False when the rota is no longer what was checked.
    private func save(_ day: RotaDay, _ broken: [Breach]) throws -> Bool {
        let sentences = day.words.sentences(broken)
        return try context.store.write { db in
            guard try PracticeRepository(db).find()?.rotaRevision == day.rota.revision else { return false }
            let id = try ShiftRepository(db, context.visibility).replace(
                clinicianId: day.clinicianId, on: day.day, with: plan.shifts(of: day.clinician.id, on: day.day), locationIds: day.rota.locationIds,
                overrides: overrides(day, sentences))
            try AuditLog(db).record(
                action(day), AuditSubject("shift", id: id, day.title), by: context.actor, at: context.now, before: ["works": PlanWords.text(day.plan)],
                after: AuditFields([("works", PlanWords.text(plan))] + recorded(broken, sentences)))
            return true
        }
    }

    private func action(_ day: RotaDay) -> String {
        if day.plan.isEmpty { return "add shift" }
        if plan.isEmpty { return "remove shift" }
        if plan.isSameWork(as: day.plan) { return plan.isPinned ? "pin shift" : "unpin shift" }
        return "change shift"
    }

    private func recorded(_ broken: [Breach], _ sentences: [String]) -> [(String, String?)] {
        guard !broken.isEmpty else { return [] }
        return [("rules broken", "\(RuleWords.ids(broken)): \(sentences.joined(separator: ". "))"), ("reason", reason.isEmpty ? nil : reason)]
    }

    /// Kept with the shift: what it was saved against before stays for as long as the same work stands.
    private func overrides(_ day: RotaDay, _ sentences: [String]) -> String {
        guard !sentences.isEmpty else { return plan.isSameWork(as: day.plan) ? day.overrides : "" }
        return (sentences + (reason.isEmpty ? [] : ["Reason: \(reason)"])).joined(separator: "\n")
    }
}
