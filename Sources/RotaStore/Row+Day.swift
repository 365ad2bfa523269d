import Civil
import SQLite

extension Row {
    /// A date column. Throws for text that is no date, so that damage is reported and never guessed at.
    func day(_ column: Int) throws -> Day {
        let text = text(column)
        guard let day = Day(iso: text) else { throw StoredValueError(column: column, text: text) }
        return day
    }

    /// Two date columns. Throws also when the second is before the first.
    func range(_ first: Int, _ last: Int) throws -> DayRange {
        guard let range = DayRange(try day(first), try day(last)) else { throw StoredValueError(column: last, text: text(last)) }
        return range
    }
}

/// A value in the database that the program would never have written.
struct StoredValueError: Error, Equatable {
    let column: Int
    let text: String
}
