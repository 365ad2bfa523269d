import CSQLite

/// The settings of sqlite.org/pragma.html that the house relies on. Each is read back, since SQLite ignores what it
/// doesn't know or can't do.
extension Connection {
    static let busyTimeoutMilliseconds: Int32 = 5000

    /// For every connection, whatever it is for.
    func applyHouseSettings() throws(SQLiteError) {
        sqlite3_busy_timeout(handle, Self.busyTimeoutMilliseconds)
        try flag(SQLITE_DBCONFIG_DEFENSIVE, on: true)
        try flag(SQLITE_DBCONFIG_DQS_DML, on: false)
        try flag(SQLITE_DBCONFIG_DQS_DDL, on: false)
        try set("trusted_schema", to: "OFF", reads: "0")
        try set("foreign_keys", to: "ON", reads: "1")
        try set("temp_store", to: "MEMORY", reads: "2")
    }

    /// For every connection to a file.
    func applyFileSettings() throws(SQLiteError) {
        // Through a mapping, a disk that fails kills the process by SIGBUS; through read(2) it is an error of one request.
        try set("mmap_size", to: "0", reads: "0")
        try set("locking_mode", to: "NORMAL", reads: "normal")
    }

    /// For the one connection that writes. WAL stays with the file; the rest holds for the connection.
    func applyWriterSettings() throws(SQLiteError) {
        try set("journal_mode", to: "WAL", reads: "wal")
        try setSynchronous(.full)
        try set("cache_size", to: "-16000", reads: "-16000")
        try set("wal_autocheckpoint", to: "1000", reads: "1000")
        try set("journal_size_limit", to: "67108864", reads: "67108864")
        try set("analysis_limit", to: "400", reads: "400")
    }

    func setBusyTimeout(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

    /// How far a COMMIT goes (sqlite.org/pragma.html#pragma_synchronous, in WAL mode). Not inside a transaction.
    enum Synchronous: Int {
        /// Into the system's hands: survives the program's end, not a power cut.
        case normal = 1
        /// To the disk.
        case full = 2
    }

    func setSynchronous(_ level: Synchronous) throws(SQLiteError) {
        guard level != synchronous else { return }
        synchronous = nil
        try set("synchronous", to: "\(level.rawValue)", reads: "\(level.rawValue)")
        synchronous = level
    }

    func applyReaderSettings() throws(SQLiteError) {
        try set("query_only", to: "ON", reads: "1")
        try set("cache_size", to: "-8000", reads: "-8000")
    }

    /// How the settings stand now, by their names: for `rota doctor`, inside `Database.write` or `read`.
    package func settings() throws(SQLiteError) -> [String: String] {
        var values: [String: String] = [:]
        for name in Self.toldSettings { values[name] = try pragma("PRAGMA \(name)") }
        return values
    }

    private static let toldSettings = [
        "journal_mode", "synchronous", "foreign_keys", "busy_timeout", "page_size", "page_count", "freelist_count", "wal_autocheckpoint", "mmap_size",
        "locking_mode",
    ]

    /// Closing neither folds the log into the database nor removes what stands under its name.
    func keepLogAtClose() throws(SQLiteError) {
        try flag(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on: true)
    }

    /// Migrations rebuild tables, which must not cascade; the migrator checks all foreign keys before each commit.
    func suspendForeignKeys() throws(SQLiteError) {
        try set("foreign_keys", to: "OFF", reads: "0")
    }

    func set(_ name: String, to value: String, reads expected: String) throws(SQLiteError) {
        _ = try pragma("PRAGMA \(name) = \(value)")
        let actual = try pragma("PRAGMA \(name)")
        guard actual == expected else {
            throw .misuse("the setting \(name) should read \(expected), but is \(actual ?? "unknown")", sql: "PRAGMA")
        }
    }

    private func pragma(_ sql: String) throws(SQLiteError) -> String? {
        guard let handle else { throw .misuse("the connection is closed") }
        let statement = try Statement(connection: handle, sql: sql, isKept: false)
        var answer: String?
        while try statement.step() { answer = Row(statement).text(0) }
        return answer
    }

    private func flag(_ option: Int32, on: Bool) throws(SQLiteError) {
        let wanted: Int32 = on ? 1 : 0
        var actual: Int32 = -1
        guard csqlite_db_config_flag(handle, option, wanted, &actual) == SQLITE_OK, actual == wanted else {
            throw .misuse("the setting \(option) of sqlite3_db_config can't be made")
        }
    }
}
