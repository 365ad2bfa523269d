import Civil
import RotaDomain

/// How a term's half days are stored: a JSON object, `{"wed":"am"}`, weekdays in order.
package enum HalfDaysColumn {
    package static func encode(_ halfDays: [Weekday: HalfDay]) -> String {
        let pairs = Weekday.allCases.compactMap { weekday in halfDays[weekday].map { "\"\(weekday.rawValue)\":\"\($0.rawValue)\"" } }
        return "{\(pairs.joined(separator: ","))}"
    }

    package static func decode(_ text: String) -> [Weekday: HalfDay] {
        let words = text.split { !$0.isLetter }.map(String.init)
        var halfDays: [Weekday: HalfDay] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            if let weekday = Weekday(rawValue: words[index]), let half = HalfDay(rawValue: words[index + 1]) { halfDays[weekday] = half }
        }
        return halfDays
    }
}
