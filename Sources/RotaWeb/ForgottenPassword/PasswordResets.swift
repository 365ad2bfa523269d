import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Links to a password: single use, 30 minutes (a first one 7 days), the latest only (ASVS 6.4.1, 6.4.6).
struct PasswordResets {
    /// After so many links within one's lifetime strangers have no more sent while the latest works: nobody's mailbox is to be flooded. So at any time either
    /// another mail is sent or a link that works lies in the owner's mailbox, and nobody who asks can use up the owner's way back.
    static let mostMailed = 3

    let practice: Practice

    /// Whoever this is, if anybody. Runs after the answer was given, on a thread that no request waits for: neither its time nor its outcome tells anything (ASVS 6.3.8).
    func request(_ typed: String, _ requestId: String, practiceName: String) throws {
        let token = try Token(random: practice.random)
        try practice.store.write { db in
            guard let account = try AccountRepository(db).find(signingInAs: typed), account.active, try !hasEnough(account, db) else { return }
            try send(token, to: account, by: Actor(accountId: nil, name: "Visitor", requestId: requestId), manager: nil, practiceName, db)
        }
    }

    /// A manager has it sent, whatever strangers have asked for: who sends too many stands in the audit log. Mail must be on.
    func send(to account: Account, by actor: Actor, practiceName: String) throws {
        let token = try Token(random: practice.random)
        try practice.store.write { db in try send(token, to: account, by: actor, manager: actor.name, practiceName, db) }
    }

    private func hasEnough(_ account: Account, _ db: Connection) throws -> Bool {
        let now = practice.clock.now(), links = AccountLinkRepository(db)
        guard let latest = try links.pending(.reset, of: account.id), latest.isOpen(at: now) else { return false }
        return try links.count(.reset, of: account.id, since: now - AccountMail.resetLifetime) >= PasswordResets.mostMailed
    }

    private func send(_ token: Token, to account: Account, by actor: Actor, manager: String?, _ practiceName: String, _ db: Connection) throws {
        let post = Post(practice: practice, practiceName: practiceName)
        guard post.isOn else { return }
        try AccountMail(post).sendPasswordLink(account, token, by: manager, db)
        try AuditLog(db).record("send password link", AuditSubject("account", id: account.id, account.username), by: actor, at: practice.clock.now())
    }
}
