import SQLite

/// Proves a database file: whole, unchanged since its checksum was taken, every row where it belongs, and of a schema that this program knows.
package struct BackupCheck: Sendable {
    private let migrator: Migrator

    package init(_ migrator: Migrator) { self.migrator = migrator }

    /// Whether the checksum was there to compare, and what is inside. Throws what is wrong.
    package func verify(_ path: String) throws -> (hasChecksum: Bool, contents: BackupContents) {
        try refuseLive(path)
        try refuseCopyOfLive(path)
        let hasChecksum = try compare(path, with: Checksum.read(beside: path), of: path)
        return (hasChecksum, try inspect(path, mode: .readOnly, isStrict: true, of: path))
    }

    /// A database that a process has open, or with a WAL or a journal beside it, is not whole by itself. A link is looked at where it leads.
    func refuseLive(_ path: String) throws(BackupError) {
        guard try DurableFile.start(of: path, 16) == Array("SQLite format 3\0".utf8) else { throw BackupError("\(path) is no database. Use another file.") }
        let real = Disk.resolve(path)
        // Without a WAL only readers are unseen, and they do no harm: another who verifies the same backup.
        if try isOfWALMode(path), let process = DatabaseUse.process(of: real) {
            throw BackupError("\(path) is in use by process \(process), and no backup. Make one with rota backup, and use that.")
        }
        for beside in ["-wal", "-journal"] where DurableFile.size(real + beside) > 0 {
            throw BackupError("\(path) is in use, or was cut off: \(real)\(beside) belongs to it. \(instead(of: real))")
        }
    }

    /// A database that a WAL belongs to, without one, is what somebody copied alone: what stood in the WAL is missing. A backup needs none.
    func refuseCopyOfLive(_ path: String) throws(BackupError) {
        guard try isOfWALMode(path) else { return }
        throw BackupError("\(path) is a database in use, or a copy of one, and no backup. \(instead(of: Disk.resolve(path)))")
    }

    /// By its head (sqlite.org/fileformat2.html section 1.3.3).
    private func isOfWALMode(_ path: String) throws(BackupError) -> Bool { try DurableFile.start(of: path, 20).suffix(2) == [2, 2] }

    /// What is set aside lies there as it was, where it could not be made one file.
    private func instead(of real: String) -> String {
        guard real.split(separator: "/").dropLast().last?.hasPrefix("replaced-") == true else { return "Make a backup with rota backup, and use that." }
        return "To put it back, stop the program and move it, with rota.db-wal and rota.db-journal if they are there, to the place of those in the data folder."
    }

    /// Whether there is a checksum to compare. Throws when it is not this file's.
    /// - Parameter backup: the name that the file was given by.
    func compare(_ file: String, with expected: String?, of backup: String) throws(BackupError) -> Bool {
        guard let expected else { return false }
        guard try DurableFile.hash(file) == expected else {
            throw BackupError("\(backup) is not what was written: its SHA-256 differs from \(Checksum.path(of: backup)). Use another backup.")
        }
        return true
    }

    /// Everything but the checksum.
    /// - Parameters:
    ///   - isStrict: also that nothing is in it, or behind its last page, but what this program makes. A copy of what is in use is not asked that: it is
    ///     better than none.
    ///   - backup: the name that the file was given by, for what is said.
    func inspect(_ path: String, mode: Connection.Mode, isStrict: Bool, of backup: String) throws -> BackupContents {
        do {
            let db = try Connection(path: path, mode: mode)
            defer { db.close() }
            let damage = try db.integrityCheck()
            guard damage.isEmpty else { throw BackupError("\(backup) is damaged: \(damage.prefix(3).joined(separator: "; ")). Use another backup.") }
            let pending = try migrator.pending(db, path: backup)
            guard pending.first?.number != 1 else { throw BackupError("\(backup) is an empty database. Use another file.") }
            if isStrict { try refuseForeign(db, size: DurableFile.size(path), backup) }
            return try BackupContents(db)
        } catch let error as SQLiteError {
            throw BackupError(backup, error)
        }
    }

    private func refuseForeign(_ db: Connection, size: Int, _ path: String) throws {
        let pages = try db.first("PRAGMA page_count") { $0.int(0) } ?? 0, pageSize = try db.first("PRAGMA page_size") { $0.int(0) } ?? 0
        let surplus = size - pages * pageSize
        guard surplus <= 0 else { throw BackupError("\(path) has \(surplus) bytes after its last page: something was added to it. Use another backup.") }
        let differences = try Schema.differences(db, migrator)
        guard let first = differences.first else { return }
        let more = differences.count > 1 ? " (and \(differences.count - 1) more differences)" : ""
        throw BackupError("\(path) has not the tables that this program makes: \(first)\(more). Use another backup, or undo the change with sqlite3 in a copy.")
    }
}
