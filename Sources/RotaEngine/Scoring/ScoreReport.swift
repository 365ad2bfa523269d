import Civil

/// One thing that a line of the score counts: where and whose it is, and how much of it there is.
package struct ScoreItem: Sendable, Hashable {
    /// The clinician's id, where the line is about people.
    package var clinician: String?
    /// The date; the Monday where the line is about a week, nil where it is about the whole range.
    package var date: Day?
    package var part: Part?
    package var location: String?
    /// In what the line counts: places, parts, squares of parts …
    package var amount: Double

    package init(clinician: String? = nil, date: Day? = nil, part: Part? = nil, location: String? = nil, amount: Double) {
        self.clinician = clinician
        self.date = date
        self.part = part
        self.location = location
        self.amount = amount
    }
}

/// One line of the score.
package struct ScoreLine: Sendable, Equatable {
    package var rule: SoftRule
    package var count: Double
    package var items: [ScoreItem]

    package var id: String { rule.id }
    package var title: String { rule.title }
    package var weight: Int { rule.weight }
    package var points: Double { Double(weight) * count }
}

/// What the reference scorer says of a rota: the hard rules that it breaks, and S1 to S13 line by line.
package struct ScoreReport: Sendable, Equatable {
    /// In the reference scorer's order.
    package var breaches: [Breach]
    /// S1 to S13, in order, and after them any further rule.
    package var lines: [ScoreLine]

    /// Lower is better.
    package var score: Double { lines.reduce(0) { $0 + $1.points } }
    /// Does it break a hard rule otherwise than by pinned or protected shifts?
    package var isBroken: Bool { breaches.contains { !$0.given } }

    package subscript(rule: SoftRule) -> ScoreLine { lines.first { $0.rule == rule } ?? ScoreLine(rule: rule, count: 0, items: []) }
}
