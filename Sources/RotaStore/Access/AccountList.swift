import Civil
import RotaDomain
import SQLite

/// An account as the list of accounts shows it.
package struct AccountListRow: Sendable, Equatable {
    package let account: Account
    /// The clinician whose account it is.
    package let clinician: Clinician?
    /// Nil for an account that has no login now.
    package let lastSeenAt: Instant?

    /// The clinician's id and name.
    package struct Clinician: Sendable, Equatable {
        package let id: Int
        package let name: String
    }

    package init(account: Account, clinician: Clinician?, lastSeenAt: Instant?) {
        self.account = account
        self.clinician = clinician
        self.lastSeenAt = lastSeenAt
    }
}

/// The accounts with their clinicians and when they were last here.
package struct AccountList {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func all() throws -> [AccountListRow] {
        try db.all(
            """
            SELECT accounts.id, accounts.username, accounts.name, accounts.email, accounts.role, accounts.active, accounts.revision,
                   accounts.is_locum, accounts.email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id),
                   clinicians.id, clinicians.name,
                   (SELECT max(last_seen_at) FROM logins WHERE logins.account_id = accounts.id)
            FROM accounts
            LEFT JOIN clinicians ON clinicians.account_id = accounts.id
            ORDER BY accounts.active DESC, accounts.name COLLATE NOCASE, accounts.id
            """
        ) { row in
            let clinician = row.optionalInt(10).map { AccountListRow.Clinician(id: $0, name: row.text(11)) }
            return AccountListRow(account: try AccountRepository.read(row), clinician: clinician, lastSeenAt: try row.optionalInstant(12))
        }
    }
}
