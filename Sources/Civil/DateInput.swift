/// What someone typed into a date's three fields (the date input of the GOV.UK Design System).
package enum DateInput: Sendable, Equatable {
    case empty
    /// Some parts are typed, these are not.
    case missing([Field])
    /// These parts can't be: a month 13, a year "26", or the day of a 30 February.
    case impossible([Field])
    case day(Day)

    /// One of the three fields.
    package enum Field: String, Sendable, CaseIterable {
        case day, month, year
    }

    /// Spaces, stray dots and invisible characters count for nothing; a month may be its number, its name, or the first three letters or more of it.
    package init(day: String, month: String, year: String) {
        let typed = [(Field.day, DateInput.trimmed(day)), (.month, DateInput.trimmed(month)), (.year, DateInput.trimmed(year))]
        let missing = typed.filter(\.1.isEmpty).map(\.0)
        guard missing.isEmpty else {
            self = missing.count == 3 ? .empty : .missing(missing)
            return
        }
        let numbers = [
            DateInput.number(typed[0].1, digits: 1...2, 1...31), DateInput.month(typed[1].1), DateInput.number(typed[2].1, digits: 4...4, 1...9999),
        ]
        guard let day = numbers[0], let month = numbers[1], let year = numbers[2] else {
            self = .impossible(zip(typed, numbers).filter { $0.1 == nil }.map(\.0.0))
            return
        }
        self = Day(year: year, month: month, day: day).map(DateInput.day) ?? .impossible([.day])
    }

    /// One text: "27 3 2027", "27/3/2027", "Mon 27 March 2027" or `2027-03-27`.
    package init(text: String) {
        let words = text.split { " /.-,\u{A0}\u{2013}".contains($0) }.map(String.init)
        let parts = words.filter { word in !Weekday.allCases.contains { DateInput.abbreviates(word, $0.name) } }
        switch parts.count {
        case 0: self = words.isEmpty ? .empty : .missing([.day, .month, .year])
        case 3 where parts[0].count == 4: self.init(day: parts[2], month: parts[1], year: parts[0])
        case 3: self.init(day: parts[0], month: parts[1], year: parts[2])
        case 1, 2: self.init(day: parts[0], month: parts.count == 2 ? parts[1] : "", year: "")
        default: self = .impossible([.day, .month, .year])
        }
    }

    package var value: Day? {
        guard case .day(let day) = self else { return nil }
        return day
    }

    /// What is wrong, in the words of the GOV.UK Design System; nil for a date.
    /// The name begins the sentence and is lower-cased inside one: "Start date" gives "Enter the start date" and "Start date must include a month".
    package func problem(_ name: String) -> String? {
        switch self {
        case .empty: "Enter the \(name.prefix(1).lowercased() + name.dropFirst())"
        case .missing(let fields): "\(name) must include a \(fields.map(\.rawValue).joined(separator: " and "))"
        case .impossible([.year]): "\(name) must include a year of 4 numbers"
        case .impossible: "\(name) must be a real date"
        case .day: nil
        }
    }

    /// The field that an error summary links to.
    package var firstWrong: Field? {
        switch self {
        case .empty: .day
        case .missing(let fields), .impossible(let fields): fields.first
        case .day: nil
        }
    }

    private static func trimmed(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.properties.generalCategory != .format && $0 != "." }))
    }

    private static func number(_ text: String, digits: ClosedRange<Int>, _ range: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text), range.contains(value) else { return nil }
        return value
    }

    private static func month(_ text: String) -> Int? {
        number(text, digits: 1...2, 1...12) ?? Day.monthNames.firstIndex { abbreviates(text, $0) }.map { $0 + 1 }
    }

    /// Is it the name, or its first three letters or more, in any case?
    private static func abbreviates(_ text: String, _ name: String) -> Bool { text.count >= 3 && name.lowercased().hasPrefix(text.lowercased()) }
}
