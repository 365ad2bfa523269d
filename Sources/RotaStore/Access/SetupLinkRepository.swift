import Civil
import SQLite

/// The one-time link that leads to the first account. Only its token's SHA-256 is kept; a new link ends the older one.
package struct SetupLinkRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func replace(tokenHash: [UInt8], at: Instant) throws {
        try deleteAll()
        _ = try db.run("INSERT INTO setup_links (token_hash, created_at) VALUES (:hash, :at)", ["hash": tokenHash, "at": at.iso])
    }

    /// Whether there is such a link, made at this instant or later.
    package func exists(tokenHash: [UInt8], madeSince: Instant) throws -> Bool {
        try db.first(
            """
            SELECT 1
            FROM setup_links
            WHERE token_hash = :hash AND created_at >= :since
            """, ["hash": tokenHash, "since": madeSince.iso]) { _ in true } ?? false
    }

    package func deleteAll() throws { _ = try db.run("DELETE FROM setup_links") }
}
