import Civil
import RotaDomain
import SQLite

/// Whose mails of which category a link ends.
package struct UnsubscribeLink: Sendable, Equatable {
    package let accountId: Int
    package let category: NoticeCategory
}

/// The links in mails that end them without signing in (RFC 8058). Only a token's SHA-256 is kept.
package struct UnsubscribeLinkRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func insert(tokenHash: [UInt8], _ category: NoticeCategory, of account: Int, at now: Instant) throws {
        try db.run(
            "INSERT INTO unsubscribe_links (token_hash, account_id, category, created_at) VALUES (:hash, :account, :category, :at)",
            ["hash": tokenHash, "account": account, "category": category.rawValue, "at": now.iso])
    }

    package func find(tokenHash: [UInt8]) throws -> UnsubscribeLink? {
        try db.first("SELECT account_id, category FROM unsubscribe_links WHERE token_hash = :hash", ["hash": tokenHash]) {
            UnsubscribeLink(accountId: $0.int(0), category: try $0.word(1))
        }
    }

    package func hasMade(before: Instant) throws -> Bool {
        try db.first("SELECT 1 FROM unsubscribe_links WHERE created_at < :before LIMIT 1", ["before": before.iso]) { _ in true } ?? false
    }

    package func deleteMade(before: Instant) throws { try db.run("DELETE FROM unsubscribe_links WHERE created_at < :before", ["before": before.iso]) }
}
