import Civil
import RotaDomain
import XCTest

@testable import RotaWeb

/// `/rota`: the week as each role sees it (issue 2, item 7; conventions §1.2).
final class WeekTests: XCTestCase {
    func testShow_needsASignIn() throws {
        let app = try RotaFixture.app()
        XCTAssertEqual(try app.get("/rota?week=2026-11-23").location, "/sign-in?next=%2Frota%3Fweek%3D2026-11-23")
    }

    func testShow_groupsPeopleByContractAndSaysTheirWork() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        let page = try app.get("/rota")
        XCTAssertEqual(page.status, .ok)
        XCTAssertEqual(page.title, "Week of 23 November 2026 - Week - Elm Surgery")
        for words in ["Partners", "Salaried doctors", "ST doctors", "Locums", "Duty doctor, Main Surgery all day", "Trainee Clinic , Main Surgery all day", "Locum surgery, Hillside all day, pinned"] {
            XCTAssertTrue(page.words.contains(words), words)
        }
        XCTAssertFalse(page.contains("Dr Una Gone"))
        XCTAssertTrue(page.text.contains("<span class=\"site\" aria-hidden=\"true\">H</span>"))
    }

    func testShow_hasNoSiteLettersWithOneLocation() throws {
        let app = try RotaFixture.app { file in
            file.locations = ["Main Surgery"]
            file.terms = file.terms.filter { $0.type != .locum }.map { term in
                var term = term
                term.locations = ["Main Surgery"]
                return term
            }
            file.locumBookings = []
            file.shifts.removeAll { $0.location == "Hillside" }
            file.cover.removeAll { $0.location == "Hillside" }
        }
        try app.signIn(as: .manager)
        let page = try app.get("/rota")
        XCTAssertFalse(page.text.contains("class=\"site\""))
        XCTAssertTrue(page.words.contains("Duty doctor, all day"))
    }

    /// A minute before midnight in London in summer is another day in UTC.
    func testShow_framesTodayByTheLondonClock() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        XCTAssertTrue(try app.get("/rota").contains("Monday 23 November 2026, today, morning"))
        for (instant, words) in [("2026-07-01T23:30:00Z", "Thursday 2 July 2026, today, morning"), ("2026-11-24T23:59:00Z", "Tuesday 24 November 2026, today, morning")] {
            app.now = Instant(iso: instant) ?? app.now
            try app.signIn(as: .manager)
            XCTAssertTrue(try app.get("/rota").contains(words), instant)
        }
    }

    func testShow_clockChangeWeeksHaveSevenDays() throws {
        let app = try RotaFixture.app { file in file.practice.open[.sun] = [.am] }
        try app.signIn(as: .manager)
        for (sunday, monday, next) in [("2026-03-29", "23 March 2026", "2026-03-30"), ("2026-10-25", "19 October 2026", "2026-10-26")] {
            let page = try app.get("/rota?week=\(sunday)")
            XCTAssertTrue(page.contains("<h1>Week of \(monday)</h1>"), sunday)
            XCTAssertTrue(page.text.contains("href=\"/rota?week=\(next)\">Next"), sunday)
            XCTAssertTrue(page.text.contains("week--6 show-6"), sunday)
            XCTAssertEqual(page.text.components(separatedBy: "class=\"day-name\"").count - 1, 6)
        }
    }

    func testShow_readsDatesAsPeopleWriteThem() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        for text in ["2026-12-09", "9/12/2026", "09%2F12%2F2026", "9+12+2026", "9.12.26", "9+December+2026", "Wed+9+dec+2026", "++9-12-2026"] {
            let page = try app.get("/rota?week=\(text)")
            XCTAssertTrue(page.contains("<h1>Week of 7 December 2026</h1>"), text)
            XCTAssertTrue(page.text.contains("show-3"), text)
        }
    }

    func testShow_nonsenseDatesLeadToThisWeekAndSaySo() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        for text in ["31/02/2026", "tomorrow", "99999999999999999999", "-1", "0000-00-00", "2026-13-01", "1/1/1", "9999-12-31", "1/1/99999", "%F0%9F%97%93", "1/1", "2026-11-23T00:00", String(repeating: "9", count: 3_000)] {
            let page = try app.get("/rota?week=\(text)")
            XCTAssertEqual(page.status, .ok, text)
            XCTAssertTrue(page.contains("<h1>Week of 23 November 2026</h1>"), text)
            XCTAssertTrue(page.contains("is not a date. This is the current week."), text)
        }
        XCTAssertTrue(try app.get("/rota?week=&day=nonsense").contains("<h1>Week of 23 November 2026</h1>"))
        XCTAssertTrue(try app.get("/rota?day=2026-12-09").contains("<h1>Week of 7 December 2026</h1>"))
        XCTAssertTrue(try app.get("/rota?week=2026-11-23&day=2026-12-09").text.contains("show-1"))
    }

    func testShow_saysClosures() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        XCTAssertTrue(try app.get("/rota").contains("Thursday 26 November 2026, afternoon, closed: Staff training"))
        let christmas = try app.get("/rota?week=2026-12-25")
        XCTAssertTrue(christmas.contains("Friday 25 December 2026, morning, closed: Christmas Day"))
        XCTAssertTrue(christmas.contains("<span class=\"day-note\">Closed: Christmas Day</span>"))
    }

    func testShow_weekendOnlyWhenOpenOrWorked() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        XCTAssertFalse(try app.get("/rota").contains("Saturday 28 November"))
        let worked = try RotaFixture.app { file in file.shifts.append(RotaFixture.shift("brennan", 5, .am)) }
        try worked.signIn(as: .manager)
        XCTAssertTrue(try worked.get("/rota").contains("Saturday 28 November 2026, morning, closed"))
    }

    func testShow_coverSaysShortAndLinksForManagersOnly() throws {
        let app = try RotaFixture.app()
        try app.publish(RotaFixture.week)
        try app.signIn(as: .manager)
        let page = try app.get("/rota")
        XCTAssertTrue(page.text.contains("<span class=\"cover\">1 of 2</span><a class=\"cover-short\" href=\"/warnings/2026-11-25/am/1?kind=cover\">1 short"))
        XCTAssertTrue(page.contains("4 warnings this week"))
        XCTAssertTrue(page.contains("Wednesday 25 November, morning, Main Surgery has 1 doctor and needs 2"))
        try app.signIn(as: .clinician)
        let theirs = try app.get("/rota")
        XCTAssertTrue(theirs.contains("<span class=\"cover-short\">1 short</span>"))
        XCTAssertFalse(theirs.text.contains("/warnings"))
        XCTAssertFalse(theirs.text.contains("href=\"/rota/"))
        XCTAssertFalse(theirs.contains("Generate"))
    }

    func testShow_tellsDraftFromPublishedFromChanged() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        let draft = try app.get("/rota")
        XCTAssertTrue(draft.contains("<span class=\"tag tag--draft\">Draft</span>"))
        XCTAssertTrue(draft.contains("Duty doctor, Main Surgery all day, not published"))
        try app.publish(RotaFixture.week, as: 3)
        let published = try app.get("/rota")
        XCTAssertTrue(published.contains("Published, version 3"))
        XCTAssertFalse(published.contains("changed since published"))
        XCTAssertFalse(published.contains("/publications/new"))
        _ = try app.store.write { db in try db.run("UPDATE shifts SET kind = 'standard' WHERE clinician_id = 2 AND date = '2026-11-25'") }
        let changed = try app.get("/rota")
        XCTAssertTrue(changed.contains("1 change not published"))
        XCTAssertTrue(changed.contains("Surgery , Main Surgery all day, changed since published"))
        XCTAssertTrue(changed.text.contains("href=\"/publications/new?from=2026-11-23&amp;to=2026-11-29\">Publish 1 change this week</a>"))
        XCTAssertTrue(changed.contains("No one on duty at Main Surgery all day"))
    }

    /// B5: clinicians see published dates only, as they were published, and never the reason of a leave.
    func testShow_cliniciansSeePublishedOnly() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .clinician)
        let before = try app.get("/rota")
        XCTAssertTrue(before.contains("The rota of this week has not been published yet. No other week has been published either."))
        XCTAssertFalse(before.contains("Dr Hannah Goldberg"))
        try app.publish(DayRange(RotaFixture.monday, RotaFixture.monday + 2) ?? RotaFixture.week)
        _ = try app.store.write { db in try db.run("DELETE FROM shifts WHERE date = '2026-11-24'") }
        let page = try app.get("/rota")
        XCTAssertTrue(page.contains("Partly published, version 1"))
        XCTAssertTrue(page.contains("Thursday 26 November 2026, morning, not published"))
        XCTAssertEqual(page.text.components(separatedBy: "> doctor, Main Surgery all day<").count - 1, 3, "Monday to Wednesday as published")
        XCTAssertTrue(page.contains("Leave"))
        XCTAssertFalse(page.contains("Study"))
        XCTAssertFalse(page.contains("changed since published"))
        try app.signIn(as: .manager)
        XCTAssertTrue(try app.get("/rota").contains("Study"))
    }

    func testShow_emptyWeekSaysWhatToDo() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        let page = try app.get("/rota?week=2027-03-01")
        XCTAssertTrue(page.contains("No shifts stand in this week yet."))
        XCTAssertTrue(page.text.contains("/generations/new?from=2027-03-01&amp;to=2027-03-07"))
        XCTAssertFalse(page.contains("warnings this week"))
        let unset = try TestApp(isSetUp: false)
        try unset.signIn(as: .manager)
        XCTAssertEqual(try unset.get("/rota").location, "/tasks")
    }

    func testSiteLetters_areAllDifferent() {
        XCTAssertEqual(SiteLetters.assign(to: ["Main Surgery"]), [:])
        XCTAssertEqual(SiteLetters.assign(to: ["Main Surgery", "Hillside"]), ["Main Surgery": "M", "Hillside": "H"])
        let many = ["Mill", "Mill Lane", "Mill Road", "Millbrook", "Mill", "…", "Mill L"]
        XCTAssertEqual(Set(SiteLetters.assign(to: Array(Set(many))).values).count, Set(many).count)
    }

    /// On a weekend, and in a week that is not published, clinicians are shown where the rota begins.
    func testShow_cliniciansFindTheFirstPublishedWeek() throws {
        let app = try RotaFixture.app()
        try app.publish(RotaFixture.week)
        for (instant, link) in [("2026-11-21T09:00:00Z", true), ("2026-11-17T09:00:00Z", true), ("2026-11-24T09:00:00Z", false), ("2026-11-28T09:00:00Z", false)] {
            app.now = Instant(iso: instant) ?? app.now
            try app.signIn(as: .clinician)
            XCTAssertEqual(try app.get("/rota").contains("Published from 23 November 2026: open it"), link, instant)
        }
        try app.publish(DayRange(weekOf: RotaFixture.monday + 7), as: 2)
        XCTAssertTrue(try app.get("/rota").contains("Published from 30 November 2026: open it"), "on the Saturday of a published week")
    }

    /// Where nothing is published from today on, the last published week is the way on.
    func testShow_cliniciansFindTheLastPublishedWeek() throws {
        let app = try RotaFixture.app()
        try app.publish(RotaFixture.week)
        app.now = Instant(iso: "2026-12-09T09:00:00Z") ?? app.now
        try app.signIn(as: .clinician)
        for path in ["/rota", "/rota?week=2027-03-01"] {
            let page = try app.get(path)
            XCTAssertTrue(page.text.contains("href=\"/rota?week=2026-11-23&amp;day=2026-11-29\">Published until 29 November 2026: open it</a>"), path)
            XCTAssertFalse(page.contains("No other week"), path)
        }
        try app.signIn(as: .manager)
        XCTAssertFalse(try app.get("/rota").contains("Published until"), "who sees drafts needs no way out")
    }

    func testShow_marksOnesOwnRowAndPutsItFirst() throws {
        let app = try RotaFixture.app()
        try app.publish(RotaFixture.week)
        try app.signIn(as: .clinician)
        let account = try XCTUnwrap(app.account("clinician"))
        _ = try app.store.write { db in try db.run("UPDATE clinicians SET account_id = :account WHERE id = 4", ["account": account.id]) }
        let page = try app.get("/rota")
        XCTAssertTrue(page.text.contains("<tr class=\"own-row\">"))
        XCTAssertTrue(page.words.contains("Dr Mei Tanaka You"))
        let own = try XCTUnwrap(page.words.range(of: "Dr Mei Tanaka You")), other = try XCTUnwrap(page.words.range(of: "Dr Amara Okafor"))
        XCTAssertLessThan(own.lowerBound, other.lowerBound)
    }

    func testShow_hasSkipLinksToAndPastTheGrid() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        let page = try app.get("/rota").text
        for part in ["href=\"#week\"", "id=\"week\"", "href=\"#after-week\"", "id=\"after-week\""] { XCTAssertTrue(page.contains(part), part) }
    }

    func testShow_opensOnTheFirstOpenDay() throws {
        let app = try RotaFixture.app { $0.practice.closures.append(RotaFixture.monday + 7) }
        try app.signIn(as: .manager)
        XCTAssertTrue(try app.get("/rota?week=2026-11-30").text.contains("week--5 show-2"))
    }

    func testShortName_isTheSurnameWithAnInitialWhereTwoShareIt() {
        let cases: [(name: String, others: [String], short: String)] = [
            ("Dr Olivia Pearce", [], "Pearce"), ("Dr Jane Khan", ["Dr Ali Khan"], "J Khan"), ("Dr Jane Khan", ["Dr John Khan"], "Jane Khan"),
            ("Dr 王小明 (Wang Xiaoming)", [], "王小明"), ("Dr Anna van der Berg", ["Dr Tom Berg"], "van der Berg"), ("Okafor", [], "Okafor"), ("Dr", [], "Dr"), ("", [], ""),
        ]
        for (name, others, short) in cases { XCTAssertEqual(ShortNames([name] + others).text(name), short, name) }
    }
}
