import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// A clinician's calendar: its page (issue 5.16, conventions §2.1).
final class CalendarFeedTests: XCTestCase {
    func testPage_saysWhatToDoWithoutALink() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .clinician)
        let page = try app.get("/calendar")
        XCTAssertTrue(page.contains("Your account is not linked to a clinician"))
        XCTAssertFalse(try app.get("/rota").text.contains("href=\"/calendar\""), "no place in the navigation for who has none")
        XCTAssertEqual(try app.post("/calendar").location, "/calendar")
        XCTAssertEqual(try app.count("SELECT count(*) FROM calendar_feeds"), 0)
    }

    func testTurningOn_showsTheAddressOnce() throws {
        let app = try CalendarFixture.app()
        XCTAssertTrue(try app.get("/rota").text.contains("href=\"/calendar\""))
        let off = try app.get("/calendar")
        XCTAssertTrue(off.contains("Your calendar is off"))
        XCTAssertEqual(try app.browser.submit(off, form: "/calendar").location, "/calendar")
        let page = try app.get("/calendar"), address = CalendarFixture.address(page)
        XCTAssertTrue(address.hasPrefix("http://rota.test/cal/") && address.hasSuffix(".ics"), address)
        XCTAssertEqual(address.utf8.count, "http://rota.test/cal/.ics".utf8.count + 43)
        XCTAssertTrue(page.text.contains("href=\"webcal:" + address.dropFirst("http:".count) + "\""))
        XCTAssertTrue(page.contains("not reached by https"))
        let again = try app.get("/calendar")
        XCTAssertFalse(again.text.contains("/cal/"), "once")
        XCTAssertTrue(again.contains("no calendar has read it yet"))
        XCTAssertEqual(try app.auditLog().first?.action, "turn on calendar")
        XCTAssertFalse("\(try app.auditLog())\(app.log)".contains(CalendarFixture.secret(address)))
        XCTAssertEqual(try app.post("/calendar").status, .conflict, "it is on already: a second would break the first")
        XCTAssertEqual(try app.calendar(address).status, .ok)
    }

    func testNewAddress_endsTheOldOneAtOnceAndKeepsTheIds() throws {
        let app = try CalendarFixture.app(), old = try app.turnOn()
        let before = CalendarFixture.values("UID", try app.calendar(old))
        XCTAssertEqual(try app.post("/calendar/address").location, "/calendar")
        let new = CalendarFixture.address(try app.get("/calendar"))
        XCTAssertNotEqual(old, new)
        XCTAssertEqual(try app.calendar(old).status, .notFound)
        XCTAssertEqual(CalendarFixture.values("UID", try app.calendar(new)), before)
        XCTAssertFalse(before.isEmpty)
    }

    func testTurningOff_endsIt() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn()
        XCTAssertEqual(try app.post("/calendar/removal").location, "/calendar")
        XCTAssertEqual(try app.calendar(address).status, .notFound)
        XCTAssertTrue(try app.get("/calendar").contains("Your calendar is off"))
        XCTAssertEqual(try app.post("/calendar/address").status, .conflict, "there is none to change")
        XCTAssertEqual(try app.auditLog().first?.action, "turn off calendar")
    }

    /// RFC 5545 §3.8.4.7: a calendar that was told the new address must not show each event twice; and leave that nobody noted a change of is not a changed one.
    func testTurningOffAndOn_keepsTheIdsAndTimes() throws {
        let app = try CalendarFixture.app()
        try app.addLeave(1, "2026-12-01", "2026-12-02")
        let first = try app.turnOn(), before = try app.calendar(first)
        app.now = app.now + 1_800
        XCTAssertEqual(try app.post("/calendar/removal").location, "/calendar")
        let second = try app.turnOn(), after = try app.calendar(second)
        XCTAssertNotEqual(first, second)
        for name in ["UID", "DTSTAMP", "SEQUENCE"] {
            XCTAssertEqual(CalendarFixture.values(name, after), CalendarFixture.values(name, before), name)
            XCTAssertGreaterThan(CalendarFixture.values(name, before).count, 1, name)
        }
        XCTAssertTrue(CalendarFixture.values("DTSTAMP", before).contains("20000101T000000Z"), "leave that nobody noted")
    }

    func testManager_mayTurnItOffForSomebody() throws {
        let app = try CalendarFixture.app(), address = try app.turnOn(), manager = TestBrowser(app)
        XCTAssertEqual(try app.post("/clinicians/1/calendar/removal").status, .forbidden)
        try manager.signIn(as: .manager)
        let shown = try manager.get("/clinicians/1")
        XCTAssertTrue(shown.contains("Turn off calendar of "))
        XCTAssertEqual(try manager.post("/clinicians/99/calendar/removal").status, .notFound)
        XCTAssertEqual(try manager.submit(shown, form: "/clinicians/1/calendar/removal").location, "/clinicians/1")
        XCTAssertEqual(try app.calendar(address).status, .notFound)
        let after = try manager.get("/clinicians/1")
        XCTAssertTrue(after.contains("Their calendar is off, and its address no longer works."))
        XCTAssertFalse(after.text.contains("/clinicians/1/calendar/removal"), "there is nothing left to turn off")
    }

    /// It is the person's, not the record's: whatever parts them ends it, whoever writes, and it does not come back by itself.
    func testAddress_endsWithItsOwner() throws {
        let ends: [(StaticString, StaticString)] = [
            ("UPDATE accounts SET active = 0 WHERE username = 'clinician'", "UPDATE accounts SET active = 1 WHERE username = 'clinician'"),
            ("UPDATE clinicians SET active = 0 WHERE id = 1", "UPDATE clinicians SET active = 1 WHERE id = 1"),
            ("UPDATE clinicians SET account_id = NULL WHERE id = 1", "UPDATE clinicians SET account_id = (SELECT id FROM accounts WHERE username = 'clinician') WHERE id = 1"),
        ]
        for (end, revival) in ends {
            let app = try CalendarFixture.app(), address = try app.turnOn()
            XCTAssertEqual(try app.calendar(address).status, .ok)
            try app.store.write { db in try db.run(end) }
            XCTAssertEqual(try app.calendar(address).status, .notFound, "\(end)")
            try app.store.write { db in try db.run(revival) }
            XCTAssertEqual(try app.calendar(address).status, .notFound, "\(revival)")
        }
    }

    func testInactiveClinician_hasNoCalendar() throws {
        let app = try CalendarFixture.app()
        try app.store.write { db in try db.run("UPDATE clinicians SET active = 0 WHERE id = 1") }
        XCTAssertEqual(try app.post("/calendar").status, .forbidden)
        XCTAssertEqual(try app.count("SELECT count(*) FROM calendar_feeds"), 0)
    }
}

