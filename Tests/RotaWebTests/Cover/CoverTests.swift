import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

final class CoverTests: XCTestCase {
    private func signedIn() throws -> TestApp {
        let app = try TestApp()
        try app.signIn(as: .manager)
        return app
    }

    func testUpdate_savesTheWholeGridOnce() throws {
        let app = try signedIn()
        let page = try app.get("/cover")
        XCTAssertEqual(page.value(of: "min-1-mon-am"), "0")
        let saved = try app.browser.submit(page, form: "/cover", changing: ["min-1-mon-am": "4", "duty-1-mon-am": " 1 ", "min-1-fri-pm": "003"])
        XCTAssertEqual(saved.location, "/cover")
        XCTAssertTrue(try app.follow(saved).contains("Cover was saved: 2 half-days changed."))
        let cover = try app.store.read { db in try CoverRepository(db).all() }
        XCTAssertEqual(cover[CoverPlace(weekday: .mon, part: .am, locationId: 1)], CoverNeed(minimum: 4, duty: 1))
        XCTAssertEqual(cover[CoverPlace(weekday: .fri, part: .pm, locationId: 1)], CoverNeed(minimum: 3, duty: 0))
        XCTAssertEqual(try app.auditLog().first?.after, #"{"Monday morning, Main Surgery":"4 doctors, 1 on duty","Friday afternoon, Main Surgery":"3 doctors, 0 on duty"}"#)
    }

    func testUpdate_showsEachErrorAtItsCellAndSavesNothing() throws {
        let app = try signedIn()
        let page = try app.get("/cover")
        let wrong = ["min-1-mon-am": "four", "duty-1-tue-pm": "1.5", "min-1-wed-am": "", "min-1-thu-am": "1000", "min-1-fri-am": "7", "duty-1-fri-am": "-1"]
        let refused = try app.browser.submit(page, form: "/cover", changing: wrong)
        XCTAssertEqual(refused.status, .unprocessableContent)
        XCTAssertEqual(refused.errors.count, 5)
        XCTAssertTrue(refused.errors.contains("Doctors needed, Monday morning, Main Surgery, must be a whole number from 0 to 999"))
        XCTAssertTrue(refused.text.contains(##"href="#duty-1-tue-pm""##))
        XCTAssertTrue(refused.text.contains(#"id="duty-1-tue-pm-error""#))
        XCTAssertEqual(refused.value(of: "min-1-fri-am"), "7", "right answers are kept too")
        XCTAssertEqual(try app.store.read { db in try CoverRepository(db).all() }.values.filter { $0 != .none }.count, 0)
    }

    func testUpdate_ignoresPlacesThatAreNotThere() throws {
        let app = try signedIn()
        let page = try app.get("/cover")
        _ = try app.browser.submit(page, form: "/cover", changing: ["min-99-mon-am": "4", "min-1-sun-am": "4"])
        XCTAssertEqual(try app.store.read { db in try CoverRepository(db).all() }.count, 10)
        XCTAssertEqual(try app.post("/cover", ["min-1-mon-am": "4"]).status, .conflict, "half a form is refused")
    }

    /// Two managers with one grid: whoever comes second sees what the first changed, keeps what they typed, and undoes nothing.
    func testUpdate_saysWhatSomebodyElseChangedAndUndoesNothing() throws {
        let app = try signedIn()
        let other = TestBrowser(app)
        try other.signIn(as: .admin)
        let (mine, theirs) = (try app.get("/cover"), try other.get("/cover"))
        XCTAssertEqual(try other.submit(theirs, form: "/cover", changing: ["min-1-mon-am": "5"]).status, .seeOther)
        let refused = try app.browser.submit(mine, form: "/cover", changing: ["min-1-tue-pm": "3"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertEqual(
            refused.errors,
            ["Cover was changed by someone else after you opened this page. It stands now as: Monday morning, Main Surgery, 5 doctors, 0 on duty. Check your answers, then save again"])
        XCTAssertEqual(refused.value(of: "min-1-mon-am"), "5", "a figure that was left alone takes the new one")
        XCTAssertEqual(refused.value(of: "min-1-tue-pm"), "3", "what was typed stays")
        XCTAssertEqual(try app.store.read { db in try CoverRepository(db).all() }[CoverPlace(weekday: .tue, part: .pm, locationId: 1)], CoverNeed.none)
        XCTAssertEqual(try app.browser.submit(refused, form: "/cover").status, .seeOther)
        let cover = try app.store.read { db in try CoverRepository(db).all() }
        XCTAssertEqual(cover[CoverPlace(weekday: .mon, part: .am, locationId: 1)], CoverNeed(minimum: 5, duty: 0))
        XCTAssertEqual(cover[CoverPlace(weekday: .tue, part: .pm, locationId: 1)], CoverNeed(minimum: 3, duty: 0))
    }

    func testUpdate_noticesHalfDaysThatCameAndWent() throws {
        let app = try signedIn()
        let page = try app.get("/cover")
        _ = try app.submit(try app.get("/opening"), form: "/opening", ticking: ["mon-am", "sat-am"], of: "open")
        let refused = try app.browser.submit(page, form: "/cover", changing: ["min-1-mon-am": "4"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("Saturday morning, Main Surgery, 0 doctors, 0 on duty; 9 half-days no longer there"), refused.words)
        XCTAssertEqual(refused.value(of: "min-1-mon-am"), "4")
        for mark in ["", "=", "1-mon-am", "1-mon-am=9/9 1-mon-am=8/8", String(repeating: "x=y ", count: 1_000)] {
            XCTAssertEqual(try app.browser.submit(refused, form: "/cover", changing: ["stood": mark]).status, .conflict, mark)
        }
    }

    func testOverrides_refuseAStaleForm() throws {
        let app = try signedIn()
        _ = try app.post("/cover/overrides", pairs: override(typed("from", "29", "12", "2026"), part: "am"))
        let path = "/cover/overrides/2026-12-29/am/1"
        let (one, two) = (try app.get(path), try app.get(path))
        XCTAssertEqual(try app.browser.submit(one, form: path, changing: ["minimum": "7"]).status, .seeOther)
        let refused = try app.browser.submit(two, form: path, changing: ["duty": "3"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: 7 doctors, 2 on duty."))
        XCTAssertEqual(refused.value(of: "duty"), "3")
        XCTAssertEqual(try app.browser.submit(two, form: path + "/removal").status, .conflict)
        XCTAssertEqual(try overrides(app).map(\.need), [CoverNeed(minimum: 7, duty: 2)])
        XCTAssertEqual(try app.browser.submit(refused, form: path).status, .seeOther, "now it was seen")
    }

    func testIndex_saysWhatIsMissing() throws {
        let app = try TestApp(isSetUp: false)
        try app.signIn(as: .manager)
        XCTAssertTrue(try app.get("/cover").contains("No half-day to cover yet"))
    }

    // MARK: Single dates

    func testNewOverride_takesALinksAnswers_andLeavesOutWhatCannotBe() throws {
        let app = try TestApp.managed()
        _ = try app.post("/locations", ["name": "Hillside"])
        let page = try app.get("/cover/overrides/new?date=2026-12-29&part=am&location=2")
        XCTAssertEqual(["from-day", "from-month", "to-day", "part", "location"].map { page.value(of: $0) }, ["29", "12", "", "am", "2"])
        let odd = try app.get("/cover/overrides/new?date=29&part=night&location=%3Cb%3E")
        XCTAssertEqual(["from-day", "part"].map { odd.value(of: $0) }, ["", "full"])
    }

    private func override(_ from: [(String, String)], _ to: [(String, String)] = [], part: String = "full", location: String = "1", _ minimum: String = "5", _ duty: String = "2") -> [(String, String)] {
        from + to + [("part", part), ("location", location), ("minimum", minimum), ("duty", duty)]
    }

    private func overrides(_ app: TestApp) throws -> [CoverOverride] {
        let first = try app.day("2000-01-01")
        return try app.store.read { db in try CoverOverrideRepository(db).all(from: first) }
    }

    func testOverrides_forARangeLeaveClosedDaysOut() throws {
        let app = try signedIn()
        // Thursday 24 December 2026 to Tuesday 29 December: four open weekdays, closures apart.
        let saved = try app.post("/cover/overrides", pairs: override(typed("from", "24", "12", "2026"), typed("to", "29", "dec", "2026"), part: "am"))
        XCTAssertEqual(saved.location, "/cover/overrides")
        XCTAssertEqual(try overrides(app).map(\.place.day.iso), ["2026-12-24", "2026-12-25", "2026-12-28", "2026-12-29"])
        let page = try app.follow(saved)
        XCTAssertTrue(page.contains("Thursday 24 December 2026"))
        XCTAssertTrue(try app.get("/cover").contains("Tuesday 29 December 2026"))
    }

    func testOverrides_onBothClockChangesAreTheDatesTyped() throws {
        let app = try signedIn()
        _ = try app.submit(try app.get("/opening"), form: "/opening", ticking: Weekday.allCases.map { "\($0.rawValue)-am" }, of: "open")
        _ = try app.post("/cover/overrides", pairs: override(typed("from", "29", "3", "2026"), part: "am"))
        _ = try app.post("/cover/overrides", pairs: override(typed("from", "25", "10", "2026"), part: "am"))
        XCTAssertEqual(try overrides(app).map(\.place.day.iso), ["2026-03-29", "2026-10-25"])
    }

    func testOverrides_changeAndRemove() throws {
        let app = try signedIn()
        _ = try app.post("/cover/overrides", pairs: override(typed("from", "29", "12", "2026"), part: "am"))
        let path = "/cover/overrides/2026-12-29/am/1"
        XCTAssertEqual(try app.get(path).value(of: "minimum"), "5")
        XCTAssertEqual(try app.post(path, ["stood": "5/2", "minimum": "x", "duty": "1"]).errors, ["Doctors needed must be a whole number from 0 to 999"])
        XCTAssertEqual(try app.post(path, ["stood": "5/2", "minimum": "6", "duty": "1"]).location, "/cover/overrides")
        XCTAssertEqual(try overrides(app).map(\.need), [CoverNeed(minimum: 6, duty: 1)])
        XCTAssertEqual(try app.browser.submit(try app.get(path), form: path + "/removal").location, "/cover/overrides")
        XCTAssertEqual(try overrides(app), [])
        XCTAssertEqual(try app.get(path).status, .notFound)
        XCTAssertEqual(try app.post(path + "/removal").status, .notFound)
    }

    func testOverrides_refuseNonsense() throws {
        let app = try signedIn()
        XCTAssertEqual(try app.post("/cover/overrides", pairs: override(typed("from", "30", "2", "2026"))).errors, ["First day must be a real date"])
        XCTAssertEqual(try app.post("/cover/overrides", pairs: override(typed("from", "1", "1", "0026"))).errors, ["First day must be in the years 2000 to 2099"])
        XCTAssertEqual(
            try app.post("/cover/overrides", pairs: override(typed("from", "29", "11", "2026"))).errors,
            ["The practice does not open on these half-days in its usual week"], "a Sunday")
        XCTAssertEqual(
            try app.post("/cover/overrides", pairs: override(typed("from", "2", "1", "2026"), typed("to", "1", "1", "2026"))).errors,
            ["Last day must be 2 January 2026 or later"])
        XCTAssertEqual(try app.post("/cover/overrides", pairs: override(typed("from", "1", "1", "2020"), typed("to", "1", "1", "2099"))).status, .unprocessableContent)
        XCTAssertEqual(try app.post("/cover/overrides", pairs: override(typed("from", "1", "12", "2026"), location: "99", "5", "99999999999999999999")).errors.count, 2)
        XCTAssertEqual(try app.post("/cover/overrides").status, .unprocessableContent)
        for path in ["2026-02-30/am/1", "2026-12-29/noon/1", "2026-12-29/am/x", "2026-12-29/am/-1"] {
            XCTAssertEqual(try app.get("/cover/overrides/\(path)").status, .notFound, path)
        }
        XCTAssertEqual(try overrides(app), [])
    }
}
