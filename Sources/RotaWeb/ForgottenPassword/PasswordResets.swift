import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Links to a new password: single use, 30 minutes, the latest only (ASVS 6.4.1, 6.4.6).
struct PasswordResets {
    /// Links that an account is sent in an hour, whoever asks: nobody's mailbox is to be flooded.
    static let hourlyLimit = 3

    let practice: Practice

    /// Whoever this is, if anybody. Runs after the answer was given, on a thread that no request waits for: neither its time nor its outcome tells anything (ASVS 6.3.8).
    func request(_ typed: String, _ requestId: String, practiceName: String) throws {
        let token = try Token(random: practice.random)
        try practice.store.write { db in
            guard let account = try AccountRepository(db).find(signingInAs: typed), account.active else { return }
            try send(token, to: account, by: Actor(accountId: nil, name: "Visitor", requestId: requestId), manager: nil, practiceName, db)
        }
    }

    /// A manager starts it for somebody. False when mail is off or the account was sent enough.
    func send(to account: Account, by actor: Actor, practiceName: String) throws -> Bool {
        let token = try Token(random: practice.random)
        return try practice.store.write { db in try send(token, to: account, by: actor, manager: actor.name, practiceName, db) }
    }

    @discardableResult
    private func send(_ token: Token, to account: Account, by actor: Actor, manager: String?, _ practiceName: String, _ db: Connection) throws -> Bool {
        let now = practice.clock.now(), post = Post(practice: practice, practiceName: practiceName), links = AccountLinkRepository(db)
        guard post.isOn, try links.count(.reset, of: account.id, since: now - 3_600) < PasswordResets.hourlyLimit else { return false }
        try AccountMail(post).sendPasswordLink(account, token, by: manager, db)
        try AuditLog(db).record("send password link", AuditSubject("account", id: account.id, account.username), by: actor, at: now)
        return true
    }
}
