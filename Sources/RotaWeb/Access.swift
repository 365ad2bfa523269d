import RotaDomain

/// Who may use a route without being signed in. Every route states its `access:`; there is no default.
enum OpenAccess: Sendable {
    case anyone
    /// Programs that watch this one: they are given no cookie, and have no forms.
    case monitors
    /// Programs that read what is no secret, or whose address is one: no cookie either.
    case programs
    /// Programs that read somebody's mail, which post what its header says (RFC 8058): no cookie, no form of ours; the address holds the proof.
    case oneClick
}

/// Who may use a route when signed in.
enum StaffAccess: Sendable, Equatable {
    /// Every account.
    case staff
    /// Accounts that have any permission at all: the dashboard's admins (S0.78).
    case dashboard
    /// Accounts that have this permission.
    case may(Permission)

    func allows(_ account: Account) -> Bool {
        switch self {
        case .staff: true
        case .dashboard: account.isDashboardAdmin
        case .may(let permission): account.may(permission)
        }
    }

    /// As the site map shows it.
    var name: String {
        switch self {
        case .staff: "staff"
        case .dashboard: "dashboard"
        case .may(let permission): permission.rawValue
        }
    }
}
