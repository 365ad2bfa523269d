/// The lines of the score of rules.md; the raw value is the number after S.
package enum SoftRule: Int, CaseIterable, Sendable, Hashable, Comparable {
    case s1 = 1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13

    /// "S1"
    package var id: String { "S\(rawValue)" }

    /// Points for each of what the line counts.
    package var weight: Int {
        switch self {
        case .s1: 1_000_000
        case .s2: 100_000
        case .s3: 20_000
        case .s4: 10_000
        case .s5: 5_000
        case .s6: 1_000
        case .s7: 100
        case .s8: 300
        case .s9: 100
        case .s10: 200
        case .s11: 50
        case .s12: 150
        case .s13: 20
        }
    }

    /// The reference scorer's words.
    package var title: String {
        switch self {
        case .s1: "duty places left empty"
        case .s2: "cover shortfall"
        case .s3: "unsupervised trainee parts"
        case .s4: "partners: must-work days and minimum shifts missed"
        case .s5: "partners: distance from contract"
        case .s6: "partners: uneven weeks"
        case .s7: "evenness of cover"
        case .s8: "duty fairness"
        case .s9: "duty fairness, Mondays and Fridays"
        case .s10: "duty crowding"
        case .s11: "change"
        case .s12: "unsettled weeks"
        case .s13: "away from home"
        }
    }

    package static func < (a: SoftRule, b: SoftRule) -> Bool { a.rawValue < b.rawValue }
}
