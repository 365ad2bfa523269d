import Civil
import SQLite

/// Links whose token was taken out of the address: the browser holds another token, good for some minutes. Both are kept as SHA-256 only.
package struct LinkHoldRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func insert(tokenHash: [UInt8], linkHash: [UInt8], at: Instant) throws {
        _ = try db.run(
            """
            INSERT INTO link_holds (token_hash, link_hash, created_at)
            VALUES (:token, :link, :at)
            """, ["token": tokenHash, "link": linkHash, "at": at.iso])
    }

    /// The hash of the link that is held, where it was opened at this instant or later.
    package func linkHash(of tokenHash: [UInt8], since: Instant) throws -> [UInt8]? {
        try db.first(
            """
            SELECT link_hash
            FROM link_holds
            WHERE token_hash = :token AND created_at >= :since
            """, ["token": tokenHash, "since": since.iso]) { $0.blob(0) }
    }

    /// How often the link is held by browsers that opened it at this instant or later.
    package func count(of linkHash: [UInt8], since: Instant) throws -> Int {
        try db.first("SELECT count(*) FROM link_holds WHERE created_at >= :since AND link_hash = :link", ["link": linkHash, "since": since.iso]) { $0.int(0) } ?? 0
    }

    package func delete(tokenHash: [UInt8]) throws {
        _ = try db.run("DELETE FROM link_holds WHERE token_hash = :token", ["token": tokenHash])
    }

    package func deleteOlder(than instant: Instant) throws {
        _ = try db.run("DELETE FROM link_holds WHERE created_at < :at", ["at": instant.iso])
    }
}
