/// A line of the score by name: S1 to S13 of rules.md, or a further rule with a name and a weight of its own.
package struct SoftRule: Sendable, Hashable, Comparable, CaseIterable {
    /// The line's place in the score; 1 to 13 are those of rules.md.
    package let number: Int
    /// "S1"
    package let id: String
    /// Points for each of what the line counts.
    package let weight: Int
    /// The reference scorer's words.
    package let title: String

    /// A further rule; its number comes after those that it is listed behind.
    package init(number: Int, id: String, weight: Int, title: String) {
        self.number = number
        self.id = id
        self.weight = weight
        self.title = title
    }

    private init(_ number: Int, _ weight: Int, _ title: String) { self.init(number: number, id: "S\(number)", weight: weight, title: title) }

    package static let s1 = SoftRule(1, 1_000_000, "duty places left empty")
    package static let s2 = SoftRule(2, 100_000, "cover shortfall")
    package static let s3 = SoftRule(3, 20_000, "unsupervised trainee parts")
    package static let s4 = SoftRule(4, 10_000, "partners: must-work days and minimum shifts missed")
    package static let s5 = SoftRule(5, 5_000, "partners: distance from contract")
    package static let s6 = SoftRule(6, 1_000, "partners: uneven weeks")
    package static let s7 = SoftRule(7, 100, "evenness of cover")
    package static let s8 = SoftRule(8, 300, "duty fairness")
    package static let s9 = SoftRule(9, 100, "duty fairness, Mondays and Fridays")
    package static let s10 = SoftRule(10, 200, "duty crowding")
    package static let s11 = SoftRule(11, 50, "change")
    package static let s12 = SoftRule(12, 150, "unsettled weeks")
    package static let s13 = SoftRule(13, 20, "away from home")

    /// Those of rules.md, in order.
    package static let allCases = [s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13]

    package static func == (a: SoftRule, b: SoftRule) -> Bool { (a.number, a.id) == (b.number, b.id) }
    package static func < (a: SoftRule, b: SoftRule) -> Bool { (a.number, a.id) < (b.number, b.id) }
    package func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
