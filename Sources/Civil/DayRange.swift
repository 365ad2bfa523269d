/// Dates from `first` to `last`, both included; `last` is never before `first`.
package struct DayRange: Sendable, Hashable {
    package let first: Day
    package let last: Day

    /// Nil when `last` is before `first`.
    package init?(_ first: Day, _ last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// The one day.
    package init(_ day: Day) {
        first = day
        last = day
    }

    /// The ISO week, Monday to Sunday, that holds the day.
    package init(weekOf day: Day) {
        first = day.monday
        last = day.monday + 6
    }

    package var count: Int { last - first + 1 }
    package var days: [Day] { (first.number...last.number).map(Day.init(number:)) }

    package func contains(_ day: Day) -> Bool { first <= day && day <= last }
    package func contains(_ other: DayRange) -> Bool { first <= other.first && other.last <= last }
    package func overlaps(_ other: DayRange) -> Bool { first <= other.last && other.first <= last }

    /// The Mondays of the ISO weeks that lie wholly inside.
    package var wholeWeeks: [Day] {
        var monday = first.weekday == .mon ? first : first.monday + 7
        var found: [Day] = []
        while monday + 6 <= last {
            found.append(monday)
            monday = monday + 7
        }
        return found
    }

    /// The Mondays of the ISO weeks that have a day inside.
    package var touchedWeeks: [Day] {
        stride(from: first.monday.number, through: last.monday.number, by: 7).map(Day.init(number:))
    }
}

extension DayRange {
    /// The calendar year; nil unless it is 1 to 9999.
    package init?(year: Int) {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else { return nil }
        self.init(first, last)
    }
}
