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
}
