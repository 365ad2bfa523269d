/// A value as SQLite stores it, one case for each of its five storage classes.
package enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// What can be given to a statement's `:name` parameter.
package protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

/// Parameters by name, without the colon: `["id": 7, "email": email]`. `nil` binds NULL.
package typealias SQLParameters = KeyValuePairs<String, (any SQLBindable)?>

extension SQLValue: SQLBindable {
    package var sqlValue: SQLValue { self }
}

extension String: SQLBindable {
    package var sqlValue: SQLValue { .text(self) }
}

extension Substring: SQLBindable {
    package var sqlValue: SQLValue { .text(String(self)) }
}

extension Int: SQLBindable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
    package var sqlValue: SQLValue { .integer(self) }
}

/// Note that SQLite stores NaN as NULL.
extension Double: SQLBindable {
    package var sqlValue: SQLValue { .real(self) }
}

/// Stored as 0 or 1.
extension Bool: SQLBindable {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension [UInt8]: SQLBindable {
    package var sqlValue: SQLValue { .blob(self) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
