import Civil
import XCTest

@testable import RotaBackups

/// Once for each date in London: never left out, never twice, at both clock changes too (28 March and 31 October 2027).
final class NightlyTimeTests: XCTestCase {
    private func instant(_ text: String) throws -> Instant { try XCTUnwrap(Instant(iso: text)) }

    func testLastAndNext_onAWinterDay() throws {
        let nightly = NightlyTime(TimeOfDay(minutes: 150))
        for (now, last, next) in [
            ("2026-11-21T02:29:59Z", "2026-11-20T02:30:00Z", "2026-11-21T02:30:00Z"), ("2026-11-21T02:30:00Z", "2026-11-21T02:30:00Z", "2026-11-22T02:30:00Z"),
            ("2026-07-01T01:30:00Z", "2026-07-01T01:30:00Z", "2026-07-02T01:30:00Z"),
        ] {
            XCTAssertEqual(nightly.last(before: try instant(now)), try instant(last), now)
            XCTAssertEqual(nightly.next(after: try instant(now)), try instant(next), now)
        }
    }

    /// Walks over a fortnight minute by minute, as a machine that looks all the time would.
    func testDue_isOnceForEachDate() throws {
        for start in ["2027-03-21T12:00:00Z", "2027-10-24T12:00:00Z"] {
            for minutes in [0, 30, 59, 60, 75, 90, 119, 120, 150, 1_439] {
                let nightly = NightlyTime(TimeOfDay(minutes: minutes)), first = try instant(start)
                var newest = first, made: [Instant] = []
                for minute in 0..<(14 * 1_440) where nightly.isDue(newest: newest, at: first + minute * 60) {
                    newest = first + minute * 60
                    made.append(newest)
                }
                let dates = made.map { London.day(at: $0) }
                XCTAssertEqual(dates, (1...14).map { London.day(at: first) + $0 - (minutes > 780 ? 1 : 0) }, "\(start), \(minutes)")
            }
        }
    }

    func testNext_isWhatLastGivesThen() throws {
        let nightly = NightlyTime(TimeOfDay(minutes: 90))
        var now = try instant("2027-01-01T00:00:00Z")
        for _ in 0..<370 {
            let next = nightly.next(after: now)
            XCTAssertEqual(nightly.last(before: next), next)
            XCTAssertTrue((82_800...90_000).contains(next - nightly.last(before: next - 1)))
            now = next
        }
    }

    func testDue_whenTheMachineWasOff() throws {
        let nightly = NightlyTime(TimeOfDay(minutes: 150)), now = try instant("2026-11-21T12:00:00Z")
        XCTAssertTrue(nightly.isDue(newest: nil, at: now))
        XCTAssertTrue(nightly.isDue(newest: now - 10 * 86_400, at: now))
        XCTAssertFalse(nightly.isDue(newest: try instant("2026-11-21T02:30:00Z"), at: now))
        XCTAssertTrue(nightly.isDue(newest: try instant("2026-11-21T02:29:59Z"), at: now))
    }
}
