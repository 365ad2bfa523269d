import Civil
import RotaDomain
import SQLite

/// Who a login is of, and what every page of theirs needs: one statement, since each request asks.
package struct SignedInAccount: Sendable {
    package let login: Login
    package let account: Account
    /// Whose account it is, where it is a clinician's.
    package let clinicianId: Int?
    /// Nil before the practice has been set up.
    package let practiceName: String?
    /// The account's role must sign in by two steps, and it can't yet.
    package let mustSetUpTwoStep: Bool

    /// Be the login live or not, and the account active or not; nil for a token that no login has.
    package static func find(tokenHash: [UInt8], _ db: Connection) throws -> SignedInAccount? {
        try db.first(
            """
            SELECT accounts.id, accounts.username, accounts.name, accounts.email, accounts.role, accounts.active, accounts.revision, accounts.is_locum,
                   accounts.email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id),
                   logins.id, logins.created_at, logins.last_seen_at, logins.address, logins.agent, logins.flash,
                   (SELECT id FROM clinicians WHERE account_id = accounts.id),
                   (SELECT name FROM practice),
                   EXISTS (SELECT 1 FROM two_step_roles WHERE role = accounts.role)
                     AND NOT EXISTS (SELECT 1 FROM two_step_secrets WHERE account_id = accounts.id AND confirmed_at IS NOT NULL)
            FROM logins
            JOIN accounts ON accounts.id = logins.account_id
            WHERE logins.token_hash = :hash
            """, ["hash": tokenHash]
        ) { row in
            let account = try AccountRepository.read(row)
            let login = Login(
                id: row.int(10), accountId: account.id, createdAt: try row.instant(11), lastSeenAt: try row.instant(12), address: row.text(13), agent: row.text(14),
                flash: row.optionalText(15))
            return SignedInAccount(
                login: login, account: account, clinicianId: row.optionalInt(16), practiceName: row.optionalText(17), mustSetUpTwoStep: row.bool(18))
        }
    }
}
