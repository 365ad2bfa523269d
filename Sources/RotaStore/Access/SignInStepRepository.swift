import Civil
import SQLite

/// Between the right password and the second step: a browser whose token this is has shown the password of the account.
package struct SignInStepRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func insert(tokenHash: [UInt8], accountId: Int, at: Instant) throws {
        _ = try db.run(
            "INSERT INTO sign_in_steps (token_hash, account_id, created_at) VALUES (:hash, :account, :at)",
            ["hash": tokenHash, "account": accountId, "at": at.iso])
    }

    /// The id of the account, where the password was shown at this instant or later.
    package func accountId(of tokenHash: [UInt8], since: Instant) throws -> Int? {
        try db.first(
            """
            SELECT account_id
            FROM sign_in_steps
            WHERE token_hash = :hash AND created_at >= :since
            """, ["hash": tokenHash, "since": since.iso]) { $0.int(0) }
    }

    /// False when it was gone already.
    package func delete(tokenHash: [UInt8]) throws -> Bool {
        try db.run("DELETE FROM sign_in_steps WHERE token_hash = :hash", ["hash": tokenHash]) > 0
    }

    /// All of an account: its password or its second step is another now.
    package func deleteAll(of accountId: Int) throws {
        _ = try db.run("DELETE FROM sign_in_steps WHERE account_id = :account", ["account": accountId])
    }

    package func deleteOlder(than instant: Instant) throws {
        _ = try db.run("DELETE FROM sign_in_steps WHERE created_at < :at", ["at": instant.iso])
    }
}
