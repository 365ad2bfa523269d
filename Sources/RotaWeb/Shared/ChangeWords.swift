import Civil
import RotaDomain
import RotaEngine

/// Differences between two rotas, in words.
enum ChangeWords {
    /// "94 shifts added, 6 changed, 2 removed": a clinician's day counts as one.
    static func counts(_ difference: RotaDifference) -> String {
        guard !difference.isEmpty else { return "nothing changed" }
        let named = [(difference.count(.added), "added"), (difference.count(.changed), "changed"), (difference.count(.removed), "removed")].filter { $0.0 > 0 }
        return named.enumerated().map { index, item in
            (index == 0 ? counted(item.0, "shift") : NumberText.grouped(item.0)) + " \(item.1)"
        }.joined(separator: ", ")
    }

    /// "Surgery, Main Surgery", "Duty, Hillside, morning", "Not working"
    static func plan(_ plan: DayPlan) -> String {
        switch (plan.am, plan.pm) {
        case (nil, nil): "Not working"
        case (let am?, let pm?) where am.isSame(as: pm): work(am)
        case (let am?, let pm?): "Morning: \(work(am)). Afternoon: \(work(pm))"
        case (let am?, nil): "\(work(am)), morning"
        case (nil, let pm?): "\(work(pm)), afternoon"
        }
    }

    private static func work(_ work: DayPlan.Work) -> String { "\(work.kind.label), \(work.location)" }
}
