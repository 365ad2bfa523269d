/// The reference scorer's printed answer, character for character.
package enum ScorePrinter {
    /// The breaches, S1 to S13 and the score, one a line.
    package static func text(_ report: ScoreReport) -> String {
        var lines = report.breaches.map(\.description)
        lines += report.lines.map(line)
        lines.append("score \(NumberText.decimal(report.score))")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ line: ScoreLine) -> String {
        let count = NumberText.right(NumberText.decimal(line.count), 10)
        let weight = NumberText.right(NumberText.grouped(line.weight), 9)
        let points = NumberText.right(NumberText.decimal(line.points), 12)
        return NumberText.left(line.id, 4) + NumberText.left(line.title, 52) + "\(count) x \(weight) = \(points)"
    }
}
