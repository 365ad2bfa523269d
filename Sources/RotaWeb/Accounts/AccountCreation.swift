import RotaDomain
import RotaStore

/// Makes an account from the command line, by the same rules as the page.
package struct AccountCreation {
    private let practice: Practice

    package init(_ practice: Practice) { self.practice = practice }

    /// What stands against it, in sentences without a full stop; empty when the account was made.
    package func create(username: String, name: String, email: String, role: String, password: String) throws -> [String] {
        var form = AccountForm(username: username, name: name, email: email, role: role, password: password)
        _ = try AccountChanges(practice: practice, actor: .commandLine, authority: nil).create(&form, mailsLink: false)
        return form.errors.items.map(\.message)
    }

    /// The demonstration's account: made the first time, with a new password each time.
    package func createOrReset(username: String, name: String, email: String, role: Role, password: String) throws {
        let hash = try practice.passwords.hash(password)
        let now = practice.clock.now()
        try practice.store.write { db in
            let accounts = AccountRepository(db)
            let account = try accounts.find(signingInAs: username)
            guard let account else {
                let made = try accounts.insert(username: username, name: name, email: email, role: role, passwordHash: hash, at: now.iso)
                return try AuditLog(db).record("create account", AuditSubject("account", id: made.id, username), by: .commandLine, at: now, after: made.auditFields)
            }
            try NewPassword.store(hash, of: account, db, at: now)
            try LoginRepository(db).deleteAll(of: account.id)
            try AuditLog(db).record("set password", AuditSubject("account", id: account.id, username), by: .commandLine, at: now)
        }
    }
}
