/// What a change does to the score, rule by rule.
package struct ScoreDifference: Sendable, Hashable {
    /// One line of the score that changes.
    package struct Line: Sendable, Hashable {
        package var rule: SoftRule
        /// In what the line counts.
        package var change: Double

        package var points: Double { Double(rule.weight) * change }
    }

    /// The lines that change, the largest number of points first, whichever way.
    package private(set) var lines: [Line]
    /// The hard rules over several days or people (H5, H8) that it breaks, beyond what is broken already.
    package private(set) var broken: [HardRule]

    /// What a sum of floating counts may be off by without having changed.
    static let noise = 1e-9

    /// - Parameter counts: by the rule's number in the book.
    init(_ counts: [Double], _ book: RuleBook) {
        let changed = zip(book.score, counts).filter { abs($0.1) > Self.noise }.map { Line(rule: $0.0.name, change: $0.1) }
        lines = changed.sorted { (abs($1.points), $0.rule) < (abs($0.points), $1.rule) }
        broken = zip(book.limits, counts.dropFirst(book.score.count)).filter { $0.1 > 0 }.map(\.0.name)
    }

    /// Lower is better: what the score rises by.
    package var points: Double { lines.reduce(0) { $0 + $1.points } }

    package subscript(rule: SoftRule) -> Double { lines.first { $0.rule == rule }?.change ?? 0 }

    /// The lines that count more then.
    package var rises: [Line] { lines.filter { $0.change > 0 } }

    /// By more than sums of decimals may be off.
    package var isWorse: Bool { points > 0.005 }
    package var isBetter: Bool { points < -0.005 }

    /// "312 more: duty fairness +240, duty crowding +200, evenness of cover −128"; points are rounded, and lines that round to nothing left out.
    package var sentence: String {
        let total = Self.rounded(points)
        return (total == 0 ? "as much" : total > 0 ? "\(NumberText.grouped(total)) more" : "\(NumberText.grouped(-total)) less") + list
    }

    /// The same to follow what would be done: "would cost 312 more: duty fairness +240 …", "would be better by 128: …".
    package var verdict: String {
        isBetter && Self.rounded(points) != 0 ? "would be better by \(NumberText.grouped(-Self.rounded(points)))\(list)" : "would cost \(sentence)"
    }

    private var list: String {
        let parts = lines.map { (title: $0.rule.title, points: Self.rounded($0.points)) }.filter { $0.points != 0 }
        guard !parts.isEmpty else { return "" }
        return ": " + parts.map { "\($0.title) \($0.points > 0 ? "+" : "−")\(NumberText.grouped(abs($0.points)))" }.joined(separator: ", ")
    }

    private static func rounded(_ points: Double) -> Int { Int(exactly: points.rounded()) ?? 0 }
}
