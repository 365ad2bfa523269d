import XCTest

@testable import Civil

final class DateWordsTests: XCTestCase {
    private func day(_ iso: String) throws -> Day { try XCTUnwrap(Day(iso: iso)) }

    func testDay_words() throws {
        let day = try day("2026-11-03")
        XCTAssertEqual([day.words, day.long, day.medium, day.short], ["3 November 2026", "Tuesday 3 November 2026", "Tue 3 November", "Tue 3"])
        XCTAssertEqual(try self.day("2027-01-31").medium, "Sun 31 January")
    }

    func testRange_saysMonthAndYearOnce() throws {
        let cases = [
            ("2026-11-23", "2026-11-27", "23 to 27 November 2026"), ("2026-11-30", "2026-12-04", "30 November to 4 December 2026"),
            ("2026-12-28", "2027-01-02", "28 December 2026 to 2 January 2027"), ("2026-11-23", "2026-11-23", "23 November 2026"),
            ("2026-11-23", "2027-11-23", "23 November 2026 to 23 November 2027"),
        ]
        for (first, last, words) in cases { XCTAssertEqual(DayRange(try day(first), try day(last))?.words, words) }
    }
}
