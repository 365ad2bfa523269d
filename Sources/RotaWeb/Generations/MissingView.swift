import Civil
import RotaDomain
import RotaEngine

/// What the best rota so far is short of, beside what no rota is short of less than.
struct MissingView {
    struct Row {
        let label: String
        let first: String
        let now: String
        /// "–" until it is known.
        let least: String
    }

    let rows: [Row]
    /// How much of it is unavoidable, and whether there is more to be gained; nil until it is known.
    let sentence: String?

    /// Nil until there is a rota.
    /// - Parameter protectedUntil: the last of these dates that are left as they are; nil where none is.
    init?(_ points: [ScoreCurve.Point], least: MissingHalfDays?, protectedUntil: Day? = nil) {
        let counted = points.compactMap(\.missing)
        guard let first = counted.first, let now = counted.last else { return nil }
        func row(_ label: String, _ count: (MissingHalfDays) -> Int) -> Row {
            Row(label: label, first: NumberText.grouped(count(first)), now: NumberText.grouped(count(now)), least: least.map { NumberText.grouped(count($0)) } ?? "–")
        }
        // Most practices have no trainees to speak of.
        let trainees = first.supervision + now.supervision + (least?.supervision ?? 0) > 0
        rows = [row("Half-days of cover", \.cover), row("Duty places", \.duty)] + (trainees ? [row("Half-days of supervision", \.supervision)] : [])
        let limit = protectedUntil.map { " " + ProtectedPeriod.phrase(until: $0) } ?? ""
        sentence = least.map { MissingView.sentence(now, $0, limit) }
    }

    private static func sentence(_ now: MissingHalfDays, _ least: MissingHalfDays, _ limit: String) -> String {
        let rest = "What still gets better is how fairly and steadily work is shared."
        if now.all == 0 { return "Nothing is missing. \(rest)" }
        if now == least { return "No rota is short of less\(limit). \(rest)" }
        return MissingWords.list(least).map { "No rota can be short of fewer than \($0)\(limit)." } ?? "A rota that is short of nothing is not ruled out."
    }

    private init() {
        rows = [Row(label: "Half-days of cover", first: "31", now: "15", least: "13"), Row(label: "Duty places", first: "2", now: "0", least: "0")]
        sentence = "No rota can be short of fewer than 13 half-days of cover."
    }

    static let preview = MissingView()
}
