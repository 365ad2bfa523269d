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

    package init(id: Int, username: String, name: String, email: String, role: Role, active: Bool, revision: Int = 1) {
        self.id = id
        self.username = username
        self.name = name
        self.email = email
        self.role = role
        self.active = active
        self.revision = revision
    }
}
