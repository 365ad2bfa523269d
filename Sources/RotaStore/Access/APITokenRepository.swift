import Civil
import RotaDomain
import SQLite

/// The tokens of the API, by what they are told of; the secrets themselves are nowhere.
package struct APITokenRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// The newest first.
    package func all(limit: Int) throws -> [APIToken] {
        try db.all(
            """
            SELECT id, name, scopes, created_at, created_by, expires_on, last_used_at, revoked_at
            FROM api_tokens
            ORDER BY id DESC
            LIMIT :limit
            """, ["limit": limit], read)
    }

    package func find(_ id: Int) throws -> APIToken? {
        try db.first(
            """
            SELECT id, name, scopes, created_at, created_by, expires_on, last_used_at, revoked_at
            FROM api_tokens
            WHERE id = :id
            """, ["id": id], read)
    }

    package func find(tokenHash: [UInt8]) throws -> APIToken? {
        try db.first(
            """
            SELECT id, name, scopes, created_at, created_by, expires_on, last_used_at, revoked_at
            FROM api_tokens
            WHERE token_hash = :hash
            """, ["hash": tokenHash], read)
    }

    package func insert(name: String, tokenHash: [UInt8], scopes: Set<APIScope>, expiresOn: Day?, by account: Int, at now: Instant) throws -> Int {
        try db.insert(
            """
            INSERT INTO api_tokens (name, token_hash, scopes, created_at, created_by, expires_on)
            VALUES (:name, :hash, :scopes, :at, :by, :expires)
            """,
            [
                "name": name, "hash": tokenHash, "scopes": "[\(APIScope.allCases.filter(scopes.contains).map { "\"\($0.rawValue)\"" }.joined(separator: ","))]",
                "at": now.iso, "by": account, "expires": expiresOn?.iso,
            ])
    }

    /// False when there is none, or it was revoked before.
    package func revoke(_ id: Int, at now: Instant) throws -> Bool {
        try db.run("UPDATE api_tokens SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL", ["at": now.iso, "id": id]) > 0
    }

    package func touch(_ id: Int, at now: Instant) throws {
        try db.run("UPDATE api_tokens SET last_used_at = :at WHERE id = :id", ["at": now.iso, "id": id])
    }

    private func read(_ row: Row) throws -> APIToken {
        let scopes = try row.text(2).split(whereSeparator: { "[]\", ".contains($0) }).map { word in
            guard let scope = APIScope(rawValue: String(word)) else { throw StoredValueError(column: 2, text: row.text(2)) }
            return scope
        }
        return APIToken(
            id: row.int(0), name: row.text(1), scopes: Set(scopes), createdAt: try row.instant(3), createdBy: row.optionalInt(4), expiresOn: try row.optionalDay(5),
            lastUsedAt: try row.optionalInstant(6), revokedAt: try row.optionalInstant(7))
    }
}
