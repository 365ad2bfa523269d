import Civil
import RotaDomain
import SQLite

/// The secret that an account's authenticator app shares with the program (RFC 6238).
package struct TwoStepSecret: Sendable {
    package let bytes: [UInt8]
    /// When a first code proved that the app has it; nil until then.
    package let confirmedAt: Instant?
    /// The last 30 seconds whose code was taken.
    package let lastStep: Int
    /// The login that showed the password, while the secret waits for its first code.
    package let loginId: Int?
    package let createdAt: Instant
}

/// Neither printing nor a crash report shows the secret.
extension TwoStepSecret: CustomStringConvertible, CustomReflectable {
    package var description: String { "TwoStepSecret(hidden)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Two-step verification: secrets, recovery codes, and the roles that must have it.
package struct TwoStepRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func secret(of accountId: Int) throws -> TwoStepSecret? {
        try db.first("SELECT secret, confirmed_at, last_step, created_at, login_id FROM two_step_secrets WHERE account_id = :id", ["id": accountId]) { row in
            TwoStepSecret(bytes: row.blob(0), confirmedAt: try row.optionalInstant(1), lastStep: row.int(2), loginId: row.optionalInt(4), createdAt: try row.instant(3))
        }
    }

    package func isOn(_ accountId: Int) throws -> Bool { try secret(of: accountId)?.confirmedAt != nil }

    /// A new secret that is still to be proved; one that is proved stays.
    package func begin(_ secret: [UInt8], of accountId: Int, login: Int, at now: Instant) throws {
        _ = try db.run(
            """
            INSERT INTO two_step_secrets (account_id, secret, login_id, created_at)
            VALUES (:id, :secret, :login, :at)
            ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, login_id = excluded.login_id, created_at = excluded.created_at, last_step = 0
            WHERE confirmed_at IS NULL
            """, ["id": accountId, "secret": secret, "login": login, "at": now.iso])
    }

    /// False when there is nothing to confirm.
    package func confirm(_ accountId: Int, step: Int, at now: Instant) throws -> Bool {
        try db.run(
            "UPDATE two_step_secrets SET confirmed_at = :at, last_step = :step, login_id = NULL WHERE account_id = :id AND confirmed_at IS NULL",
            ["id": accountId, "at": now.iso, "step": step]) > 0
    }

    /// Takes the code of these 30 seconds; false when it, or a later one, was taken before.
    package func take(step: Int, of accountId: Int) throws -> Bool {
        try db.run(
            "UPDATE two_step_secrets SET last_step = :step WHERE account_id = :id AND confirmed_at IS NOT NULL AND last_step < :step",
            ["id": accountId, "step": step]) > 0
    }

    /// Secret and recovery codes. False when it was off.
    package func end(_ accountId: Int) throws -> Bool {
        _ = try db.run("DELETE FROM recovery_codes WHERE account_id = :id", ["id": accountId])
        return try db.run("DELETE FROM two_step_secrets WHERE account_id = :id AND confirmed_at IS NOT NULL", ["id": accountId]) > 0
    }

    /// In place of all that were.
    package func setRecoveryCodes(_ hashes: [[UInt8]], of accountId: Int) throws {
        _ = try db.run("DELETE FROM recovery_codes WHERE account_id = :id", ["id": accountId])
        for hash in hashes { _ = try db.run("INSERT INTO recovery_codes (account_id, code_hash) VALUES (:id, :hash)", ["id": accountId, "hash": hash]) }
    }

    /// False for a code that the account never had or has used.
    package func take(recoveryCode hash: [UInt8], of accountId: Int, at now: Instant) throws -> Bool {
        try db.run(
            "UPDATE recovery_codes SET used_at = :at WHERE account_id = :id AND code_hash = :hash AND used_at IS NULL",
            ["id": accountId, "hash": hash, "at": now.iso]) > 0
    }

    package func recoveryCodesLeft(of accountId: Int) throws -> Int {
        try db.first("SELECT count(*) FROM recovery_codes WHERE account_id = :id AND used_at IS NULL", ["id": accountId]) { $0.int(0) } ?? 0
    }

    /// The roles that must sign in by two steps.
    package func roles() throws -> Set<Role> {
        Set(try db.all("SELECT role FROM two_step_roles", [:]) { try $0.word(0) })
    }

    package func setRoles(_ roles: Set<Role>) throws {
        _ = try db.run("DELETE FROM two_step_roles")
        for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) { _ = try db.run("INSERT INTO two_step_roles (role) VALUES (:role)", ["role": role.rawValue]) }
    }
}
