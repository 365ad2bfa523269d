import XCTest

@testable import Civil

/// Every date against the lists of gov.uk/bank-holidays.json, which stand here a nation and a year at a time.
final class BankHolidaysTests: XCTestCase {
    /// "MM-DD", with an s for a substitute day.
    private let english = [
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26", 2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28s",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27s 12-28s", 2028: "01-03s 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    ]
    private let scottish = [
        2025: "01-01 01-02 04-18 05-05 05-26 08-04 12-01s 12-25 12-26", 2026: "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28s",
        2027: "01-01 01-04s 03-26 05-03 05-31 08-02 11-30 12-27s 12-28s", 2028: "01-03s 01-04s 04-14 05-01 05-29 08-07 11-30 12-25 12-26",
    ]
    private let irishOnly = [2025: "03-17 07-14s", 2026: "03-17 07-13s", 2027: "03-17 07-12", 2028: "03-17 07-12"]

    private func listed(_ nation: Nation, _ year: Int) throws -> String {
        let first = try XCTUnwrap(Day(year: year, month: 1, day: 1))
        let last = try XCTUnwrap(Day(year: year, month: 12, day: 31))
        let range = try XCTUnwrap(DayRange(first, last))
        return BankHolidays.days(of: nation, in: range).map { $0.day.iso.dropFirst(5) + ($0.isSubstitute ? "s" : "") }.joined(separator: " ")
    }

    func testDays_areThoseOfGovUK() throws {
        for year in 2025...2028 {
            XCTAssertEqual(try listed(.englandAndWales, year), english[year])
            XCTAssertEqual(try listed(.scotland, year), scottish[year])
            let irish = try XCTUnwrap(english[year]).split(separator: " ") + XCTUnwrap(irishOnly[year]).split(separator: " ")
            XCTAssertEqual(try listed(.northernIreland, year), irish.sorted().joined(separator: " "))
        }
    }

    func testDays_haveTheirTitlesInOrder() {
        func titles(_ nation: Nation, _ year: Int) -> [String] { BankHolidays.days(of: nation).filter { $0.day.year == year }.map(\.words) }
        XCTAssertEqual(
            titles(.englandAndWales, 2026),
            [
                "New Year’s Day", "Good Friday", "Easter Monday", "Early May bank holiday", "Spring bank holiday", "Summer bank holiday", "Christmas Day",
                "Boxing Day (substitute day)",
            ])
        XCTAssertEqual(
            titles(.scotland, 2026),
            [
                "New Year’s Day", "2nd January", "Good Friday", "Early May bank holiday", "Spring bank holiday", "World Cup bank holiday", "Summer bank holiday",
                "St Andrew’s Day", "Christmas Day", "Boxing Day (substitute day)",
            ])
        XCTAssertEqual(
            titles(.northernIreland, 2028),
            [
                "New Year’s Day (substitute day)", "St Patrick’s Day", "Good Friday", "Easter Monday", "Early May bank holiday", "Spring bank holiday",
                "Battle of the Boyne (Orangemen’s Day)", "Summer bank holiday", "Christmas Day", "Boxing Day",
            ])
    }

    func testDays_fallOnWeekdays() {
        for nation in Nation.allCases {
            for holiday in BankHolidays.days(of: nation) { XCTAssertLessThan(holiday.day.weekday, .sat, holiday.day.iso) }
        }
    }

    func testLastKnown_isBoxingDay2028() {
        XCTAssertEqual(Nation.allCases.map { BankHolidays.lastKnown(of: $0)?.iso }, ["2028-12-26", "2028-12-26", "2028-12-26"])
    }
}
