import Civil

/// What the bank holidays of a nation are called, by date.
enum BankHolidayTitles {
    static func titles(for nation: Nation) -> [Day: String] {
        Dictionary(BankHolidays.days(of: nation).map { ($0.day, $0.words) }) { first, _ in first }
    }
}
