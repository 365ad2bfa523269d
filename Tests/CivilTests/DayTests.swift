import XCTest
@testable import Civil

final class DayTests: XCTestCase {
    func testIso_roundTripsEveryDayOf400Years() {
        guard let start = Day(year: 1900, month: 1, day: 1) else { return XCTFail("no start") }
        var expected = (year: 1900, month: 1, day: 1)
        for offset in 0..<146_097 {
            let day = start + offset
            let c = day.components
            XCTAssertTrue(c == expected, "\(c)")
            if offset % 37 == 0 { XCTAssertEqual(Day(iso: day.iso), day) }
            expected.day += 1
            if expected.day > Day.length(ofMonth: expected.month, year: expected.year) {
                expected = (expected.month == 12 ? expected.year + 1 : expected.year, expected.month % 12 + 1, 1)
            }
        }
    }

    func testIso_refusesWhatIsNotADate() {
        for text in ["", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-1a", "0000-01-01", " 2026-01-01", "2026/01/01", "２０２６-01-01"] {
            XCTAssertNil(Day(iso: text), text)
        }
        XCTAssertEqual(Day(iso: "2028-02-29")?.iso, "2028-02-29")
    }

    func testWeekday_ofKnownDates() {
        XCTAssertEqual(Day(iso: "2026-11-23")?.weekday, .mon)
        XCTAssertEqual(Day(iso: "1969-12-31")?.weekday, .wed)
        XCTAssertEqual(Day(iso: "2026-11-29")?.monday.iso, "2026-11-23")
    }
}
