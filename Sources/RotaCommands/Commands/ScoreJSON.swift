import RotaDomain
import RotaEngine

/// A score report as the JSON document that the reference scorer prints.
enum ScoreJSON {
    static func text(_ report: ScoreReport) -> String {
        let breaches = report.breaches.map(object).joined(separator: ",\n")
        let counts = report.lines.map(object).joined(separator: ",\n")
        return """
            {
              "breaches": [\(breaches.isEmpty ? "" : "\n" + breaches + "\n  ")],
              "counts": {
            \(counts)
              },
              "score": \(NumberText.precise(report.score))
            }

            """
    }

    private static func object(_ breach: Breach) -> String {
        let fields = [
            ("rule", quoted(breach.rule.id)), ("date", quoted(breach.date.iso)), ("part", breach.part.map { quoted($0.rawValue) } ?? "null"),
            ("clinician", breach.clinician.map(quoted) ?? "null"), ("what", quoted(breach.what)), ("given", String(breach.given)),
        ]
        return "    {" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }

    private static func object(_ line: ScoreLine) -> String {
        let count = NumberText.precise(line.count), points = NumberText.precise(line.points)
        return "    \"\(line.id)\": {\"title\": \(quoted(line.title)), \"count\": \(count), \"weight\": \(line.weight), \"points\": \(points)}"
    }

    private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
