import Civil
import RotaDomain
import SQLite

/// The clinicians' records. Managers see everybody's; with any other `Visibility` there are none. There is no deletion, by design (S0.85).
package struct ClinicianRepository {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    package func find(_ id: Int) throws -> Clinician? {
        try db.first(
            """
            SELECT id, code, name, active, duty_balance, account_id, revision
            FROM clinicians
            WHERE id = :id AND :sees
            """, ["id": id, "sees": seesAll], read)
    }

    /// In the order of their names.
    package func active() throws -> [Clinician] {
        try db.all(
            """
            SELECT id, code, name, active, duty_balance, account_id, revision
            FROM clinicians
            WHERE active = 1 AND :sees
            ORDER BY name COLLATE NOCASE, id
            """, ["sees": seesAll], read)
    }

    /// The clinician whose account it is.
    package func holder(of account: Int) throws -> Clinician? {
        try db.first(
            """
            SELECT id, code, name, active, duty_balance, account_id, revision
            FROM clinicians
            WHERE account_id = :account AND :sees
            """, ["account": account, "sees": seesAll], read)
    }

    /// Those whom no account belongs to, and whoever has this one, in the order of their names.
    package func withoutAccount(or account: Int? = nil) throws -> [Clinician] {
        try db.all(
            """
            SELECT id, code, name, active, duty_balance, account_id, revision
            FROM clinicians
            WHERE (account_id IS NULL AND active = 1) OR account_id = :account
            ORDER BY name COLLATE NOCASE, id
            """, ["account": account], read)
    }

    /// Makes the code from the name. Throws a unique constraint's `SQLiteError` when the account is another clinician's.
    package func insert(name: String, active: Bool, accountId: Int?) throws -> Clinician {
        let code = try ClinicianCode.make(name) { code in
            try db.first("SELECT 1 FROM clinicians WHERE code = :code", ["code": code]) { _ in true } ?? false
        }
        let id = try db.insert(
            """
            INSERT INTO clinicians (code, name, active, account_id)
            VALUES (:code, :name, :active, :account)
            """, ["code": code, "name": name, "active": active, "account": accountId])
        return Clinician(id: id, code: code, name: name, active: active, accountId: accountId, revision: 1)
    }

    /// Name, active and account. False when the row has changed since this value was read.
    package func update(_ clinician: Clinician) throws -> Bool {
        try db.run(
            """
            UPDATE clinicians
            SET name = :name, active = :active, account_id = :account, revision = revision + 1
            WHERE id = :id AND revision = :revision
            """,
            [
                "name": clinician.name, "active": clinician.active, "account": clinician.accountId, "id": clinician.id, "revision": clinician.revision,
            ]) > 0
    }

    /// Accounts that belong to no clinician, or to this one (S0.7).
    package func linkableAccounts(for id: Int?) throws -> [Account] {
        try db.all(
            """
            SELECT accounts.id, accounts.username, accounts.name, accounts.email, accounts.role, accounts.active, accounts.revision,
                   accounts.is_locum, accounts.email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id)
            FROM accounts
            LEFT JOIN clinicians ON clinicians.account_id = accounts.id
            WHERE (clinicians.id IS NULL OR clinicians.id = :id) AND :sees
            ORDER BY accounts.name COLLATE NOCASE, accounts.id
            """, ["id": id ?? 0, "sees": seesAll], AccountRepository.read)
    }

    private func read(_ row: Row) -> Clinician {
        Clinician(
            id: row.int(0), code: row.text(1), name: row.text(2), active: row.bool(3), dutyBalance: row.double(4), accountId: row.optionalInt(5), revision: row.int(6))
    }
}
