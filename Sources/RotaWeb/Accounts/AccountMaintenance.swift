import Civil
import RotaDomain
import RotaStore

/// What whoever has the machine may do to accounts without signing in, by the same rules as the pages.
package struct AccountMaintenance {
    private let practice: Practice

    package init(_ practice: Practice) { self.practice = practice }

    package func all() throws -> [(account: Account, hasPassword: Bool)] {
        try practice.store.read { db in
            let accounts = AccountRepository(db)
            return try accounts.all().map { ($0, try accounts.hasPassword($0.id)) }
        }
    }

    /// Sets a password and ends the account's logins; answers what stands against it, nil when it was done.
    package func resetPassword(of username: String, to password: String) throws -> String? {
        let (found, name) = try practice.store.read { db in (try AccountRepository(db).find(signingInAs: username), try PracticeRepository(db).name()) }
        guard let account = found else { return "There is no account \(username)" }
        if let problem = PasswordRules.problem(password, context: account.passwordContext + [name ?? ""]) { return problem }
        _ = try AccountChanges(practice: practice, actor: .commandLine, authority: nil).setPassword(password, of: account.id)
        return nil
    }

    /// Signs everybody out, and answers how many logins that ended.
    package func endAllLogins() throws -> Int {
        let now = practice.clock.now()
        return try practice.store.write { db in
            let ended = try LoginRepository(db).deleteAll()
            try SignInStepRepository(db).deleteOlder(than: Instant(seconds: now.seconds + 1))
            try AuditLog(db).record("end all logins", AuditSubject("login", "everybody’s"), by: .commandLine, at: now, after: ["logins": String(ended)])
            return ended
        }
    }
}
