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
        return (hasChecksum, try inspect(path, mode: .readOnly))
    }

    /// A database that a process has open, or with a WAL or a journal beside it, is not whole by itself. A link is looked at where it leads.
    func refuseLive(_ path: String) throws(BackupError) {
        guard try DurableFile.start(of: path, 16) == Array("SQLite format 3\0".utf8) else { throw BackupError("\(path) is no database. Use another file.") }
        let real = DurableFile.resolve(path)
        if let process = DatabaseUse.process(of: real) {
            throw BackupError("\(path) is in use by process \(process), and no backup. Make one with rota backup, and use that.")
        }
        for beside in ["-wal", "-journal"] where DurableFile.size(real + beside) > 0 {
            throw BackupError("\(path) is in use, or was cut off: \(real)\(beside) belongs to it. Make a backup with rota backup, and use that.")
        }
    }

    /// Its head says of a database that a WAL belongs to it (sqlite.org/fileformat2.html section 1.3.3): without one it is what somebody copied alone, and
    /// what stood in the WAL is missing. A backup needs none.
    func refuseCopyOfLive(_ path: String) throws(BackupError) {
        guard try DurableFile.start(of: path, 20).suffix(2) == [2, 2] else { return }
        throw BackupError("\(path) is a database in use, or a copy of one, and no backup. Make one: rota backup --to DIR.")
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
    func inspect(_ path: String, mode: Connection.Mode) throws -> BackupContents {
        do {
            let db = try Connection(path: path, mode: mode)
            defer { db.close() }
            let damage = try db.integrityCheck()
            guard damage.isEmpty else { throw BackupError("\(path) is damaged: \(damage.prefix(3).joined(separator: "; ")). Use another backup.") }
            let pending = try migrator.pending(db, path: path)
            guard pending.first?.number != 1 else { throw BackupError("\(path) is an empty database. Use another file.") }
            return try BackupContents(db)
        } catch let error as SQLiteError {
            throw BackupError(path, error)
        }
    }
}
