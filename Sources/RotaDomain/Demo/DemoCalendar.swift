import Civil

/// The dates that the demonstration turns on, from its first Monday.
struct DemoCalendar {
    let mondays: [Day]
    let range: DayRange
    let bankHolidays: [Day]
    /// Week by week: are the schools closed?
    let schoolHolidays: [Bool]

    init(_ day: Day) {
        let monday = day.monday
        mondays = (0..<DemoPractice.weeks).map { monday + 7 * $0 }
        schoolHolidays = DemoCalendar.schoolHolidays(mondays)
        let range = DayRange(monday, monday + 7 * DemoPractice.weeks - 1) ?? DayRange(weekOf: monday)
        self.range = range
        bankHolidays = BankHolidays.days(of: .englandAndWales, in: range).map(\.day)
    }

    var monday: Day { range.first }

    /// The practice's own closed day, on a Thursday late in the range.
    var teamDay: Day { monday + 7 * 19 + 3 }

    var daysAfterBankHolidays: [Day] {
        let closed = Set(bankHolidays + [teamDay])
        let next = bankHolidays.map { holiday in
            var day = holiday + 1
            while closed.contains(day) || day.weekday >= .sat { day = day + 1 }
            return day
        }
        return Set(next).filter(range.contains).sorted()
    }

    var christmasEves: [Day] { range.days.filter { $0.month == 12 && $0.day == 24 && $0.weekday < .sat } }

    var trainingAfternoons: [Day] {
        stride(from: 4, to: DemoPractice.weeks, by: 6).map { mondays[$0] + 2 }.filter { !bankHolidays.contains($0) && !christmasEves.contains($0) }
    }

    /// Weeks in which England's schools are mostly closed, by the usual dates.
    private static func schoolHolidays(_ mondays: [Day]) -> [Bool] {
        let usual = [102...102, 213...219, 525...531, 720...831, 1023...1029, 1218...1231]
        let easter = Set(BankHolidays.days(of: .englandAndWales).filter { $0.title == "Good Friday" }.map(\.day.monday))
        return mondays.map { monday in
            let date = monday.month * 100 + monday.day
            return usual.contains { $0.contains(date) } || easter.contains(monday) || easter.contains(monday - 7)
        }
    }

    /// The first Wednesdays of these months, when trainees change posts: the last one on or before the first Monday, and the two after it.
    func changeovers(_ months: [Int]) -> (last: Day, next: Day, afterNext: Day) {
        let years = [monday.year - 1, monday.year, monday.year + 1, monday.year + 2]
        let days = years.flatMap { year in months.compactMap { Day(year: year, month: $0, day: 1) } }.map { $0 + (9 - $0.weekday.index) % 7 }.sorted()
        let next = days.firstIndex { $0 > monday } ?? 1
        guard next >= 1, next + 1 < days.count else { return (monday, monday + 120, monday + 240) }
        return (days[next - 1], days[next], days[next + 1])
    }
}
