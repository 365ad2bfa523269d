import Civil
import SQLite

/// What somebody sent when their login had run out.
package struct KeptForm: Sendable, Equatable {
    package let path: String
    /// `application/x-www-form-urlencoded`
    package let body: [UInt8]
    package let at: Instant

    package init(path: String, body: [UInt8], at: Instant) {
        self.path = path
        self.body = body
        self.at = at
    }
}

/// Forms that wait until their sender is signed in again.
package struct KeptFormRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// - Parameter count: how many of the account stay, the latest ones.
    package func insert(_ form: KeptForm, tokenHash: [UInt8], of accountId: Int, keeping count: Int) throws {
        _ = try db.run(
            """
            INSERT INTO kept_forms (token_hash, account_id, path, body, at)
            VALUES (:hash, :account, :path, :body, :at)
            """, ["hash": tokenHash, "account": accountId, "path": form.path, "body": form.body, "at": form.at.iso])
        _ = try db.run(
            """
            DELETE FROM kept_forms
            WHERE account_id = :account
              AND token_hash <> :hash
              AND token_hash NOT IN (
                SELECT token_hash FROM kept_forms WHERE account_id = :account AND token_hash <> :hash ORDER BY at DESC LIMIT :others)
            """, ["account": accountId, "hash": tokenHash, "others": count - 1])
    }

    /// Only the account's own.
    package func find(tokenHash: [UInt8], of accountId: Int, since: Instant) throws -> KeptForm? {
        try db.first(
            """
            SELECT path, body, at
            FROM kept_forms
            WHERE token_hash = :hash AND account_id = :account AND at >= :since
            """, ["hash": tokenHash, "account": accountId, "since": since.iso]) { row in
            KeptForm(path: row.text(0), body: row.blob(1), at: try row.instant(2))
        }
    }

    package func delete(tokenHash: [UInt8], of accountId: Int) throws {
        _ = try db.run("DELETE FROM kept_forms WHERE token_hash = :hash AND account_id = :account", ["hash": tokenHash, "account": accountId])
    }

    package func hasOlder(than instant: Instant) throws -> Bool {
        try db.first("SELECT 1 FROM kept_forms WHERE at < :at LIMIT 1", ["at": instant.iso]) { _ in true } ?? false
    }

    package func deleteOlder(than instant: Instant) throws {
        _ = try db.run("DELETE FROM kept_forms WHERE at < :at", ["at": instant.iso])
    }
}
