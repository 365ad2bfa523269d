import XCTest

@testable import Civil

final class LondonTests: XCTestCase {
    /// The changes as the IANA time zone database has them.
    private let changes = [
        ("2020-03-29T01:00:00Z", "2020-10-25T01:00:00Z"), ("2021-03-28T01:00:00Z", "2021-10-31T01:00:00Z"), ("2022-03-27T01:00:00Z", "2022-10-30T01:00:00Z"),
        ("2023-03-26T01:00:00Z", "2023-10-29T01:00:00Z"), ("2024-03-31T01:00:00Z", "2024-10-27T01:00:00Z"), ("2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z"),
        ("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"), ("2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z"), ("2028-03-26T01:00:00Z", "2028-10-29T01:00:00Z"),
        ("2029-03-25T01:00:00Z", "2029-10-28T01:00:00Z"), ("2030-03-31T01:00:00Z", "2030-10-27T01:00:00Z"), ("2031-03-30T01:00:00Z", "2031-10-26T01:00:00Z"),
        ("2032-03-28T01:00:00Z", "2032-10-31T01:00:00Z"), ("2037-03-29T01:00:00Z", "2037-10-25T01:00:00Z"),
    ]

    private func instant(_ iso: String, line: UInt = #line) throws -> Instant { try XCTUnwrap(Instant(iso: iso), iso, line: line) }
    private func day(_ iso: String) throws -> Day { try XCTUnwrap(Day(iso: iso)) }
    private func time(_ iso: String) throws -> TimeOfDay { try XCTUnwrap(TimeOfDay(iso: iso)) }

    /// Date and time on the wall.
    private func wall(_ iso: String) throws -> String {
        let at = try instant(iso)
        return "\(London.day(at: at)) \(London.time(at: at).iso)"
    }

    func testOffset_changesAtTheSecond() throws {
        for (spring, autumn) in changes {
            let (spring, autumn) = (try instant(spring), try instant(autumn))
            XCTAssertEqual([spring - 1, spring, autumn - 1, autumn].map(London.offset), [0, 3_600, 3_600, 0], spring.iso)
        }
    }

    func testWall_atBothChanges() throws {
        XCTAssertEqual(try wall("2026-03-29T00:59:59Z"), "2026-03-29 00:59")
        XCTAssertEqual(try wall("2026-03-29T01:00:00Z"), "2026-03-29 02:00")
        XCTAssertEqual(try wall("2026-10-25T00:59:00Z"), "2026-10-25 01:59")
        XCTAssertEqual(try wall("2026-10-25T01:00:00Z"), "2026-10-25 01:00")
    }

    func testDay_beginsAtLondonsMidnight() throws {
        XCTAssertEqual(try wall("2026-06-14T22:59:59Z"), "2026-06-14 23:59")
        XCTAssertEqual(try wall("2026-06-14T23:00:00Z"), "2026-06-15 00:00")
        XCTAssertEqual(try wall("2026-12-31T23:59:59Z"), "2026-12-31 23:59")
    }

    func testStartOfDay_isMidnightOnEveryDayOfFourYears() throws {
        let first = try day("2025-01-01")
        for offset in 0..<1_461 {
            let start = London.startOfDay(first + offset)
            XCTAssertEqual(London.day(at: start), first + offset)
            XCTAssertEqual(London.day(at: start - 1), first + offset - 1)
        }
    }

    func testInstant_isTheFirstOfTwoAndSkipsTheMissingHour() throws {
        XCTAssertEqual(London.instant(try day("2026-10-25"), try time("01:30")).iso, "2026-10-25T00:30:00Z")
        XCTAssertEqual(London.instant(try day("2026-10-25"), try time("02:00")).iso, "2026-10-25T02:00:00Z")
        XCTAssertEqual(London.instant(try day("2026-03-29"), try time("01:30")).iso, "2026-03-29T01:30:00Z")
        XCTAssertEqual(London.instant(try day("2026-03-29"), try time("00:59")).iso, "2026-03-29T00:59:00Z")
        XCTAssertEqual(London.instant(try day("2026-06-15"), try time("08:30")).iso, "2026-06-15T07:30:00Z")
    }

    func testInstant_roundTripsItsText() throws {
        for iso in ["2026-11-23T08:31:00Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1900-01-01T00:00:01Z", "2028-02-29T12:00:00Z"] {
            XCTAssertEqual(try instant(iso).iso, iso)
        }
        XCTAssertEqual(Instant(iso: "1969-12-31T23:59:59Z")?.seconds, -1)
        for text in ["2026-11-23 08:31:00Z", "2026-11-23T08:31:00", "2026-11-23T24:00:00Z", "2026-11-23T08:60:00Z", "2026-11-23T08:31:60Z", "2026-02-29T08:31:00Z", "2026-11-23T0a:31:00Z"] {
            XCTAssertNil(Instant(iso: text), text)
        }
    }

    func testTimeOfDay_words() throws {
        let words = ["00:00": "midnight", "00:05": "12:05am", "08:30": "8:30am", "12:00": "midday", "12:30": "12:30pm", "17:00": "5pm", "23:59": "11:59pm"]
        for (iso, expected) in words { XCTAssertEqual(try time(iso).words, expected) }
    }

    func testTimeOfDay_refusesWhatIsNoTime() {
        for text in ["24:00", "12:60", "1:00", "12.00", "-1:00", "", "１２:00"] { XCTAssertNil(TimeOfDay(iso: text), text) }
        XCTAssertNil(TimeOfDay(hour: 24, minute: 0))
        XCTAssertEqual(TimeOfDay(hour: 9, minute: 5)?.iso, "09:05")
    }
}
