import Civil

/// Somebody who can sign in.
package struct Account: Sendable, Equatable {
    package let id: Int
    package var username: String
    package var name: String
    package var email: String
    package var role: Role
    package var active: Bool
    /// Goes up with every change, so that a form can tell whether the row changed after it was shown.
    package let revision: Int
    /// "Mark user as locum resource" (S2.4).
    package var isLocum = false
    /// When its owner proved to read mail sent to `email`.
    package var emailVerifiedAt: Instant?
    /// Where it departs from its role: true was given, false taken.
    package private(set) var departures: [Permission: Bool] = [:]

    package init(
        id: Int, username: String, name: String, email: String, role: Role, active: Bool, revision: Int = 1, isLocum: Bool = false, emailVerifiedAt: Instant? = nil,
        departures: [Permission: Bool] = [:]
    ) {
        self.id = id
        self.username = username
        self.name = name
        self.email = email
        self.role = role
        self.active = active
        self.revision = revision
        self.isLocum = isLocum
        self.emailVerifiedAt = emailVerifiedAt
        self.departures = departures
    }

    /// What it may do in effect: its role's permissions, with what was given and without what was taken.
    package var permissions: Set<Permission> {
        get { departures.isEmpty ? role.permissions : Set(Permission.allCases.filter(may)) }
        set {
            let own = role.permissions
            departures = Dictionary(uniqueKeysWithValues: newValue.symmetricDifference(own).map { ($0, newValue.contains($0)) })
        }
    }

    /// Who has a part in running the practice is told of what concerns it; everybody else only of their own shifts (S0.78).
    package var isDashboardAdmin: Bool { Permission.allCases.contains(where: may) }

    package func may(_ permission: Permission) -> Bool { departures[permission] ?? role.gives(permission) }

    /// Whether this one may change the other: one in a role above or with a permission that this one lacks stands above it.
    package func mayChange(_ other: Account) -> Bool {
        may(.users) && role.reaches.contains(other.role) && other.permissions.isSubset(of: permissions)
    }

    /// The roles that this one may give: none above its own, and none with a permission that it lacks.
    package var givesRoles: [Role] {
        guard may(.users) else { return [] }
        let own = permissions
        return role.reaches.filter { $0.permissions.isSubset(of: own) }
    }
}
