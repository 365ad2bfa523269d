/// What an account may do in the whole practice.
package enum Role: String, CaseIterable, Sendable, Hashable {
    /// Everything, the system's own settings included.
    case admin
    /// Runs the practice: people, rota, leave, settings.
    case manager
    /// Sees the published rota.
    case clinician

    package var label: String {
        switch self {
        case .admin: "Administrator"
        case .manager: "Practice manager"
        case .clinician: "Clinician"
        }
    }

    package var managesPractice: Bool { self != .clinician }

    /// The roles that somebody in this role may give, and whose accounts they may change: nobody reaches above themselves.
    package var administers: [Role] {
        switch self {
        case .admin: Role.allCases
        case .manager: [.manager, .clinician]
        case .clinician: []
        }
    }
}
