import CSQLite
import Glibc

extension Connection {
    /// Copies the main database by the online backup API (sqlite.org/backup.html) inside one read transaction: the copy is of the moment at which it
    /// began, whoever writes meanwhile, and in WAL mode holds no one up. Never copy or even open a live database file by other means: closing it
    /// would drop SQLite's locks.
    /// - Parameter pause: microseconds between two pieces of 1 MiB, for others' use of the disk.
    package func backup(to destination: String, replacing: Bool = false, pause: UInt32 = 0) throws(SQLiteError) {
        guard replacing || access(destination, F_OK) != 0 else {
            throw SQLiteError(
                extendedCode: SQLITE_CANTOPEN, message: "\(destination): there is such a file already", sql: "backup")
        }
        let partial = destination + ".partial"
        unlink(partial)
        do throws(SQLiteError) {
            try copy(to: partial, pause)
            guard rename(partial, destination) == 0 else {
                throw SQLiteError(
                    extendedCode: SQLITE_IOERR, message: "\(destination): \(String(cString: strerror(errno)))",
                    sql: "backup")
            }
        } catch {
            unlink(partial)
            throw error
        }
        do {
            try Disk.sync(Disk.folder(of: destination))
        } catch {
            throw SQLiteError(error)
        }
    }

    private func copy(to path: String, _ pause: UInt32) throws(SQLiteError) {
        let target = try Connection(path: path, mode: .new)
        defer { target.close() }
        // Without a snapshot of its own a copy in pieces would begin again after each write of another connection.
        let isAlone = !isTransactionOpen
        if isAlone {
            try run("BEGIN DEFERRED")
            try run("SELECT 1 FROM sqlite_schema")
        }
        defer { if isAlone { _ = try? run("COMMIT") } }
        guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw SQLiteError(connection: target.handle, sql: "backup")
        }
        var result = sqlite3_backup_step(backup, Self.pagesAtOnce)
        while result == SQLITE_OK {
            if pause > 0 { usleep(pause) }
            result = sqlite3_backup_step(backup, Self.pagesAtOnce)
        }
        sqlite3_backup_finish(backup)
        guard result == SQLITE_DONE else {
            let words = sqlite3_errstr(result).map { String(cString: $0) } ?? ""
            throw SQLiteError(extendedCode: result, message: "\(path): \(words)", sql: "backup")
        }
        // The copy inherits WAL; without it, it needs no file beside it.
        try target.set("journal_mode", to: "DELETE", reads: "delete")
    }

    private static let pagesAtOnce: Int32 = 256
}
