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
            SELECT id, username, name, email, role, active, revision, is_locum, email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id)
            FROM accounts
            ORDER BY name COLLATE NOCASE, id
            """, [:], Self.read)
    }

    package func find(_ id: Int) throws -> Account? {
        try db.first(
            """
            SELECT id, username, name, email, role, active, revision, is_locum, email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id)
            FROM accounts
            WHERE id = :id
            """, ["id": id], Self.read)
    }

    /// By username or email, whichever matches; letter case does not count.
    package func find(signingInAs name: String) throws -> Account? {
        try db.first(
            """
            SELECT id, username, name, email, role, active, revision, is_locum, email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id)
            FROM accounts
            WHERE username = :name OR email = :name
            ORDER BY username = :name DESC
            LIMIT 1
            """, ["name": name], Self.read)
    }

    /// Letter case does not count.
    package func find(email: String) throws -> Account? {
        try db.first(
            """
            SELECT id, username, name, email, role, active, revision, is_locum, email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id)
            FROM accounts
            WHERE email = :email
            """, ["email": email], Self.read)
    }

    /// Whether its owner can sign in by one: an account made by "Add user" has none until the mailed link was used.
    package func hasPassword(_ id: Int) throws -> Bool {
        try db.first("SELECT 1 FROM accounts WHERE id = :id AND password_hash <> ''", ["id": id]) { _ in true } ?? false
    }

    package func passwordHash(of id: Int) throws -> String? {
        try db.first("SELECT password_hash FROM accounts WHERE id = :id", ["id": id]) { $0.text(0) }
    }

    package func setPasswordHash(_ hash: String, of id: Int) throws {
        _ = try db.run("UPDATE accounts SET password_hash = :hash WHERE id = :id", ["hash": hash, "id": id])
    }

    /// Throws a unique constraint's `SQLiteError` when the username or the email is taken.
    package func insert(username: String, name: String, email: String, role: Role, isLocum: Bool = false, passwordHash: String, at: String) throws -> Account {
        let id = try db.insert(
            """
            INSERT INTO accounts (username, name, email, role, is_locum, password_hash, created_at)
            VALUES (:username, :name, :email, :role, :locum, :hash, :at)
            """, ["username": username, "name": name, "email": email, "role": role.rawValue, "locum": isLocum, "hash": passwordHash, "at": at])
        return Account(id: id, username: username, name: name, email: email, role: role, active: true, isLocum: isLocum)
    }

    /// All but the password, with its departures from its role. False when the row has changed since this value was read. Throws as `insert` does.
    package func update(_ account: Account) throws -> Bool {
        let updated = try db.run(
            """
            UPDATE accounts
            SET username = :username, name = :name, email = :email, email_verified_at = :verified, role = :role, is_locum = :locum, active = :active,
                revision = revision + 1
            WHERE id = :id AND revision = :revision
            """,
            [
                "username": account.username, "name": account.name, "email": account.email, "verified": account.emailVerifiedAt?.iso, "role": account.role.rawValue,
                "locum": account.isLocum, "active": account.active, "id": account.id, "revision": account.revision,
            ]) > 0
        guard updated else { return false }
        try setDepartures(of: account)
        return true
    }

    private func setDepartures(of account: Account) throws {
        _ = try db.run("DELETE FROM account_permissions WHERE account_id = :id", ["id": account.id])
        for (permission, given) in account.departures.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            _ = try db.run(
                "INSERT INTO account_permissions (account_id, permission, given) VALUES (:id, :permission, :given)",
                ["id": account.id, "permission": permission.rawValue, "given": given])
        }
    }

    package func isTaken(username: String, except id: Int? = nil) throws -> Bool {
        try db.first(
            "SELECT 1 FROM accounts WHERE username = :username AND id <> :id", ["username": username, "id": id ?? 0]) { _ in true } ?? false
    }

    package func isTaken(email: String, except id: Int? = nil) throws -> Bool {
        try db.first("SELECT 1 FROM accounts WHERE email = :email AND id <> :id", ["email": email, "id": id ?? 0]) { _ in true } ?? false
    }

    /// Active accounts with a password in one of these roles, this one apart, from which this permission was not taken.
    package func others(than id: Int, in roles: [Role], having permission: Permission) throws -> Int {
        try db.first(
            """
            SELECT count(*)
            FROM accounts
            WHERE active = 1 AND password_hash <> '' AND role IN (SELECT value FROM json_each(:roles)) AND id <> :id
              AND NOT EXISTS (
                SELECT 1 FROM account_permissions
                WHERE account_id = accounts.id AND permission = :permission AND given = 0)
            """, ["id": id, "roles": "[\(roles.map { "\"\($0.rawValue)\"" }.joined(separator: ","))]", "permission": permission.rawValue]) { $0.int(0) } ?? 0
    }

    /// The first ten columns: id, username, name, email, role, active, revision, is_locum, email_verified_at, and what was given ("+users") or taken ("-audit").
    static func read(_ row: Row) throws -> Account {
        Account(
            id: row.int(0), username: row.text(1), name: row.text(2), email: row.text(3), role: try row.word(4), active: row.bool(5), revision: row.int(6),
            isLocum: row.bool(7), emailVerifiedAt: try row.optionalInstant(8), departures: try departures(row, 9))
    }

    private static func departures(_ row: Row, _ column: Int) throws -> [Permission: Bool] {
        guard let text = row.optionalText(column) else { return [:] }
        return try text.split(separator: " ").reduce(into: [:]) { found, word in
            guard let permission = Permission(rawValue: String(word.dropFirst())) else { throw StoredValueError(column: column, text: text) }
            found[permission] = word.first == "+"
        }
    }
}
