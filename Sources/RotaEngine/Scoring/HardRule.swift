/// The hard rules of rules.md; the raw value is the number after H.
package enum HardRule: Int, CaseIterable, Sendable, Hashable, Comparable {
    case h1 = 1, h2, h3, h4, h5, h6, h7, h8, h9, h10

    /// "H1"
    package var id: String { "H\(rawValue)" }

    package static func < (a: HardRule, b: HardRule) -> Bool { a.rawValue < b.rawValue }
}
