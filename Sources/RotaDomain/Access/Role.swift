/// What an account is in the practice; it gives permissions, from which a single account may depart.
package enum Role: String, CaseIterable, Sendable, Hashable {
    /// Everything, and nobody but another administrator changes them.
    case admin
    /// Runs the practice: people, rota, leave, settings.
    case manager
    /// Runs the clinics from day to day: clinicians, rota, leave, locums.
    case clinicAdmin = "clinic-admin"
    /// Sees the published rota.
    case clinician

    package var label: String {
        switch self {
        case .admin: "Administrator"
        case .manager: "Practice manager"
        case .clinicAdmin: "Clinic admin"
        case .clinician: "Clinician"
        }
    }

    /// What an account in this role may do unless something was given to it or taken from it: the one place that says so.
    package func gives(_ permission: Permission) -> Bool {
        switch self {
        case .admin, .manager: true
        case .clinicAdmin: [.clinicians, .groups, .rota, .requests, .sessions, .locums].contains(permission)
        case .clinician: false
        }
    }

    package var permissions: Set<Permission> { Set(Permission.allCases.filter(gives)) }

    /// This role and those below it. Nobody gives a role above their own, nor changes an account in one.
    package var reaches: [Role] {
        switch self {
        case .admin: Role.allCases
        case .manager: [.manager, .clinicAdmin, .clinician]
        case .clinicAdmin: [.clinicAdmin, .clinician]
        case .clinician: [.clinician]
        }
    }
}
