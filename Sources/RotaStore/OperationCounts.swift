import RotaDomain
import SQLite

/// Numbers for whoever watches the program, and for its readiness; nobody's data.
package struct OperationCounts {
    package struct Counts: Sendable {
        package let logins: Int
        package let accounts: Int
        /// By state, every state once.
        package let generations: [(state: String, count: Int)]
    }

    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func read() throws -> Counts {
        let found = Dictionary(
            uniqueKeysWithValues: try db.all(
                """
                SELECT state, COUNT(*)
                FROM generations
                GROUP BY state
                """) { ($0.text(0), $0.int(1)) })
        return Counts(
            logins: try db.first("SELECT COUNT(*) FROM logins") { $0.int(0) } ?? 0,
            accounts: try db.first("SELECT COUNT(*) FROM accounts WHERE active = 1") { $0.int(0) } ?? 0,
            generations: GenerationState.allCases.map { ($0.rawValue, found[$0.rawValue] ?? 0) })
    }

    /// The number of the last migration.
    package func lastMigration() throws -> Int { try db.first("SELECT MAX(number) FROM schema_migrations") { $0.int(0) } ?? 0 }
}
