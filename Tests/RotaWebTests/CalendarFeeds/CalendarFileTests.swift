import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// What stands behind a calendar's address (issue 5.16, conventions §2.1).
final class CalendarFileTests: XCTestCase {
    private func times(_ response: TestResponse) -> [String] { zip(CalendarFixture.values("DTSTART", response), CalendarFixture.values("SUMMARY", response)).map { "\($0) \($1)" } }

    private func publish(_ app: TestApp, _ range: DayRange = RotaFixture.week) throws {
        _ = try app.store.write { db in try PublicationRepository(db).publish(range, by: "M", at: app.now) }
    }

    func testHeaders_areThoseOfASecret() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn()
        let file = try app.calendar(address)
        XCTAssertEqual(file.status, .ok)
        for (name, value) in [
            "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, max-age=300", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex",
            "Last-Modified": "Mon, 23 Nov 2026 08:30:00 GMT",
        ] { XCTAssertEqual(file.headers[name], value) }
        XCTAssertNil(file.headers["Set-Cookie"])
        XCTAssertNil(file.location)
        XCTAssertEqual(try app.calendar(address, method: .head).status, .ok)
        XCTAssertEqual(try app.calendar(address, method: .post).status, .methodNotAllowed)
    }

    func testUnknownAddress_isNotFoundAndTellsNothing() throws {
        let app = try CalendarFixture.app()
        _ = try app.turnOn()
        for name in ["x.ics", String(repeating: "A", count: 43) + ".ics", String(repeating: "A", count: 43), ".ics", "..ics", "%00.ics", String(repeating: "A", count: 4_000) + ".ics"] {
            guard let answer = try? app.api("/cal/\(name)", nil) else { continue }
            XCTAssertEqual(answer.status, .notFound, name)
            XCTAssertEqual(answer.text, "There is no calendar at this address.\n")
            XCTAssertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            XCTAssertNil(answer.headers["Set-Cookie"])
        }
    }

    func testEvents_areTheClinicianOwnAndPublished() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn()
        XCTAssertEqual(times(try app.calendar(address)), ["20261123T083000 Duty doctor", "20261124T083000 Surgery"])
        _ = try app.addShift(1, "2026-11-26", .am)
        XCTAssertEqual(times(try app.calendar(address)).count, 2, "a draft is nobody's")
        try publish(app)
        XCTAssertEqual(times(try app.calendar(address)), ["20261123T083000 Duty doctor", "20261124T083000 Surgery", "20261126T083000 Surgery"])
        let text = try app.calendar(address).text
        for name in ["Goldberg", "Brennan", "study"] { XCTAssertFalse(text.contains(name), name) }
        XCTAssertEqual(CalendarFixture.values("URL", try app.calendar(address)).first, "http://rota.test/rota?week=2026-11-23")
    }

    func testLeave_isNamedSoAndNoMore() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn()
        try app.store.write { db in
            for (first, last, part, status) in [
                ("2026-12-01", "2026-12-03", "full", "approved"), ("2026-12-08", "2026-12-09", "pm", "approved"), ("2026-12-10", "2026-12-10", "full", "requested"),
                ("2026-12-11", "2026-12-11", "full", "denied"), ("2026-12-12", "2026-12-12", "full", "cancelled"),
            ] {
                _ = try db.insert(
                    "INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status, note) VALUES (1, :first, :last, :part, 'sick', :status, 'Operation')",
                    ["first": first, "last": last, "part": part, "status": status])
            }
        }
        let file = try app.calendar(address)
        XCTAssertEqual(Array(times(file).suffix(3)), ["20261201 Leave", "20261208T140000 Leave", "20261209T140000 Leave"])
        XCTAssertTrue(file.text.contains("DTEND;VALUE=DATE:20261204\r\n"))
        XCTAssertFalse(file.text.lowercased().contains("sick") || file.text.contains("Operation"))
    }

    func testWindow_is30DaysBackAnd365Ahead() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn(), today = app.practice.today
        try app.store.write { db in try db.run("DELETE FROM shifts") }
        for offset in [-31, -30, 365, 366] { _ = try app.addShift(1, (today + offset).iso, .am) }
        try publish(app, try XCTUnwrap(DayRange(today - 31, today + 366)))
        XCTAssertEqual(CalendarFixture.values("DTSTART", try app.calendar(address)), [today - 30, today + 365].map { "\(CalendarDocument.stamp($0))T083000" })
    }

    /// An event keeps its id through all that can happen to it, and each change makes its number higher and its time later.
    func testIds_outliveChanges() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn()
        func event(_ start: String) throws -> (uid: String, sequence: Int, changed: String) {
            let file = try app.calendar(address), index = try XCTUnwrap(CalendarFixture.values("DTSTART", file).firstIndex { $0.hasPrefix(start) })
            return (CalendarFixture.values("UID", file)[index], try XCTUnwrap(Int(CalendarFixture.values("SEQUENCE", file)[index])), CalendarFixture.values("LAST-MODIFIED", file)[index])
        }
        let first = try event("20261124")
        XCTAssertEqual(first.sequence, 1)
        app.now = app.now + 3_600
        try publish(app)
        XCTAssertTrue(try event("20261124") == first, "published again as it was")
        try app.store.write { db in try db.run("UPDATE shifts SET span = 'am' WHERE clinician_id = 1 AND date = '2026-11-24'") }
        app.now = app.now + 3_600
        try publish(app)
        let shorter = try event("20261124")
        XCTAssertEqual(shorter.uid, first.uid)
        XCTAssertEqual(shorter.sequence, 3)
        XCTAssertGreaterThan(shorter.changed, first.changed)
        app.now = app.now + 3_600
        try app.store.write { db in
            let times = try XCTUnwrap(PartTimes(amFrom: TimeOfDay(minutes: 480), amTo: TimeOfDay(minutes: 720), pmFrom: TimeOfDay(minutes: 780), pmTo: TimeOfDay(minutes: 1_080)))
            try PracticeRepository(db).setTimes(times, at: app.now)
        }
        let earlier = try event("20261124T080000")
        XCTAssertEqual(earlier.uid, first.uid)
        XCTAssertEqual(earlier.sequence, 4)
        XCTAssertGreaterThan(earlier.changed, shorter.changed)
        _ = try app.store.write { db in try PublicationRepository(db).rollBack(3, by: "M", at: app.now + 60) }
        let back = try event("20261124")
        XCTAssertEqual(back.uid, first.uid)
        XCTAssertGreaterThan(back.sequence, earlier.sequence)
        XCTAssertEqual(Set(CalendarFixture.values("UID", try app.calendar(address))).count, 2)
    }

    func testConditions_spareWhatIsKnown() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn()
        let first = try app.calendar(address), tag = try XCTUnwrap(first.headers["ETag"]), modified = try XCTUnwrap(first.headers["Last-Modified"])
        app.now = app.now + 600
        for headers in [["If-None-Match": tag], ["If-Modified-Since": modified]] as [KeyValuePairs<String, String>] {
            let known = try app.calendar(address, headers: headers)
            XCTAssertEqual(known.status, .notModified)
            XCTAssertEqual(known.headers["ETag"], tag)
            XCTAssertEqual(known.headers["Cache-Control"], "private, max-age=300")
        }
        XCTAssertEqual(try app.calendar(address).text, first.text, "the same bytes")
        // Something else changes: the tag stays. Something of theirs is taken away: both know, though no row says when.
        _ = try app.addClinician("Dr New")
        XCTAssertEqual(try app.calendar(address, headers: ["If-None-Match": tag]).status, .notModified)
        try app.store.write { db in try db.run("DELETE FROM published_days WHERE date = '2026-11-24'") }
        XCTAssertEqual(try app.calendar(address, headers: ["If-None-Match": tag]).status, .ok)
        XCTAssertEqual(try app.calendar(address, headers: ["If-Modified-Since": modified]).status, .ok)
    }

    func testReading_isNotedOnceAnHour() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn(), start = app.now
        func lastRead() throws -> Instant? { try app.store.write { db in try CalendarFeedRepository(db).find(1)?.lastReadAt } }
        _ = try app.calendar(address)
        XCTAssertEqual(try lastRead(), start)
        app.now = start + 3_599
        _ = try app.calendar(address)
        XCTAssertEqual(try lastRead(), start)
        app.now = start + 3_600
        _ = try app.calendar(address)
        XCTAssertEqual(try lastRead(), start + 3_600)
        try app.browser.signIn(as: .clinician)
        XCTAssertTrue(try app.get("/calendar").contains("was last read on 23 November 2026, 9:30am"))
    }

    func testLog_holdsThePatternOnly() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn()
        _ = try app.calendar(address)
        XCTAssertTrue(app.log.last?.contains("route=/cal/:file status=200") == true, app.log.last ?? "")
        XCTAssertFalse(app.log.joined().contains(CalendarFixture.secret(address)))
    }

    func testBytes_areFoldedAndEnded() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn()
        _ = try app.store.write { db in try db.run("UPDATE locations SET name = :name WHERE id = 1", ["name": String(repeating: "Tŷ Gwyn 🩺, ", count: 12)]) }
        let bytes = try app.calendar(address).bytes
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            XCTAssertEqual(line.last, 0x0D)
            XCTAssertLessThanOrEqual(line.count - 1, 75)
            XCTAssertNotNil(String(validating: line, as: UTF8.self))
        }
    }
}
