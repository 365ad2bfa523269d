/// What a change does to the score, rule by rule.
package struct ScoreDifference: Sendable, Hashable {
    /// One line of the score that changes.
    package struct Line: Sendable, Hashable {
        package var rule: SoftRule
        /// In what the line counts.
        package var count: Double

        package var points: Double { Double(rule.weight) * count }
    }

    /// The lines that change, the largest number of points first, whichever way.
    package private(set) var lines: [Line]
    /// The hard rules over several days or people (H5, H8) that it breaks, beyond what is broken already.
    package private(set) var broken: [HardRule]

    /// What a sum of floating counts may be off by without having changed.
    static let noise = 1e-9

    /// - Parameter counts: by the rule's number in the book.
    init(_ counts: [Double], _ book: RuleBook) {
        let changed = zip(book.score, counts).filter { abs($0.1) > Self.noise }.map { Line(rule: $0.0.name, count: $0.1) }
        lines = changed.sorted { (abs($1.points), $0.rule) < (abs($0.points), $1.rule) }
        broken = zip(book.limits, counts.dropFirst(book.score.count)).filter { $0.1 > 0 }.map(\.0.name)
    }

    /// Lower is better: what the score rises by.
    package var points: Double { lines.reduce(0) { $0 + $1.points } }

    package subscript(rule: SoftRule) -> Double { lines.first { $0.rule == rule }?.count ?? 0 }
}
