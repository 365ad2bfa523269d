import Civil
import RotaDomain
import RotaStore

/// Checks a username or email and a password, at the same cost in time whether there is such an account or not (ASVS 6.3.8).
struct SignIn {
    enum Outcome: Equatable {
        case signedIn(Account)
        case wrong
        /// Seconds to wait before the next try counts.
        case slowDown(Int)
    }

    let practice: Practice

    func attempt(name: String, password: String, address: String) throws -> Outcome {
        let now = practice.clock.now()
        let failures = SignInFailures(subjects: [.name(name), .address(address)])
        let pause = try practice.store.write { db in try failures.begin(db, at: now) }
        if pause > 0 { return .slowDown(pause) }
        let (account, hash) = try practice.store.read { db -> (Account?, String?) in
            let accounts = AccountRepository(db)
            let found = try accounts.find(signingInAs: name)
            return (found, try found.flatMap { try accounts.passwordHash(of: $0.id) })
        }
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
        let isStillRight = try practice.store.write { db in
            let accounts = AccountRepository(db)
            // Somebody may have set a new password or deactivated the account while this one was being checked.
            guard try accounts.passwordHash(of: account.id) == hash, try accounts.find(account.id)?.active == true else { return false }
            try failures.clear(db, at: now)
            if let fresh { try accounts.setPasswordHash(fresh, of: account.id) }
            return true
        }
        return isStillRight ? .signedIn(account) : .wrong
    }
}
