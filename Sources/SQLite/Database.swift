import CSQLite

/// One SQLite file in WAL mode: one writer, lent to one body at a time, and read-only connections for everyone else.
/// Readers never wait for the writer, nor it for them.
package final class Database: Sendable {
    package let path: String
    let writes: WriteQueue
    private let readers: ReaderPool

    /// Opens the file, making it if there is none. Migrate before (`Migrator`).
    /// - Parameter patience: how long, in milliseconds, a write waits for one of another process.
    package convenience init(path: String, patience: Int = 5_000) throws(SQLiteError) {
        try self.init(path: path, batches: WriteBatch.Limits(patience: Int32(clamping: patience)))
    }

    init(path: String, batches: WriteBatch.Limits) throws(SQLiteError) {
        self.path = path
        let writer = try Connection(path: path, mode: .readWriteCreate)
        do throws(SQLiteError) {
            try writer.applyWriterSettings()
            // Reads the file's head, by which the log is opened too.
            try writer.run("PRAGMA schema_version")
        } catch {
            throw error.opening(path)
        }
        let files = DatabaseFiles(path: path)
        writes = WriteQueue(writer, files: files, limits: batches)
        readers = ReaderPool(path: path, files: files)
    }

    /// Runs the body in a write transaction: everything is on the disk when it returns, and nothing is saved when it
    /// throws. The body may run on another writer's thread, together with others' bodies in one transaction (see
    /// `WriteQueue`), but always alone, after those before it and before those after it. A write inside a write throws.
    /// Use the connection given, not `read`, which sees the data as they were before.
    @discardableResult
    package func write<T: Sendable>(_ body: (Connection) throws -> T) throws -> T { try write(isDurable: true, body) }

    /// The same for what the program could do without: readers see it when this returns, and it survives the program's
    /// end, even by force, but a power cut may take it. Later writes never overtake it: when one of them is on the disk,
    /// so is this.
    package func writeNote<T: Sendable>(_ body: (Connection) throws -> T) throws -> T { try write(isDurable: false, body) }

    private func write<T: Sendable>(isDurable: Bool, _ body: (Connection) throws -> T) throws -> T {
        var value: T?
        try writes.write(isDurable: isDurable) { db in value = try body(db) }
        guard let value else { throw SQLiteError.misuse("the body of a write did not run") }
        return value
    }

    /// A note, as `writeNote`, that the caller does not even wait for: when another thread is writing, that one takes it
    /// along. `ended` hears, on whatever thread and perhaps before this call returns, that readers see it now (nil), or
    /// why nothing was kept; it can't write itself.
    package func writeSoon(
        _ body: @escaping @Sendable (Connection) throws -> Void, ended: @escaping @Sendable ((any Error)?) -> Void
    ) {
        writes.writeSoon(body, ended: ended)
    }

    /// How many writes and notes were given up, since the database was opened, because another process held its lock for too long.
    package var busyWrites: Int { writes.busyCount }

    /// Runs the body on a consistent snapshot: whatever others commit meanwhile, it sees the data as they were at its
    /// first query. Writing throws.
    package func read<T: Sendable>(_ body: (Connection) throws -> T) throws -> T {
        let reader = try readers.take()
        defer { readers.giveBack(reader) }
        return try reader.transaction(.deferred, body)
    }

    /// Lets SQLite refresh its statistics, folds the WAL into the file and closes; leaves all files alone when another process has taken them
    /// over. Waits for a write under way; reads under way may end, later ones throw. Closing twice is harmless.
    package func close() throws {
        try writes.close { writer, mayFoldIn in
            readers.close()
            guard writer.handle != nil else { return }
            defer { writer.close() }
            guard mayFoldIn else { return try writer.keepLogAtClose() }
            try writer.run("PRAGMA optimize")
            // Litestream keeps a reader open for ever; the WAL is then folded in at the next start.
            try writer.run("PRAGMA busy_timeout = 250")
            try writer.run("PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// What is wrong with the file, in SQLite's words; empty when it is sound and every foreign key holds.
    package func integrityCheck() throws -> [String] {
        // Not through `read`: on a damaged file even the COMMIT at its end can fail.
        let reader = try readers.take()
        defer { readers.giveBack(reader) }
        return try reader.integrityCheck()
    }

    /// Writes a copy, consistent as of now, while others go on reading and writing. The copy is one file without a WAL,
    /// readable by its owner only, and appears under its name only when it is whole. Refuses a name that is taken.
    package func backup(to destination: String) throws {
        let reader = try readers.take()
        defer { readers.giveBack(reader) }
        try reader.backup(to: destination, pause: 2_000)
    }
}

extension Connection {
    /// What is wrong with the file, in SQLite's words; empty when it is sound and every foreign key holds.
    package func integrityCheck() throws -> [String] {
        try check("PRAGMA integrity_check")
    }

    /// The same without comparing indexes with their tables, in about half the time.
    package func quickCheck() throws -> [String] {
        try check("PRAGMA quick_check")
    }

    private func check(_ pragma: StaticString) throws -> [String] {
        do {
            let damage = try all(pragma) { $0.text(0) }.filter { $0 != "ok" }
            return damage + (try foreignKeyCheck())
        } catch let error as SQLiteError where error.isCorrupt {
            // Damage to the schema's own pages ends the check before it can list anything.
            return [error.message]
        }
    }

    /// One sentence for each row that points at a row which is not there.
    func foreignKeyCheck() throws -> [String] {
        try all("PRAGMA foreign_key_check") { row in
            "row \(row.int(1)) of \(row.text(0)) points at a row of \(row.text(2)) that does not exist"
        }
    }
}
