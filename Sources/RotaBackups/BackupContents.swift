import Civil
import SQLite

/// What is inside a database, told without a person's name.
package struct BackupContents: Sendable, Equatable {
    /// The practice's name; nil before it is set up.
    package let practice: String?
    package let clinicians: Int
    package let terms: Int
    package let shifts: Int
    package let accounts: Int
    /// The number of the last migration.
    package let migration: Int
    /// The latest line of the audit log: when, and what was done.
    package let latest: Latest?

    package struct Latest: Sendable, Equatable {
        package let id: Int
        package let at: String
        package let action: String
    }

    package init(_ db: Connection) throws {
        practice = try db.first("SELECT name FROM practice") { $0.text(0) }
        let counts = try db.first(Self.countAll) { row in (0..<5).map { row.int($0) } } ?? [0, 0, 0, 0, 0]
        (clinicians, terms, shifts, accounts, migration) = (counts[0], counts[1], counts[2], counts[3], counts[4])
        latest = try db.first("SELECT id, at, action FROM audit_entries ORDER BY id DESC LIMIT 1") {
            Latest(id: $0.int(0), at: $0.text(1), action: $0.text(2))
        }
    }

    private static let countAll: StaticString = """
        SELECT (SELECT count(*) FROM clinicians), (SELECT count(*) FROM working_terms), (SELECT count(*) FROM shifts),
               (SELECT count(*) FROM accounts), (SELECT max(number) FROM schema_migrations)
        """

    /// For a terminal, a fact a line.
    package var lines: [String] {
        [
            "Practice:      \(practice ?? "not set up yet")",
            "Inside:        \(clinicians) clinicians, \(terms) terms, \(shifts) shifts, \(accounts) accounts",
            "Latest change: \(latest.map { "\($0.at) \($0.action) (audit entry \($0.id))" } ?? "none")",
        ]
    }
}
