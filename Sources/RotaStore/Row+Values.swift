import Civil
import SQLite

/// Columns as the program's own types. Each throws for text that is none, so that damage is reported, never guessed at and never left out.
extension Row {
    func day(_ column: Int) throws -> Day {
        guard let day = withText(column, { Day(isoBytes: $0) }) else { throw StoredValueError(column: column, text: text(column)) }
        return day
    }

    /// Two date columns. Throws also when the second is before the first.
    func range(_ first: Int, _ last: Int) throws -> DayRange {
        guard let range = DayRange(try day(first), try day(last)) else { throw StoredValueError(column: last, text: text(last)) }
        return range
    }
}

extension Row {
    func optionalDay(_ column: Int) throws -> Day? { isNull(column) ? nil : try day(column) }

    func instant(_ column: Int) throws -> Instant {
        let text = text(column)
        guard let instant = Instant(iso: text) else { throw StoredValueError(column: column, text: text) }
        return instant
    }

    func optionalInstant(_ column: Int) throws -> Instant? { isNull(column) ? nil : try instant(column) }

    /// One of an enum's words: a span, a kind, a status, a role.
    func word<Word: RawRepresentable>(_ column: Int, as type: Word.Type = Word.self) throws -> Word where Word.RawValue == String {
        let text = text(column)
        guard let word = Word(rawValue: text) else { throw StoredValueError(column: column, text: text) }
        return word
    }
}

/// A value in the database that the program would never have written.
struct StoredValueError: Error, Equatable {
    let column: Int
    let text: String
}
