import Civil
import RotaDomain
import SQLite

/// An account as the list of users and its own page show it; it cannot be saved.
package struct AccountListRow: Sendable, Equatable {
    package let account: Account
    /// The clinician whose account it is.
    package let clinician: Clinician?
    /// Nil for an account that has no login now.
    package let lastSeenAt: Instant?
    /// Signs in by two steps.
    package let hasTwoSteps: Bool
    /// False until its owner has used the link to choose a first one.
    package let hasPassword: Bool

    /// The clinician's id and name.
    package struct Clinician: Sendable, Equatable {
        package let id: Int
        package let name: String
    }

    package init(account: Account, clinician: Clinician?, lastSeenAt: Instant?, hasTwoSteps: Bool = false, hasPassword: Bool = true) {
        self.account = account
        self.clinician = clinician
        self.lastSeenAt = lastSeenAt
        self.hasTwoSteps = hasTwoSteps
        self.hasPassword = hasPassword
    }
}

/// The accounts with their clinicians, whether they sign in by two steps, and when they were last here.
package struct AccountList {
    /// What the page's filter asks for.
    package struct Filter: Sendable, Equatable {
        /// Part of a name, a username or an address; letter case and accents do not count.
        package var text: String
        package var role: Role?
        /// Nil for both.
        package var active: Bool?
        package var locumsOnly: Bool

        package init(text: String = "", role: Role? = nil, active: Bool? = nil, locumsOnly: Bool = false) {
            self.text = text
            self.role = role
            self.active = active
            self.locumsOnly = locumsOnly
        }
    }

    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// All that the filter admits, the active ones first: a practice has some hundreds at the most.
    package func all(_ filter: Filter = Filter()) throws -> [AccountListRow] {
        let wanted = ClinicianList.folded(filter.text)
        return try db.all(
            """
            SELECT accounts.id, accounts.username, accounts.name, accounts.email, accounts.role, accounts.active, accounts.revision,
                   accounts.is_locum, accounts.email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id),
                   clinicians.id, clinicians.name,
                   (SELECT max(last_seen_at) FROM logins WHERE logins.account_id = accounts.id),
                   EXISTS (SELECT 1 FROM two_step_secrets WHERE account_id = accounts.id AND confirmed_at IS NOT NULL),
                   accounts.password_hash <> ''
            FROM accounts
            LEFT JOIN clinicians ON clinicians.account_id = accounts.id
            WHERE (:active IS NULL OR accounts.active = :active)
              AND (:role IS NULL OR accounts.role = :role)
              AND (NOT :locums OR accounts.is_locum)
            ORDER BY accounts.active DESC, accounts.name COLLATE NOCASE, accounts.id
            """, ["active": filter.active, "role": filter.role?.rawValue, "locums": filter.locumsOnly], read
        ).filter { row in
            wanted.isEmpty || [row.account.name, row.account.username, row.account.email].contains { ClinicianList.folded($0).contains(wanted) }
        }
    }

    package func find(_ id: Int) throws -> AccountListRow? {
        try db.first(
            """
            SELECT accounts.id, accounts.username, accounts.name, accounts.email, accounts.role, accounts.active, accounts.revision,
                   accounts.is_locum, accounts.email_verified_at,
                   (SELECT group_concat(iif(given, '+', '-') || permission, ' ') FROM account_permissions WHERE account_id = accounts.id),
                   clinicians.id, clinicians.name,
                   (SELECT max(last_seen_at) FROM logins WHERE logins.account_id = accounts.id),
                   EXISTS (SELECT 1 FROM two_step_secrets WHERE account_id = accounts.id AND confirmed_at IS NOT NULL),
                   accounts.password_hash <> ''
            FROM accounts
            LEFT JOIN clinicians ON clinicians.account_id = accounts.id
            WHERE accounts.id = :id
            """, ["id": id], read)
    }

    private func read(_ row: Row) throws -> AccountListRow {
        let clinician = row.optionalInt(10).map { AccountListRow.Clinician(id: $0, name: row.text(11)) }
        return AccountListRow(
            account: try AccountRepository.read(row), clinician: clinician, lastSeenAt: try row.optionalInstant(12), hasTwoSteps: row.bool(13), hasPassword: row.bool(14))
    }
}
