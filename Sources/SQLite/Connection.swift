import CSQLite
import Glibc

/// One connection to one database file, for one thread at a time. `Database` lends them; only tools, tests and the
/// migrator open their own. Statements are `StaticString`, so that nothing can be interpolated into them, and are
/// prepared once per connection and literal.
package final class Connection {
    package enum Mode: Sendable {
        case readWriteCreate, readWrite, readOnly, memory
        /// A file of our own making: what stands under the name already, be it a link that somebody planted, is refused.
        case new
    }

    /// Nil once closed.
    private(set) var handle: OpaquePointer?
    private var statements: [UnsafeRawPointer: Statement] = [:]
    /// Of `begin`, `commit` and `rollBack`: from then on, nothing may run once SQLite has ended the transaction.
    var isInsideTransaction = false
    /// As last set; nil when it is not known.
    var synchronous: Synchronous?
    private let identity = ConnectionIdentity.next()

    /// Opens the file (`path` is not looked at for `.memory`) and sets what every connection of the house has:
    /// foreign keys, a busy timeout of 5 s, an untrusted schema, no double-quoted strings. A file made here is readable
    /// by its owner only.
    package init(path: String, mode: Mode) throws(SQLiteError) {
        SQLiteLibrary.start()
        if mode == .readWriteCreate || mode == .new {
            let code = Self.createPrivateFile(path)
            guard code == 0 || mode == .readWriteCreate else { throw .cannotOpen(path, code) }
        }
        var opened: OpaquePointer?
        let name = mode == .memory ? ":memory:" : path
        guard sqlite3_open_v2(name, &opened, mode.flags, nil) == SQLITE_OK, let opened else {
            let error = SQLiteError(connection: opened, sql: "open")
            sqlite3_close_v2(opened)
            throw error.opening(path)
        }
        handle = opened
        do throws(SQLiteError) {
            try checkAccess(mode)
            try applyHouseSettings()
            if mode != .memory { try applyFileSettings() }
        } catch {
            throw error.opening(path)
        }
    }

    deinit {
        close()
    }

    /// What was asked of this connection so far, each statement once: for tests that look at the plans.
    package var statementTexts: [String] { statements.values.map(\.sql) }

    /// Closes for good; using the connection afterwards throws.
    package func close() {
        statements.removeAll()
        sqlite3_close_v2(handle)
        handle = nil
    }

    // SQLite opens a write-protected file for reading, without a word; the first write would be the one to fail.
    private func checkAccess(_ mode: Mode) throws(SQLiteError) {
        guard mode != .readOnly, sqlite3_db_readonly(handle, "main") == 1 else { return }
        throw SQLiteError(extendedCode: SQLITE_READONLY, message: "the file may not be written", sql: "open")
    }

    // SQLite takes its file's mode over to the -wal and -shm files beside it, so this one place covers all three. Gives 0 or `errno`.
    private static func createPrivateFile(_ path: String) -> Int32 {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        _ = Glibc.close(descriptor)
        return 0
    }
}

@available(*, unavailable)
extension Connection: Sendable {}

extension Connection.Mode {
    fileprivate var flags: Int32 {
        let common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        return switch self {
        case .readWriteCreate: common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .readWrite, .new: common | SQLITE_OPEN_READWRITE
        case .readOnly: common | SQLITE_OPEN_READONLY
        case .memory: common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
        }
    }
}

extension Connection {
    /// Runs a statement to its end; answers how many rows it inserted, changed or deleted itself (not by triggers).
    @discardableResult
    package func run(_ sql: StaticString, _ parameters: SQLParameters = [:]) throws(SQLiteError) -> Int {
        let statement = try begin(sql, parameters)
        defer { statement.finish() }
        let before = sqlite3_total_changes64(handle)
        while try statement.step() {}
        // sqlite3_changes keeps the figure of the last INSERT, UPDATE or DELETE when a statement is none of these.
        return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
    }

    /// Runs an INSERT and answers the new row's id. Throws when no row was inserted (an upsert that updated or did
    /// nothing, a WITHOUT ROWID table): use `run` or `RETURNING` for these.
    @discardableResult
    package func insert(_ sql: StaticString, _ parameters: SQLParameters = [:]) throws(SQLiteError) -> Int {
        let statement = try begin(sql, parameters)
        defer { statement.finish() }
        sqlite3_set_last_insert_rowid(handle, 0)
        while try statement.step() {}
        let id = sqlite3_last_insert_rowid(handle)
        guard id != 0 else { throw .misuse("no row was inserted", sql: statement.sql) }
        return Int(id)
    }

    /// Every row, made into a value.
    package func all<T>(
        _ sql: StaticString, _ parameters: SQLParameters = [:], _ body: (Row) throws -> T
    ) throws -> [T] {
        let statement = try begin(sql, parameters)
        defer { statement.finish() }
        var values: [T] = []
        while try statement.step() { values.append(try body(Row(statement))) }
        try statement.checkUse()
        return values
    }

    /// The first row made into a value, or nil if there is none; later rows are not looked at.
    package func first<T>(
        _ sql: StaticString, _ parameters: SQLParameters = [:], _ body: (Row) throws -> T
    ) throws -> T? {
        let statement = try begin(sql, parameters)
        defer { statement.finish() }
        guard try statement.step() else { return nil }
        let value = try body(Row(statement))
        try statement.checkUse()
        return value
    }

    /// Every row in turn, without collecting them.
    package func each(
        _ sql: StaticString, _ parameters: SQLParameters = [:], _ body: (Row) throws -> Void
    ) throws {
        let statement = try begin(sql, parameters)
        defer { statement.finish() }
        while try statement.step() { try body(Row(statement)) }
        try statement.checkUse()
    }

    private func begin(_ sql: StaticString, _ parameters: SQLParameters) throws(SQLiteError) -> Statement {
        let statement = try idleStatement(sql)
        do throws(SQLiteError) {
            try statement.begin(parameters)
        } catch {
            statement.finish()
            throw error
        }
        return statement
    }

    private func idleStatement(_ sql: StaticString) throws(SQLiteError) -> Statement {
        guard let handle else { throw .misuse("the connection is closed") }
        guard sql.hasPointerRepresentation else { throw .misuse("there is no statement") }
        if isInsideTransaction, sqlite3_get_autocommit(handle) != 0 {
            // A full disk, for one, ends the transaction on the spot. Going on would save what follows piece by piece.
            throw .misuse("the transaction has already ended; nothing of it was saved", sql: "\(sql)")
        }
        let key = UnsafeRawPointer(sql.utf8Start)
        let cached = statements[key]
        if let cached, !cached.isInUse { return cached }
        let text = key.assumingMemoryBound(to: CChar.self)
        let fresh = try Statement(connection: handle, sql: text, isKept: cached == nil)
        if cached == nil { statements[key] = fresh }
        return fresh
    }
}

extension Connection {
    /// Stands for the state of the file's data as this connection sees it; equal values mean unchanged data. Ask inside
    /// `Database.read`, before the query whose result is to be kept. Commits of the very same connection don't count.
    package var dataVersion: DataVersion {
        get throws {
            let counter = try first("PRAGMA data_version") { $0.int(0) }
            return DataVersion(connection: identity, counter: counter ?? 0)
        }
    }
}

/// `PRAGMA data_version` with the connection it belongs to, since two connections count differently.
package struct DataVersion: Hashable, Sendable {
    let connection: Int
    let counter: Int
}
