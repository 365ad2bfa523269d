import Glibc

/// Brings a database file up to the program's schema, on a connection of its own and before `Database` opens the file.
/// Each migration is one transaction and leaves its number, name and hash in `schema_migrations`.
package struct Migrator: Sendable {
    private let migrations: [Migration]
    private let hash: @Sendable ([UInt8]) -> String

    /// `hash` gives the fingerprint of a migration's bytes; it is kept, so it must never change (SHA-256 in hex).
    package init(_ migrations: [Migration], hash: @escaping @Sendable ([UInt8]) -> String) throws(MigrationError) {
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw .programHasGap(expected: index + 1, found: migration.number)
        }
        self.migrations = migrations
        self.hash = hash
    }

    /// What `migrate` would run, after the same checks; changes nothing. For `--dry-run` and the readiness page.
    package func pending(path: String) throws(MigrationError) -> [Migration] {
        guard access(path, F_OK) == 0 else { return migrations }
        // A read-only connection could not clear the -wal and -shm files away again.
        let connection = try open(path, mode: .readWrite)
        defer { connection.close() }
        return try pending(connection, path: path)
    }

    /// Runs what is missing and answers it. `instant` is the time to record, in UTC. A database that has had
    /// migrations is copied to `path.before-NNNN` first, NNNN being the first to run; the copy of an earlier failed
    /// try is replaced.
    @discardableResult
    package func migrate(path: String, at instant: String) throws(MigrationError) -> [Migration] {
        let connection = try open(path, mode: .readWriteCreate)
        defer { connection.close() }
        let pending = try pending(connection, path: path)
        guard let next = pending.first else { return [] }
        if next.number > 1 {
            try keepCopy(of: connection, path: path, before: next)
        }
        do throws(SQLiteError) {
            try connection.applyWriterSettings()
            try connection.suspendForeignKeys()
        } catch {
            throw .unreadable(path: path, error)
        }
        for migration in pending {
            try apply(migration, on: connection, path: path, at: instant)
        }
        return pending
    }

    /// An empty database in memory that has had the first so many migrations: what a file of that age is compared with.
    package func model(of count: Int) throws(MigrationError) -> Connection {
        let connection = try open(":memory:", mode: .memory)
        for migration in migrations.prefix(count) { try apply(migration, on: connection, path: ":memory:", at: "") }
        return connection
    }

    private func open(_ path: String, mode: Connection.Mode) throws(MigrationError) -> Connection {
        do throws(SQLiteError) {
            return try Connection(path: path, mode: mode)
        } catch {
            throw .unreadable(path: path, error)
        }
    }

    /// The same by a connection that is open already; `path` is for the words of an error.
    package func pending(_ connection: Connection, path: String) throws(MigrationError) -> [Migration] {
        let applied = try applied(connection, path: path)
        if let last = applied.last?.number, last > migrations.count {
            throw .databaseIsNewer(path: path, database: last, program: migrations.count)
        }
        for (index, old) in applied.enumerated() {
            guard old.number == index + 1 else {
                throw .databaseHasGap(path: path, expected: index + 1, found: old.number)
            }
        }
        for (old, migration) in zip(applied, migrations) where old.hash != hash(Array(migration.sql.utf8)) {
            throw .editedAfterwards(path: path, migration: migration.label)
        }
        return Array(migrations.dropFirst(applied.count))
    }

    private func applied(_ connection: Connection, path: String) throws(MigrationError) -> [(number: Int, hash: String)] {
        do {
            let tables = try connection.all("SELECT name FROM sqlite_schema WHERE type = 'table'") { $0.text(0) }
            guard tables.contains("schema_migrations") else {
                guard tables.isEmpty else { throw MigrationError.foreignDatabase(path: path) }
                return []
            }
            return try connection.all("SELECT number, hash FROM schema_migrations ORDER BY number") {
                ($0.int(0), $0.text(1))
            }
        } catch {
            throw MigrationError(error, otherwise: { .unreadable(path: path, $0) })
        }
    }

    private func keepCopy(of connection: Connection, path: String, before next: Migration) throws(MigrationError) {
        do throws(SQLiteError) {
            try connection.backup(to: "\(path).before-\(Migration.padded(next.number))", replacing: true)
        } catch {
            throw .backupFailed(path: path, error)
        }
    }

    private func apply(
        _ migration: Migration, on connection: Connection, path: String, at instant: String
    ) throws(MigrationError) {
        do {
            try connection.transaction(.immediate) { db in
                try db.run(Self.createTable)
                // Another process may have started at the same moment and got here first.
                let isDone = try db.first(Self.findNumber, ["number": migration.number]) { $0.bool(0) } ?? false
                guard !isDone else { return }
                try db.executeScript(migration.sql)
                let broken = try db.foreignKeyCheck()
                guard broken.isEmpty else {
                    throw MigrationError.brokenForeignKeys(path: path, migration: migration.label, broken)
                }
                try db.run(
                    Self.record,
                    [
                        "number": migration.number, "name": migration.name,
                        "hash": hash(Array(migration.sql.utf8)), "applied_at": instant,
                    ])
            }
        } catch {
            throw MigrationError(error, otherwise: { .failed(path: path, migration: migration.label, $0) })
        }
    }

    private static let createTable: StaticString = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            name TEXT NOT NULL,
            hash TEXT NOT NULL,
            applied_at TEXT NOT NULL
        ) STRICT
        """

    private static let findNumber: StaticString = """
        SELECT EXISTS (SELECT 1 FROM schema_migrations WHERE number = :number)
        """

    private static let record: StaticString = """
        INSERT INTO schema_migrations (number, name, hash, applied_at)
        VALUES (:number, :name, :hash, :applied_at)
        """
}

extension MigrationError {
    /// Keeps a MigrationError as it is and wraps SQLite's.
    fileprivate init(_ error: any Error, otherwise wrap: (SQLiteError) -> MigrationError) {
        self = switch error {
        case let error as MigrationError: error
        case let error as SQLiteError: wrap(error)
        default: wrap(.misuse("\(error)"))
        }
    }
}
