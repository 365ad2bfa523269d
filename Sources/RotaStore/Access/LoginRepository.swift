import Civil
import RotaDomain
import SQLite

/// The browsers that are signed in.
package struct LoginRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func insert(accountId: Int, tokenHash: [UInt8], at: Instant, address: String, agent: String) throws -> Int {
        try db.insert(
            """
            INSERT INTO logins (account_id, token_hash, created_at, last_seen_at, address, agent)
            VALUES (:account, :hash, :at, :at, :address, :agent)
            """, ["account": accountId, "hash": tokenHash, "at": at.iso, "address": address, "agent": agent])
    }

    package func find(tokenHash: [UInt8]) throws -> Login? {
        try db.first(
            """
            SELECT id, account_id, created_at, last_seen_at, address, agent, flash
            FROM logins
            WHERE token_hash = :hash
            """, ["hash": tokenHash], read)
    }

    package func all(of accountId: Int) throws -> [Login] {
        try db.all(
            """
            SELECT id, account_id, created_at, last_seen_at, address, agent, flash
            FROM logins
            WHERE account_id = :account
            ORDER BY last_seen_at DESC, id DESC
            """, ["account": accountId], read)
    }

    package func touch(_ id: Int, at: Instant) throws {
        _ = try db.run("UPDATE logins SET last_seen_at = :at WHERE id = :id", ["at": at.iso, "id": id])
    }

    /// Gives the login a new token: whoever holds a copy of the old one is signed out.
    package func setToken(_ tokenHash: [UInt8], of id: Int) throws {
        _ = try db.run("UPDATE logins SET token_hash = :hash WHERE id = :id", ["hash": tokenHash, "id": id])
    }

    package func setFlash(_ message: String?, of id: Int) throws {
        _ = try db.run("UPDATE logins SET flash = :flash WHERE id = :id", ["flash": message, "id": id])
    }

    /// False when the account has no such login.
    package func delete(_ id: Int, of accountId: Int) throws -> Bool {
        try db.run("DELETE FROM logins WHERE id = :id AND account_id = :account", ["id": id, "account": accountId]) > 0
    }

    /// Ends the login that a browser had until now, whoever's it was.
    package func delete(tokenHash: [UInt8]) throws {
        _ = try db.run("DELETE FROM logins WHERE token_hash = :hash", ["hash": tokenHash])
    }

    /// Signs an account out everywhere, or everywhere else.
    package func deleteAll(of accountId: Int, except id: Int? = nil) throws {
        _ = try db.run("DELETE FROM logins WHERE account_id = :account AND id <> :id", ["account": accountId, "id": id ?? 0])
    }

    /// Signs everybody out; answers how many logins there were.
    package func deleteAll() throws -> Int { try db.run("DELETE FROM logins") }

    package func deleteExpired(createdBefore: Instant, seenBefore: Instant) throws {
        _ = try db.run(
            "DELETE FROM logins WHERE created_at < :created OR last_seen_at < :seen", ["created": createdBefore.iso, "seen": seenBefore.iso])
    }

    private func read(_ row: Row) throws -> Login {
        Login(
            id: row.int(0), accountId: row.int(1), createdAt: try row.instant(2),
            lastSeenAt: try row.instant(3), address: row.text(4), agent: row.text(5), flash: row.optionalText(6))
    }
}
