import CSQLite
import Glibc

/// Everything that SQLite, or a wrong use of it, can answer. Never holds a parameter's value, so it may be logged.
package struct SQLiteError: Error, Sendable, Equatable {
    /// The primary result code (sqlite.org/rescode.html), for instance 19 for a constraint.
    package let code: Int32
    /// The extended result code; its low byte is `code`.
    package let extendedCode: Int32
    package let message: String
    /// The statement's text, or what was being done.
    package let sql: String

    package init(extendedCode: Int32, message: String, sql: String) {
        self.code = extendedCode & 0xff
        self.extendedCode = extendedCode
        self.message = message
        self.sql = sql
    }

    /// The last error of a connection.
    init(connection: OpaquePointer?, sql: String) {
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "out of memory"
        self.init(extendedCode: sqlite3_extended_errcode(connection), message: message, sql: sql)
    }

    /// A programmer's mistake: reported like any error, so that one wrong statement fails one request.
    static func misuse(_ message: String, sql: String = "") -> SQLiteError {
        SQLiteError(extendedCode: SQLITE_MISUSE, message: message, sql: sql)
    }

    /// A file of the database was removed or replaced by another while in use.
    static func moved(_ path: String) -> SQLiteError {
        SQLiteError(
            extendedCode: SQLITE_READONLY | (4 << 8), message: "\(path) was removed or replaced while in use", sql: "check")
    }

    /// - Parameter code: an `errno`.
    static func cannotOpen(_ path: String, _ code: Int32) -> SQLiteError {
        SQLiteError(extendedCode: SQLITE_CANTOPEN, message: "\(path): \(String(cString: strerror(code)))", sql: "open")
    }

    /// The same error with the file it is about.
    func opening(_ path: String) -> SQLiteError {
        SQLiteError(extendedCode: extendedCode, message: "\(path): \(message)", sql: sql)
    }
}

extension SQLiteError {
    /// Another connection held the lock for longer than the busy timeout.
    package var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }

    /// No room on the disk.
    package var isFull: Bool { code == SQLITE_FULL }

    /// The file or folder may not be written, or the connection is for reading.
    package var isReadOnly: Bool { code == SQLITE_READONLY }

    /// A file of the database is no longer the one that was opened.
    package var isMoved: Bool { extendedCode == SQLITE_READONLY | (4 << 8) }

    /// The disk did not read or write as told.
    package var isInputOutput: Bool { code == SQLITE_IOERR }

    /// The file can't be opened or created: no such folder, no permission, not a plain file.
    package var isCannotOpen: Bool { code == SQLITE_CANTOPEN }

    /// The file is damaged, or is no SQLite database at all.
    package var isCorrupt: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }
}

extension SQLiteError: CustomStringConvertible {
    package var description: String {
        let place = sql.isEmpty ? "" : " in: \(sql)"
        return "SQLite \(extendedCode): \(message)\(place)"
    }
}
