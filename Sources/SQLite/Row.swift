import CSQLite

/// One row while a statement stands on it; columns are counted from 0. Nothing here traps: NULL reads as 0, false, ""
/// or no bytes, another storage class is converted as SQLite does it (sqlite.org/c3ref/column_blob.html), and a column
/// that isn't there makes the whole call throw. Good only inside the closure that it is given to.
package struct Row {
    private let statement: Statement
    private let columnCount: Int32

    init(_ statement: Statement) {
        self.statement = statement
        columnCount = sqlite3_data_count(statement.handle)
    }

    package func int(_ column: Int) -> Int {
        Int(sqlite3_column_int64(statement.handle, checked(column)))
    }

    package func double(_ column: Int) -> Double {
        sqlite3_column_double(statement.handle, checked(column))
    }

    package func bool(_ column: Int) -> Bool {
        int(column) != 0
    }

    /// Bytes that are not UTF-8 are repaired with U+FFFD.
    package func text(_ column: Int) -> String {
        withText(column) { String(decoding: $0, as: UTF8.self) }
    }

    package func blob(_ column: Int) -> [UInt8] {
        let index = checked(column)
        guard let start = sqlite3_column_blob(statement.handle, index) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement.handle, index))))
    }

    /// The UTF-8 bytes of a text where they lie, for hot paths; the buffer dies with the closure.
    package func withText<T>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
        let index = checked(column)
        let start = sqlite3_column_text(statement.handle, index)
        // The length is asked for after the text: the other order would measure an encoding not yet converted.
        let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement.handle, index))
        return try body(UnsafeBufferPointer(start: start, count: count))
    }

    package func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement.handle, checked(column)) == SQLITE_NULL
    }

    package func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

    package func optionalDouble(_ column: Int) -> Double? { isNull(column) ? nil : double(column) }

    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    /// The value in its own storage class.
    package func value(_ column: Int) -> SQLValue {
        switch sqlite3_column_type(statement.handle, checked(column)) {
        case SQLITE_INTEGER: .integer(Int64(int(column)))
        case SQLITE_FLOAT: .real(double(column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(blob(column))
        default: .null
        }
    }

    /// SQLite reads any index out of range as NULL, so -1 is safe; the mistake is noted and thrown later.
    private func checked(_ column: Int) -> Int32 {
        guard let index = Int32(exactly: column), index >= 0, index < columnCount else {
            statement.noteMissingColumn(column, of: columnCount)
            return -1
        }
        return index
    }
}
