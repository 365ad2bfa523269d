/// The five kinds of employment (S0.13); the raw value is the practice file's word.
package enum TermType: String, CaseIterable, Sendable, Hashable {
    case partner, salaried, locum, fy, st

    /// The label that users know.
    package var label: String {
        switch self {
        case .partner: "Partner"
        case .salaried: "Salaried"
        case .locum: "Locum"
        case .fy: "FY Doctor"
        case .st: "ST Doctor"
        }
    }

    /// Trainees need a supervising clinician and never take duty (S0.17, S0.18, H6).
    package var isTrainee: Bool { self == .fy || self == .st }

    /// Works the same chosen weekdays each week, or in two alternating weeks.
    package var hasFixedDays: Bool { self == .salaried || isTrainee }

    /// What a leave entitlement is counted in (S0.31).
    package var leaveUnit: LeaveUnit { self == .partner ? .weeks : .days }
}

/// What leave is counted in: partners in weeks, others in days (S0.31).
package enum LeaveUnit: String, Sendable, Hashable {
    case days, weeks
}

/// Which part of a weekday a term works where it works one part only.
package enum HalfDay: String, CaseIterable, Sendable, Hashable {
    case am, pm, any
}
