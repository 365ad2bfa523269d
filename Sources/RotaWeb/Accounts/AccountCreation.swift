import RotaDomain
import RotaStore

/// Makes an account from the command line, by the same rules as the page.
package struct AccountCreation {
    private let practice: Practice

    package init(_ practice: Practice) { self.practice = practice }

    /// What stands against it, in sentences without a full stop; empty when the account was made.
    package func create(username: String, name: String, email: String, role: String, password: String) throws -> [String] {
        var form = AccountForm(username: username, name: name, email: email, role: role, password: password)
        _ = try AccountChanges(practice: practice, actor: .commandLine, role: .admin).create(&form)
        return form.errors.items.map(\.message)
    }
}
