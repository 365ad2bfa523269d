import RotaDomain
import SQLite

/// The accounts of the practice. Password hashes leave it only by `passwordHash(of:)`.
package struct AccountRepository {
    let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func count() throws -> Int {
        try db.first("SELECT count(*) FROM accounts") { $0.int(0) } ?? 0
    }

    package func all() throws -> [Account] {
        try db.all(
            """
            SELECT id, username, name, email, role, active, revision
            FROM accounts
            ORDER BY name COLLATE NOCASE, id
            """, [:], Self.read)
    }

    package func find(_ id: Int) throws -> Account? {
        try db.first(
            """
            SELECT id, username, name, email, role, active, revision
            FROM accounts
            WHERE id = :id
            """, ["id": id], Self.read)
    }

    /// By username or email, whichever matches; letter case does not count.
    package func find(signingInAs name: String) throws -> Account? {
        try db.first(
            """
            SELECT id, username, name, email, role, active, revision
            FROM accounts
            WHERE username = :name OR email = :name
            ORDER BY username = :name DESC
            LIMIT 1
            """, ["name": name], Self.read)
    }

    package func passwordHash(of id: Int) throws -> String? {
        try db.first("SELECT password_hash FROM accounts WHERE id = :id", ["id": id]) { $0.text(0) }
    }

    package func setPasswordHash(_ hash: String, of id: Int) throws {
        _ = try db.run("UPDATE accounts SET password_hash = :hash WHERE id = :id", ["hash": hash, "id": id])
    }

    /// Throws a unique constraint's `SQLiteError` when the username or the email is taken.
    package func insert(username: String, name: String, email: String, role: Role, passwordHash: String, at: String) throws -> Account {
        let id = try db.insert(
            """
            INSERT INTO accounts (username, name, email, role, password_hash, created_at)
            VALUES (:username, :name, :email, :role, :hash, :at)
            """, ["username": username, "name": name, "email": email, "role": role.rawValue, "hash": passwordHash, "at": at])
        return Account(id: id, username: username, name: name, email: email, role: role, active: true, revision: 1)
    }

    /// False when the row has changed since this value was read. Throws as `insert` does.
    package func update(_ account: Account) throws -> Bool {
        try db.run(
            """
            UPDATE accounts
            SET username = :username, name = :name, email = :email, role = :role, active = :active, revision = revision + 1
            WHERE id = :id AND revision = :revision
            """,
            [
                "username": account.username, "name": account.name, "email": account.email, "role": account.role.rawValue,
                "active": account.active, "id": account.id, "revision": account.revision,
            ]) > 0
    }

    package func isTaken(username: String, except id: Int? = nil) throws -> Bool {
        try db.first(
            "SELECT 1 FROM accounts WHERE username = :username AND id <> :id", ["username": username, "id": id ?? 0]) { _ in true } ?? false
    }

    package func isTaken(email: String, except id: Int? = nil) throws -> Bool {
        try db.first("SELECT 1 FROM accounts WHERE email = :email AND id <> :id", ["email": email, "id": id ?? 0]) { _ in true } ?? false
    }

    /// Active accounts that may manage the practice, this one apart.
    package func others(than id: Int, in roles: [Role]) throws -> Int {
        try db.first(
            """
            SELECT count(*)
            FROM accounts
            WHERE active = 1 AND role IN (SELECT value FROM json_each(:roles)) AND id <> :id
            """, ["id": id, "roles": "[\(roles.map { "\"\($0.rawValue)\"" }.joined(separator: ","))]"]) { $0.int(0) } ?? 0
    }

    /// The first seven columns: id, username, name, email, role, active, revision.
    static func read(_ row: Row) throws -> Account {
        Account(
            id: row.int(0), username: row.text(1), name: row.text(2), email: row.text(3),
            role: try row.word(4), active: row.bool(5), revision: row.int(6))
    }
}
