import Civil
import RotaDomain
import SQLite

/// The dates on which the practice is closed, wholly or for a half-day: bank holidays and its own (B8).
package struct ClosureRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// In order of date.
    package func all(in range: DayRange) throws -> [Closure] {
        try db.all(
            """
            SELECT id, date, span, title, source, revision
            FROM closures
            WHERE date BETWEEN :first AND :last
            ORDER BY date
            """, ["first": range.first.iso, "last": range.last.iso], read)
    }

    package func find(_ id: Int) throws -> Closure? {
        try db.first("SELECT id, date, span, title, source, revision FROM closures WHERE id = :id", ["id": id], read)
    }

    package func find(on day: Day) throws -> Closure? {
        try db.first("SELECT id, date, span, title, source, revision FROM closures WHERE date = :date", ["date": day.iso], read)
    }

    /// The years that have a closure, in order.
    package func years() throws -> [Int] {
        try db.all("SELECT min(date) FROM closures GROUP BY substr(date, 1, 4) ORDER BY 1") { try $0.day(0).year }
    }

    package func lastBankHoliday() throws -> Day? {
        try db.first("SELECT max(date) FROM closures WHERE source = 'bank holiday'") { try $0.optionalDay(0) } ?? nil
    }

    /// Throws a unique constraint's `SQLiteError` when the date has a closure.
    package func insert(_ day: Day, _ span: Span, title: String, source: Closure.Source) throws -> Closure {
        let id = try db.insert(
            """
            INSERT INTO closures (date, span, title, source)
            VALUES (:date, :span, :title, :source)
            """, ["date": day.iso, "span": span.rawValue, "title": title, "source": source.rawValue])
        return Closure(id: id, day: day, span: span, title: title, source: source)
    }

    /// Changes all but the source. False when the row has changed since this value was read.
    /// Throws a unique constraint's `SQLiteError` when the new date has a closure.
    package func update(_ closure: Closure) throws -> Bool {
        try db.run(
            """
            UPDATE closures
            SET date = :date, span = :span, title = :title, revision = revision + 1
            WHERE id = :id AND revision = :revision
            """,
            [
                "date": closure.day.iso, "span": closure.span.rawValue, "title": closure.title, "id": closure.id, "revision": closure.revision,
            ]) > 0
    }

    package func delete(_ id: Int) throws {
        try db.run("DELETE FROM closures WHERE id = :id", ["id": id])
    }

    /// Puts the nation's bank holidays in place of another's; the practice's own closures stay.
    package func replaceBankHolidays(of nation: Nation) throws {
        try db.run("DELETE FROM closures WHERE source = 'bank holiday'")
        try insert(BankHolidays.days(of: nation))
    }

    /// Puts the nation's bank holidays of one year back as they were proclaimed; the practice's own closures stay.
    /// - Returns: how many there are now.
    package func putBackBankHolidays(of nation: Nation, year: Int) throws -> Int {
        guard let range = DayRange(year: year) else { return 0 }
        try db.run(
            "DELETE FROM closures WHERE source = 'bank holiday' AND date BETWEEN :first AND :last",
            ["first": range.first.iso, "last": range.last.iso])
        let days = BankHolidays.days(of: nation, in: range)
        try insert(days)
        return days.count
    }

    private func insert(_ holidays: [BankHoliday]) throws {
        for holiday in holidays {
            try db.run(
                """
                INSERT INTO closures (date, span, title, source)
                VALUES (:date, 'full', :title, 'bank holiday')
                ON CONFLICT (date) DO NOTHING
                """, ["date": holiday.day.iso, "title": holiday.words])
        }
    }

    private func read(_ row: Row) throws -> Closure {
        Closure(
            id: row.int(0), day: try row.day(1), span: try row.word(2), title: row.text(3),
            source: try row.word(4), revision: row.int(5))
    }
}
