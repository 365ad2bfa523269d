import RotaEngine
import RotaDomain

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
    init?(_ points: [ScoreCurve.Point], least: MissingHalfDays?) {
        let counted = points.compactMap(\.missing)
        guard let first = counted.first, let now = counted.last else { return nil }
        func row(_ label: String, _ count: (MissingHalfDays) -> Int) -> Row {
            Row(label: label, first: NumberText.grouped(count(first)), now: NumberText.grouped(count(now)), least: least.map { NumberText.grouped(count($0)) } ?? "–")
        }
        // Most practices have no trainees to speak of.
        let trainees = first.supervision + now.supervision + (least?.supervision ?? 0) > 0
        rows = [row("Half-days of cover", \.cover), row("Duty places", \.duty)] + (trainees ? [row("Half-days of supervision", \.supervision)] : [])
        sentence = least.map { MissingView.sentence(now, $0) }
    }

    private static func sentence(_ now: MissingHalfDays, _ least: MissingHalfDays) -> String {
        let rest = "What still gets better is how fairly and steadily work is shared."
        if now.all == 0 { return "Nothing is missing. \(rest)" }
        if now == least { return "All of it is unavoidable: no rota is short of less. \(rest)" }
        return MissingWords.list(least).map { "No rota can be short of fewer than \($0)." } ?? "A rota that is short of nothing is not ruled out."
    }

    private init() {
        rows = [Row(label: "Half-days of cover", first: "31", now: "15", least: "13"), Row(label: "Duty places", first: "2", now: "0", least: "0")]
        sentence = "No rota can be short of fewer than 13 half-days of cover."
    }

    static let preview = MissingView()
}
