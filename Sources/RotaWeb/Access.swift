import RotaDomain

/// Who may use a route without being signed in. Every route states its `access:`; there is no default.
enum OpenAccess: Sendable {
    case anyone
    /// Programs that watch this one: they are given no cookie, and have no forms.
    case monitors
}

/// Who may use a route when signed in.
enum StaffAccess: String, Sendable, CaseIterable {
    /// Every account.
    case staff
    /// Managers and administrators.
    case managers

    func allows(_ role: Role) -> Bool {
        switch self {
        case .staff: true
        case .managers: role.managesPractice
        }
    }
}
