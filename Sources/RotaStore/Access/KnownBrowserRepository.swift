import Civil
import SQLite

/// The browsers that an account has signed in with, each by the SHA-256 of a mark that it keeps. The mark opens nothing.
package struct KnownBrowserRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func isKnown(_ markHash: [UInt8], of account: Int, since: Instant) throws -> Bool {
        try db.first(
            """
            SELECT 1
            FROM known_browsers
            WHERE account_id = :account AND mark_hash = :mark AND seen_at >= :since
            """, ["account": account, "mark": markHash, "since": since.iso]) { _ in true } ?? false
    }

    /// The account signed in with the browser. A mark that it brought gives way to the new one, for everybody who shares the browser.
    /// - Parameters:
    ///   - most: so many an account are kept, those seen last.
    ///   - limit: what was seen before is forgotten.
    package func note(_ markHash: [UInt8], insteadOf old: [UInt8]?, of account: Int, at: Instant, keeping most: Int, forgettingBefore limit: Instant) throws {
        if let old { try db.run("UPDATE known_browsers SET mark_hash = :mark WHERE mark_hash = :old", ["mark": markHash, "old": old]) }
        try db.run(
            """
            INSERT INTO known_browsers (account_id, mark_hash, seen_at)
            VALUES (:account, :mark, :at)
            ON CONFLICT (account_id, mark_hash) DO UPDATE SET seen_at = excluded.seen_at
            """, ["account": account, "mark": markHash, "at": at.iso])
        try db.run(
            """
            DELETE FROM known_browsers
            WHERE account_id = :account
              AND (seen_at < :limit
                   OR mark_hash NOT IN (
                       SELECT mark_hash FROM known_browsers WHERE account_id = :account ORDER BY seen_at DESC, mark_hash = :mark DESC LIMIT :most))
            """, ["account": account, "limit": limit.iso, "mark": markHash, "most": most])
    }

    package func deleteAll(of account: Int) throws { try db.run("DELETE FROM known_browsers WHERE account_id = :account", ["account": account]) }
}
