import Civil
import RotaDomain
import XCTest

/// The bytes of a calendar (RFC 5545 §3.1, §3.3.11).
final class CalendarTextTests: XCTestCase {
    private func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = [], rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            XCTAssertEqual(rest[end - 1], 0x0D, "a line feed alone")
            lines.append(Array(rest[..<(end - 1)]))
            rest = rest[(end + 1)...]
        }
        XCTAssertTrue(rest.isEmpty, "the last line has no end")
        return lines
    }

    private func unfolded(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).replacing("\r\n ", with: "") }

    func testText_isEscaped() {
        var text = CalendarText()
        text.addText("SUMMARY", "a\\b;c,d\r\ne\nf\rg\u{0007}\u{7F}:\"")
        XCTAssertEqual(String(decoding: text.bytes, as: UTF8.self), "SUMMARY:a\\\\b\\;c\\,d\\ne\\nf\\ng:\"\r\n")
    }

    /// No line is longer than 75 octets, none splits a character, and unfolded it is what was written.
    func testLines_areFoldedAtSeventyFiveOctets() {
        for piece in ["x", "é", "€", "🩺", "x🩺é"] {
            for count in [1, 20, 66, 67, 68, 75, 76, 148, 300] {
                var text = CalendarText()
                let value = String(repeating: piece, count: count)
                text.addText("SUMMARY", value)
                let lines = lines(text.bytes)
                for line in lines {
                    XCTAssertLessThanOrEqual(line.count, 75)
                    XCTAssertNotNil(String(validating: line, as: UTF8.self), "a character was split")
                }
                XCTAssertTrue(lines.dropFirst().allSatisfy { $0.first == 0x20 })
                XCTAssertEqual(unfolded(text.bytes), "SUMMARY:\(value)\r\n")
            }
        }
        var exact = CalendarText()
        exact.add("SUMMARY", String(repeating: "x", count: 67))
        XCTAssertEqual(lines(exact.bytes).map(\.count), [75])
        exact.add("SUMMARY", String(repeating: "x", count: 68))
        XCTAssertEqual(lines(exact.bytes).map(\.count), [75, 75, 2])
    }

    func testDocument_isAsCalendarsExpect() throws {
        let day = try XCTUnwrap(Day(iso: "2027-03-29")), at = try XCTUnwrap(Instant(iso: "2026-11-20T10:00:00Z"))
        let range = try XCTUnwrap(DayRange(day, day + 2))
        let text = unfolded(
            CalendarDocument.write(
                name: "Elm, rota",
                [
                    CalendarEvent(uid: "u1", time: .clock(day, PartTimes.usual[.am]), summary: "Surgery", location: "Main; upstairs", address: "https://x/rota", changedAt: at, sequence: 7),
                    CalendarEvent(uid: "u2", time: .days(range), summary: "Leave", changedAt: at, sequence: 1),
                ]))
        let zone = "BEGIN:VTIMEZONE|TZID:Europe/London|BEGIN:DAYLIGHT|DTSTART:19700329T010000|TZOFFSETFROM:+0000|TZOFFSETTO:+0100|TZNAME:BST|RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|END:DAYLIGHT|"
            + "BEGIN:STANDARD|DTSTART:19701025T020000|TZOFFSETFROM:+0100|TZOFFSETTO:+0000|TZNAME:GMT|RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|END:STANDARD|END:VTIMEZONE|"
        XCTAssertEqual(
            text.replacing("\r\n", with: "|"),
            "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Practice Rota//Practice Rota//EN|CALSCALE:GREGORIAN|METHOD:PUBLISH|NAME:Elm\\, rota|X-WR-CALNAME:Elm\\, rota|X-WR-TIMEZONE:Europe/London|"
                + "REFRESH-INTERVAL;VALUE=DURATION:PT1H|X-PUBLISHED-TTL:PT1H|\(zone)"
                + "BEGIN:VEVENT|UID:u1|DTSTAMP:20261120T100000Z|LAST-MODIFIED:20261120T100000Z|SEQUENCE:7|DTSTART;TZID=Europe/London:20270329T083000|DTEND;TZID=Europe/London:20270329T123000|"
                + "SUMMARY:Surgery|LOCATION:Main\\; upstairs|URL:https://x/rota|CLASS:PRIVATE|TRANSP:OPAQUE|END:VEVENT|"
                + "BEGIN:VEVENT|UID:u2|DTSTAMP:20261120T100000Z|LAST-MODIFIED:20261120T100000Z|SEQUENCE:1|DTSTART;VALUE=DATE:20270329|DTEND;VALUE=DATE:20270401|SUMMARY:Leave|CLASS:PRIVATE|TRANSP:OPAQUE|"
                + "END:VEVENT|END:VCALENDAR|")
    }

    func testTimes_areInOrder() throws {
        func times(_ texts: [String]) throws -> PartTimes? {
            let clock = try texts.map { try XCTUnwrap(TimeOfDay(iso: $0)) }
            return PartTimes(amFrom: clock[0], amTo: clock[1], pmFrom: clock[2], pmTo: clock[3])
        }
        XCTAssertEqual(try times(["08:30", "12:30", "14:00", "18:00"]), .usual)
        XCTAssertNotNil(try times(["08:00", "13:00", "13:00", "18:30"]))
        for wrong in [["08:30", "08:30", "14:00", "18:00"], ["08:30", "14:01", "14:00", "18:00"], ["08:30", "12:30", "18:00", "18:00"]] { XCTAssertNil(try times(wrong)) }
        XCTAssertEqual(PartTimes.usual[.full], ClockSpanExample.whole)
    }
}

private enum ClockSpanExample {
    static let whole = PartTimes(amFrom: TimeOfDay(minutes: 510), amTo: TimeOfDay(minutes: 750), pmFrom: TimeOfDay(minutes: 840), pmTo: TimeOfDay(minutes: 1_080))?[.full]
}
