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
            let check = RuleCheck(day.file, week: day.week), broken = check.added(by: plan, of: day.clinician.id, on: day.day)
            guard broken.isEmpty || override else { return .refused(broken) }
            if try save(day, broken, stillBroken: check.standing(with: plan, of: day.clinician.id, on: day.day).filter { !broken.contains($0) }) { return .saved }
            day = try RotaDay.find(context)
        }
        throw PageError.stale("Shifts, terms, leave, closures or cover are being changed by someone else, again and again, while this is saved")
    }

    /// False when the rota, or what it was checked against, is no longer the same.
    private func save(_ day: RotaDay, _ broken: [Breach], stillBroken: [Breach]) throws -> Bool {
        let kept = stillBroken.isEmpty ? "" : day.overrides
        let sentences = day.words.sentences(broken), standing = kept.isEmpty ? [] : day.words.sentences(stillBroken)
        return try context.store.write { db in
            guard try PracticeRepository(db).find()?.revisions == day.rota.revision else { return false }
            let id = try ShiftRepository(db, context.visibility).replace(
                clinicianId: day.clinicianId, on: day.day, with: plan.shifts(of: day.clinician.id, on: day.day), locationIds: day.rota.locationIds,
                overrides: overrides(kept, sentences))
            try AuditLog(db).record(
                action(day), AuditSubject("shift", id: id, day.title), by: context.actor, at: context.now, before: ["works": PlanWords.text(day.plan)],
                after: AuditFields([("works", PlanWords.text(plan))] + recorded(broken, sentences) + recordedStanding(stillBroken, standing)))
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
        return [("rules broken", "\(BreachWords.ids(broken)): \(sentences.joined(separator: ". "))"), ("reason", reason.isEmpty ? nil : reason)]
    }

    /// What the day was knowingly saved against before and breaks still.
    private func recordedStanding(_ breaches: [Breach], _ sentences: [String]) -> [(String, String?)] {
        sentences.isEmpty ? [] : [("rules still broken", "\(BreachWords.ids(breaches)): \(sentences.joined(separator: ". "))")]
    }

    /// Kept with the shift: what it was saved against before stays for as long as it breaks a rule, and what it breaks anew is added.
    private func overrides(_ kept: String, _ sentences: [String]) -> String {
        let old = kept.split(separator: "\n").map(String.init)
        let added = sentences.isEmpty || reason.isEmpty ? sentences : sentences + ["Reason: \(reason)"]
        return (old + added.filter { !old.contains($0) }).joined(separator: "\n")
    }
}
