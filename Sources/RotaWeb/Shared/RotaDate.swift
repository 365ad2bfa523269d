import Civil

/// A date in any of the ways that people here write one: 23/11/2026, 23 11 2026, 23 November 2026, 23 nov 26, 2026-11-23.
enum RotaDate {
    static let years = 2000...2199

    static func read(_ text: String) -> Day? {
        let text = text.trimmingSpaces
        guard text.utf8.count <= 40 else { return nil }
        if let day = Day(iso: text) { return years.contains(day.year) ? day : nil }
        let words = text.lowercased().split { " /-.,\u{2013}".contains($0) }.map(String.init)
        let named = Weekday.allCases.contains { words.first == $0.name.lowercased() || words.first == $0.rawValue } ? Array(words.dropFirst()) : words
        guard named.count == 3, let day = number(named[0]), let month = month(named[1]), let year = number(named[2]) else { return nil }
        let full = year < 100 && named[2].utf8.count == 2 ? 2000 + year : year
        return years.contains(full) ? Day(year: full, month: month, day: day) : nil
    }

    private static func number(_ text: String) -> Int? {
        text.utf8.count <= 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    private static func month(_ text: String) -> Int? {
        if let number = number(text) { return number }
        guard text.count >= 3 else { return nil }
        return Day.monthNames.firstIndex { $0.lowercased().hasPrefix(text) }.map { $0 + 1 }
    }
}
