import SQLite

/// Proves a database file: whole, unchanged since its checksum was taken, every row where it belongs, and of a schema that this program knows.
package struct BackupCheck: Sendable {
    private let migrator: Migrator

    package init(_ migrator: Migrator) { self.migrator = migrator }

    /// Whether the checksum was there to compare, and what is inside. Throws what is wrong.
    package func verify(_ path: String) throws -> (hasChecksum: Bool, contents: BackupContents) {
        try refuseLive(path)
        let expected = try Checksum.read(beside: path)
        if let expected, try DurableFile.hash(path) != expected {
            throw BackupError("\(path) is not what was written: its SHA-256 differs from \(Checksum.path(of: path)). Use another backup.")
        }
        guard try DurableFile.start(of: path, 20).suffix(2) != [2, 2] else {
            throw BackupError("\(path) is a database in use, or a copy of one, and no backup. Make one: rota backup --to DIR.")
        }
        return (expected != nil, try inspect(path, mode: .readOnly))
    }

    /// A database file with a WAL or a journal beside it is not whole by itself.
    func refuseLive(_ path: String) throws(BackupError) {
        guard try DurableFile.start(of: path, 16) == Array("SQLite format 3\0".utf8) else { throw BackupError("\(path) is no database. Use another file.") }
        for beside in ["-wal", "-journal"] where DurableFile.size(path + beside) > 0 {
            throw BackupError("\(path) is in use, or was cut off: \(path)\(beside) belongs to it. Make a backup with rota backup, and use that.")
        }
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
