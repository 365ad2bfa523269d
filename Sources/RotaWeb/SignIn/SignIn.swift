import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// Checks a username or email and a password, at the same cost in time whether there is such an account or not (ASVS 6.3.8).
struct SignIn {
    enum Outcome<Login: Sendable>: Sendable {
        /// What was made of the right password.
        case signedIn(Login)
        case wrong
        /// Seconds to wait before the next try counts.
        case slowDown(Int)
    }

    let practice: Practice
    let request: Request

    /// - Parameter login: makes the login of an account, in the transaction in which its password is still the right one.
    func attempt<Login: Sendable>(name: String, password: String, login: (Account, Connection) throws -> Login) throws -> Outcome<Login> {
        let now = practice.clock.now(), address = request.remoteAddress, known = KnownBrowser(practice: practice, request: request)
        let (account, hash, browser) = try practice.store.read { db -> (Account?, String?, [UInt8]?) in
            let accounts = AccountRepository(db)
            let found = try accounts.find(signingInAs: name)
            return (found, try found.flatMap { try accounts.passwordHash(of: $0.id) }, try found.flatMap { try known.mark(of: $0, db) })
        }
        let failures = SignInFailures(subjects: SignInFailures.Subject.signIn(account, typed: name, from: address, in: browser))
        let pause = try practice.store.write { db in try failures.begin(db, at: now) }
        if pause > 0 { return .slowDown(pause) }
        let isRight = try practice.passwords.verify(password, against: hash)
        guard let account, let hash, isRight, account.active else {
            try practice.store.write { db in
                try AuditLog(db).record(
                    "sign-in refused", AuditSubject("login", account?.username ?? "unknown"), by: Actor(accountId: nil, name: "Visitor"), at: now,
                    after: ["address": address])
            }
            return .wrong
        }
        let fresh = practice.passwords.needsRehash(hash) ? try practice.passwords.hash(password) : nil
        return try practice.store.write { db -> Outcome<Login> in
            let accounts = AccountRepository(db)
            // Somebody may have set a new password or deactivated the account while this one was being checked.
            guard try accounts.passwordHash(of: account.id) == hash, let account = try accounts.find(account.id), account.active else { return .wrong }
            try failures.clear(db, at: now)
            if let fresh { try accounts.setPasswordHash(fresh, of: account.id) }
            return .signedIn(try login(account, db))
        }
    }
}
