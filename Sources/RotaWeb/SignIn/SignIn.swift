import Civil
import RotaDomain
import RotaStore
import Secrets

/// Checks a password, slowing down after failures by account and by address without locking anybody out for good (ASVS 6.1.1, 6.3.1).
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
        let (account, hash, pause) = try practice.store.read { db -> (Account?, String?, Int) in
            let accounts = AccountRepository(db)
            let found = try accounts.find(signingInAs: name)
            let failures = SignInFailureRepository(db)
            // An unknown name slows down just as a known one, so that waiting tells nothing.
            let waits = try subjects(found, name, address).map { subject, free in try wait(failures.failures(of: subject), free, now) }
            return (found, try found.flatMap { try accounts.passwordHash(of: $0.id) }, waits.max() ?? 0)
        }
        if pause > 0 { return .slowDown(pause) }
        let isRight = try PasswordHash.verify(password, against: hash, parameters: practice.passwordCost)
        guard let account, let hash, isRight, account.active else {
            try practice.store.write { db in
                for (subject, _) in subjects(account, name, address) { try SignInFailureRepository(db).record(subject, at: now) }
                try AuditLog(db).record(
                    "sign-in refused", AuditSubject("login", account?.username ?? "unknown"), by: Actor(accountId: nil, name: "Visitor"), at: now,
                    after: ["address": address])
            }
            return .wrong
        }
        let fresh = PasswordHash.needsRehash(hash, parameters: practice.passwordCost) ? try PasswordHash.make(password, random: practice.random, parameters: practice.passwordCost) : nil
        try practice.store.write { db in
            let failures = SignInFailureRepository(db)
            for (subject, _) in subjects(account, name, address) { try failures.clear(subject) }
            try failures.deleteOlder(than: now - 86_400)
            if let fresh { try AccountRepository(db).setPasswordHash(fresh, of: account.id) }
        }
        return .signedIn(account)
    }

    /// What failures are counted by, and how many are free: five an account, twenty an address, which a whole practice may share.
    private func subjects(_ account: Account?, _ name: String, _ address: String) -> [(String, Int)] {
        let who = account.map { "account:\($0.id)" } ?? "name:\(Base64URL.encode(SHA256.hash(Array(name.lowercased().utf8))))"
        return [(who, 5), ("address:\(address)", 20)]
    }

    /// Doubles from 30 seconds with each failure past the free ones, to 15 minutes at most; forgotten after a day.
    private func wait(_ record: (count: Int, lastAt: Instant)?, _ free: Int, _ now: Instant) -> Int {
        guard let record, record.count >= free, now - record.lastAt < 86_400 else { return 0 }
        let pause = min(900, 30 << min(record.count - free, 5))
        return max(0, pause - (now - record.lastAt))
    }
}
