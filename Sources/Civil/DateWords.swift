extension Day {
    package static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    package var monthName: String { Day.monthNames[month - 1] }

    /// "23 November 2026"
    package var words: String { "\(day) \(monthName) \(year)" }
    /// "Monday 23 November 2026"
    package var long: String { "\(weekday.name) \(words)" }
    /// "Tue 29 December"
    package var medium: String { "\(weekday.shortName) \(day) \(monthName)" }
    /// "Mon 23"
    package var short: String { "\(weekday.shortName) \(day)" }
}

extension DayRange {
    /// "23 to 27 November 2026", "28 December 2026 to 2 January 2027", "23 November 2026"
    package var words: String {
        if first == last { return first.words }
        if first.year != last.year { return "\(first.words) to \(last.words)" }
        if first.month != last.month { return "\(first.day) \(first.monthName) to \(last.words)" }
        return "\(first.day) to \(last.words)"
    }
}
