import Civil
import RotaDomain
import SQLite

/// How a term's half days are stored: a JSON object, `{"wed":"am"}`, weekdays in order.
package enum HalfDaysColumn {
    package static func encode(_ halfDays: [Weekday: HalfDay]) -> String {
        let pairs = Weekday.allCases.compactMap { weekday in halfDays[weekday].map { "\"\(weekday.rawValue)\":\"\($0.rawValue)\"" } }
        return "{\(pairs.joined(separator: ","))}"
    }

    static func decode(_ row: Row, _ column: Int) throws -> [Weekday: HalfDay] {
        // Nearly every term has none.
        if row.withText(column, { $0.elementsEqual("{}".utf8) }) { return [:] }
        let damage = StoredValueError(column: column, text: row.text(column))
        let words = damage.text.split { !$0.isLetter }.map(String.init)
        guard words.count.isMultiple(of: 2) else { throw damage }
        var halfDays: [Weekday: HalfDay] = [:]
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let weekday = Weekday(rawValue: words[index]), let half = HalfDay(rawValue: words[index + 1]) else { throw damage }
            halfDays[weekday] = half
        }
        return halfDays
    }
}
