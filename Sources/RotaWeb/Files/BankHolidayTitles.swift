import Civil
import RotaDomain

/// What the bank holidays of a nation are called, by date.
enum BankHolidayTitles {
    static func titles(for nation: Nation) -> [Day: String] { [:] }
}
