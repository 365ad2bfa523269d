import CSQLite

/// One prepared statement with its parameters' names. Finalised when the last reference to it goes, so a `Row` kept
/// too long reads NULL and never freed memory.
final class Statement {
    let handle: OpaquePointer
    /// Without the colon; the place in the array is the parameter's index less one.
    private let parameterNames: [String]
    private(set) var isInUse = false
    /// Set by `Row` when a column is asked for that the statement has not; reported once the rows are read.
    private var misuse: String?

    /// Prepares exactly one statement. `isKept` tells SQLite that it will be used again and again.
    init(connection: OpaquePointer, sql: UnsafePointer<CChar>, isKept: Bool) throws(SQLiteError) {
        var prepared: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        guard sqlite3_prepare_v3(connection, sql, -1, flags, &prepared, &tail) == SQLITE_OK else {
            throw SQLiteError(connection: connection, sql: String(cString: sql))
        }
        guard let prepared else { throw .misuse("there is no statement", sql: String(cString: sql)) }
        do throws(SQLiteError) {
            parameterNames = try Self.names(of: prepared, sql: sql)
            if let tail, !Self.isBlank(tail) {
                throw .misuse("more than one statement", sql: String(cString: sql))
            }
        } catch {
            sqlite3_finalize(prepared)
            throw error
        }
        handle = prepared
    }

    deinit {
        sqlite3_finalize(handle)
    }

    var sql: String { sqlite3_sql(handle).map { String(cString: $0) } ?? "" }

    /// Binds every parameter; one that is missing, unknown or given twice is an error.
    func begin(_ parameters: SQLParameters) throws(SQLiteError) {
        isInUse = true
        for (index, name) in parameterNames.enumerated() {
            guard let pair = parameters.first(where: { $0.key == name }) else {
                throw .misuse("parameter :\(name) is missing", sql: sql)
            }
            try bind(pair.value?.sqlValue ?? .null, at: Int32(index + 1))
        }
        guard parameters.count == parameterNames.count else {
            let unknown = parameters.first { !parameterNames.contains($0.key) }
            throw .misuse(unknown.map { "parameter :\($0.key) is unknown" } ?? "a parameter is given twice", sql: sql)
        }
    }

    /// True when a row stands ready, false at the end.
    func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteError(connection: sqlite3_db_handle(handle), sql: sql)
        }
    }

    /// Lets go of locks and of the parameters' copies; the statement can then be used again.
    func finish() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        misuse = nil
        isInUse = false
    }

    func noteMissingColumn(_ column: Int, of count: Int32) {
        misuse = "column \(column) was asked for, of \(count)"
    }

    func checkUse() throws(SQLiteError) {
        if let misuse { throw .misuse(misuse, sql: sql) }
    }

    private func bind(_ value: SQLValue, at index: Int32) throws(SQLiteError) {
        let result: Int32
        switch value {
        case .null: result = sqlite3_bind_null(handle, index)
        case .integer(let integer): result = sqlite3_bind_int64(handle, index, integer)
        case .real(let real): result = sqlite3_bind_double(handle, index, real)
        case .text(var text): result = text.withUTF8 { bindText($0, at: index) }
        case .blob(let bytes): result = bytes.withUnsafeBytes { bindBlob($0, at: index) }
        }
        guard result == SQLITE_OK else {
            throw SQLiteError(
                extendedCode: result, message: sqlite3_errstr(result).map { String(cString: $0) } ?? "", sql: sql)
        }
    }

    private func bindText(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int32) -> Int32 {
        guard let count = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
        // A null pointer would bind NULL where an empty text is meant.
        guard let start = bytes.baseAddress else { return csqlite_bind_text_copy(handle, index, "", 0) }
        return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            csqlite_bind_text_copy(handle, index, $0, count)
        }
    }

    private func bindBlob(_ bytes: UnsafeRawBufferPointer, at index: Int32) -> Int32 {
        guard let count = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
        guard count > 0 else { return sqlite3_bind_zeroblob(handle, index, 0) }
        return csqlite_bind_blob_copy(handle, index, bytes.baseAddress, count)
    }

    private static func names(of statement: OpaquePointer, sql: UnsafePointer<CChar>) throws(SQLiteError) -> [String] {
        var names: [String] = []
        for index in 0..<sqlite3_bind_parameter_count(statement) {
            guard let name = sqlite3_bind_parameter_name(statement, index + 1), name[0] == UInt8(ascii: ":") else {
                throw .misuse("parameters are written :name", sql: String(cString: sql))
            }
            names.append(String(cString: name + 1))
        }
        return names
    }

    private static func isBlank(_ text: UnsafePointer<CChar>) -> Bool {
        String(cString: text).allSatisfy { $0.isWhitespace || $0 == ";" }
    }
}