/// A clinician who is Dr Okafor on the published week of `RotaFixture`, signed in.
enum CalendarFixture {
    static func app() throws -> TestApp {
        let app = try RotaFixture.app()
        let account = try app.signIn(as: .clinician)
        try app.store.write { db in try db.run("UPDATE clinicians SET account_id = :account WHERE id = 1", ["account": account.id]) }
        try app.publish(RotaFixture.week)
        return app
    }

    static func address(_ page: TestResponse) -> String { page.between("id=\"address\" type=\"text\" readonly value=\"", "\"") }
    static func secret(_ address: String) -> String { address.split(separator: "/").last.map { String($0.dropLast(4)) } ?? "" }

    /// Of every line of this name, long ones joined again.
    static func values(_ name: String, _ response: TestResponse) -> [String] {
        // The time zone's own beginnings have no parameter.
        response.text.replacing("\r\n ", with: "").split(separator: "\r\n").filter { $0.hasPrefix(name + (name == "DTSTART" ? ";" : ":")) }.compactMap { line in
            line.firstIndex(of: ":").map { String(line[line.index(after: $0)...]) }
        }
    }
}

extension TestApp {
    /// Turns the signed-in clinician's calendar on; gives its address.
    func turnOn() throws -> String {
        _ = try post("/calendar")
        return CalendarFixture.address(try get("/calendar"))
    }

    /// As a calendar asks: without cookies.
    func calendar(_ address: String, method: HTTP.Method = .get, headers: KeyValuePairs<String, String> = [:]) throws -> TestResponse {
        try api("/cal/\(CalendarFixture.secret(address)).ics", nil, method: method, headers: headers)
    }
}
