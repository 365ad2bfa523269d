import Civil
import RotaDomain

/// A plan in words: "Surgery all day at Main Surgery, pinned".
enum PlanWords {
    static func text(_ plan: DayPlan) -> String {
        if let am = plan.am, am == plan.pm { return work(am, "all day") }
        let parts = Part.allCases.compactMap { part in plan[part].map { work($0, "in the \(part.word)") } }
        return parts.isEmpty ? "Not working" : parts.joined(separator: "; ")
    }

    private static func work(_ work: DayPlan.Work, _ when: String) -> String {
        "\(kind(work.kind)) \(when) at \(work.location)\(work.pinned ? ", pinned" : "")"
    }

    static func kind(_ kind: ShiftKind) -> String { kind == .duty ? "Duty doctor" : "Surgery" }
}
