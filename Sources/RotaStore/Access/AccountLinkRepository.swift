import Civil
import RotaDomain
import SQLite

/// A one-time link by mail to an account's owner.
package struct AccountLink: Sendable, Equatable {
    package enum Purpose: String, Sendable { case email, reset }
    package enum Ended: String, Sendable { case used, replaced, revoked }

    package let id: Int
    package let accountId: Int
    package let purpose: Purpose
    /// The address that is to be proved, or that the link was sent to.
    package let email: String
    package let createdAt: Instant
    package let expiresAt: Instant
    /// Why it leads nowhere any more; nil while it may.
    package let ended: Ended?

    package func isOpen(at now: Instant) -> Bool { ended == nil && now < expiresAt }

    /// The key of the mail that takes it to its owner.
    package static func mailKey(_ purpose: Purpose, _ id: Int) -> String {
        switch purpose {
        case .email: "email-proof/\(id)"
        case .reset: "password-reset/\(id)"
        }
    }
}

/// Links that prove an address or lead to a new password; of each kind an account has one open at most.
package struct AccountLinkRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func find(tokenHash: [UInt8]) throws -> AccountLink? {
        try db.first(
            """
            SELECT id, account_id, purpose, email, created_at, expires_at, ended
            FROM account_links
            WHERE token_hash = :hash
            """, ["hash": tokenHash], Self.read)
    }

    /// The account's latest of this kind that has not ended, be it past its time.
    package func pending(_ purpose: AccountLink.Purpose, of accountId: Int) throws -> AccountLink? {
        try db.first(
            """
            SELECT id, account_id, purpose, email, created_at, expires_at, ended
            FROM account_links
            WHERE account_id = :account AND purpose = :purpose AND ended IS NULL
            ORDER BY id DESC
            LIMIT 1
            """, ["account": accountId, "purpose": purpose.rawValue], Self.read)
    }

    /// For so long, in seconds, a link that is dead is known for what it was; then it is forgotten, with the address that it went to.
    private static let memory = 183 * 86_400

    /// Makes a link and ends the one before as replaced.
    package func insert(_ purpose: AccountLink.Purpose, of accountId: Int, email: String, tokenHash: [UInt8], at now: Instant, expiresAt: Instant) throws -> Int {
        try end(purpose, of: accountId, as: .replaced, at: now)
        _ = try db.run("DELETE FROM account_links WHERE expires_at < :before", ["before": (now - AccountLinkRepository.memory).iso])
        return try db.insert(
            """
            INSERT INTO account_links (token_hash, account_id, purpose, email, created_at, expires_at)
            VALUES (:hash, :account, :purpose, :email, :at, :expires)
            """, ["hash": tokenHash, "account": accountId, "purpose": purpose.rawValue, "email": email, "at": now.iso, "expires": expiresAt.iso])
    }

    /// False when it had ended already.
    package func end(_ id: Int, as reason: AccountLink.Ended, at now: Instant) throws -> Bool {
        try db.run("UPDATE account_links SET ended = :reason, ended_at = :at WHERE id = :id AND ended IS NULL", ["id": id, "reason": reason.rawValue, "at": now.iso]) > 0
    }

    /// The one that is open, if any, with its mail where that has not gone yet: it would lead nowhere. False where none was open.
    @discardableResult
    package func end(_ purpose: AccountLink.Purpose, of accountId: Int, as reason: AccountLink.Ended, at now: Instant) throws -> Bool {
        guard let link = try pending(purpose, of: accountId) else { return false }
        try MailFate.drop(AccountLink.mailKey(purpose, link.id), at: now, db)
        return try end(link.id, as: reason, at: now)
    }

    /// How many of this kind the account was sent since then.
    package func count(_ purpose: AccountLink.Purpose, of accountId: Int, since: Instant) throws -> Int {
        try db.first(
            """
            SELECT count(*)
            FROM account_links
            WHERE account_id = :account AND purpose = :purpose AND created_at > :since
            """, ["account": accountId, "purpose": purpose.rawValue, "since": since.iso]) { $0.int(0) } ?? 0
    }

    private static func read(_ row: Row) throws -> AccountLink {
        AccountLink(
            id: row.int(0), accountId: row.int(1), purpose: try row.word(2), email: row.text(3), createdAt: try row.instant(4), expiresAt: try row.instant(5),
            ended: row.isNull(6) ? nil : try row.word(6))
    }
}
