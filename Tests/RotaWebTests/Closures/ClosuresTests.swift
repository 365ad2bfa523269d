import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// B8.
final class ClosuresTests: XCTestCase {
    private func signedIn() throws -> TestApp {
        let app = try TestApp()
        try app.signIn(as: .manager)
        return app
    }

    private func closure(_ from: [(String, String)], _ to: [(String, String)] = [], part: String = "full", title: String = "Staff training") -> [(String, String)] {
        from + to + [("part", part), ("title", title)]
    }

    func testIndex_showsTheNationsBankHolidaysByYear() throws {
        let app = try signedIn()
        let page = try app.get("/closures")
        XCTAssertTrue(page.contains("Closures in 2026"))
        XCTAssertTrue(page.contains("Monday 28 December 2026"))
        XCTAssertTrue(page.contains("Boxing Day (substitute day)"))
        XCTAssertFalse(page.contains("2028-"))
        XCTAssertTrue(try app.get("/closures?year=2028").contains("Monday 3 January 2028"))
        XCTAssertTrue(try app.get("/closures?year=2031").contains("No closures in this year"))
        XCTAssertEqual(try app.get("/closures?year=99999999999999999999").status, .ok)
        XCTAssertEqual(try app.get("/closures?year=-1").status, .ok)
    }

    func testIndex_warnsWhenTheLastBankHolidayIsLessThanAYearAway() throws {
        let app = try signedIn()
        XCTAssertFalse(try app.get("/closures").contains("The last bank holiday in the calendar is"))
        app.now = Instant(iso: "2027-12-28T09:00:00Z") ?? app.now
        try app.signIn(as: .manager)
        XCTAssertTrue(try app.get("/closures").contains("The last bank holiday in the calendar is Tuesday 26 December 2028"))
    }

    func testCreate_closesADateAndSaysWhichShiftsStandOnIt() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-11-26", .full)
        try app.addShift(try app.addDoctor("Dr Tom Brennan"), "2026-11-26", .am)
        let saved = try app.post("/closures", pairs: closure(typed("from", "26", "11", "2026"), part: "pm"))
        let page = try app.follow(saved)
        XCTAssertTrue(page.contains("Staff training, 26 November 2026, was added. 1 shift stands there: it stays in the rota and is reported until you move it."))
        XCTAssertTrue(page.contains("1 shift on Staff training"))
        XCTAssertEqual(try app.shifts(of: doctor), ["2026-11-26 full"])
        XCTAssertEqual(try app.closure(on: "2026-11-26")?.span, .pm)
        XCTAssertEqual(try app.auditLog().first?.action, "add closure")
    }

    func testCreate_forARangeTakesOpenDaysAndLeavesWhatIsClosed() throws {
        let app = try signedIn()
        let saved = try app.post("/closures", pairs: closure(typed("from", "24", "12", "2026"), typed("to", "31", "12", "2026"), title: "Christmas week"))
        XCTAssertTrue(try app.follow(saved).contains("4 closed dates were added. 2 dates had a closure already and were left as they were."))
        XCTAssertEqual(try app.closure(on: "2026-12-25")?.title, "Christmas Day")
        XCTAssertEqual(try app.closure(on: "2026-12-29")?.title, "Christmas week")
        XCTAssertNil(try app.closure(on: "2026-12-27"), "a Sunday")
    }

    func testCreate_onBothClockChanges() throws {
        let app = try signedIn()
        XCTAssertEqual(try app.post("/closures", pairs: closure(typed("from", "29", "3", "2026"))).location, "/closures?year=2026")
        XCTAssertEqual(try app.post("/closures", pairs: closure(typed("from", "25", "10", "2026"))).location, "/closures?year=2026")
        XCTAssertEqual(try app.closure(on: "2026-03-29")?.day.weekday, .sun)
        XCTAssertEqual(try app.closure(on: "2026-10-25")?.day.long, "Sunday 25 October 2026")
        XCTAssertTrue(try app.get("/closures?year=2026").contains("Sunday 29 March 2026"))
    }

    func testCreate_refusesASecondClosureOfADate() throws {
        let app = try signedIn()
        let refused = try app.post("/closures", pairs: closure(typed("from", "25", "12", "2026"), part: "am"))
        XCTAssertEqual(refused.status, .unprocessableContent)
        XCTAssertTrue(refused.contains("Friday 25 December 2026 has a closure already: Christmas Day, all day. Change that one"))
        XCTAssertEqual(refused.value(of: "title"), "Staff training")
        XCTAssertEqual(refused.value(of: "part"), "am")
    }

    func testCreate_refusesNonsense() throws {
        let app = try signedIn()
        XCTAssertEqual(try app.post("/closures").errors, ["Enter a name for the closure", "Enter the first day", "Choose a part of the day"])
        XCTAssertEqual(try app.post("/closures", pairs: closure(typed("from", "31", "4", "2026"))).errors, ["First day must be a real date"])
        XCTAssertEqual(try app.post("/closures", pairs: closure(typed("from", "1", "1", "2000"), typed("to", "1", "1", "2099"))).status, .unprocessableContent)
        XCTAssertEqual(
            try app.post("/closures", pairs: closure(typed("from", "28", "11", "2026"), typed("to", "29", "11", "2026"))).errors,
            ["The practice does not open on any of these dates in its usual week"])
        XCTAssertEqual(try app.post("/closures", pairs: closure(typed("from", "1", "12", "2026"), title: "a\u{0000}b")).status, .badRequest)
    }

    func testUpdate_changesABankHolidayAndRefusesATakenDate() throws {
        let app = try signedIn()
        let christmas = try XCTUnwrap(try app.closure(on: "2026-12-25"))
        let page = try app.get("/closures/\(christmas.id)/edit")
        XCTAssertEqual(page.value(of: "date-day"), "25")
        let clash = try app.browser.submit(page, form: "/closures/\(christmas.id)", changing: ["date-day": "28"])
        XCTAssertEqual(clash.status, .unprocessableContent)
        XCTAssertTrue(clash.contains("Monday 28 December 2026 has a closure already"))
        let saved = try app.browser.submit(page, form: "/closures/\(christmas.id)", changing: ["date-day": "24", "title": "Christmas Eve", "part": "pm"])
        XCTAssertEqual(saved.location, "/closures?year=2026")
        XCTAssertNil(try app.closure(on: "2026-12-25"))
        XCTAssertEqual(try app.closure(on: "2026-12-24")?.source, .bankHoliday)
        XCTAssertEqual(try app.get("/closures/9999/edit").status, .notFound)
        XCTAssertEqual(try app.post("/closures/9999").status, .notFound)
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try signedIn()
        let id = try XCTUnwrap(try app.closure(on: "2026-12-25")).id
        let (one, two, list) = (try app.get("/closures/\(id)/edit"), try app.get("/closures/\(id)/edit"), try app.get("/closures?year=2026"))
        XCTAssertEqual(try app.browser.submit(one, form: "/closures/\(id)", changing: ["part": "am"]).status, .seeOther)
        let refused = try app.browser.submit(two, form: "/closures/\(id)", changing: ["title": "Christmas", "date-day": "24"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: Christmas Day, 25 December 2026, morning."))
        XCTAssertEqual([refused.value(of: "title"), refused.value(of: "date-day")], ["Christmas", "24"])
        for page in [two, list] { XCTAssertEqual(try app.browser.submit(page, form: "/closures/\(id)/removal").status, .conflict) }
        XCTAssertEqual(try app.closure(on: "2026-12-25")?.span, .am)
        XCTAssertEqual(try app.browser.submit(refused, form: "/closures/\(id)").status, .seeOther, "now it was seen")
        XCTAssertEqual(try app.closure(on: "2026-12-24")?.title, "Christmas")
    }

    func testUpdate_ofAClosureThatIsGone_recordsNothing() throws {
        let app = try signedIn()
        let id = try XCTUnwrap(try app.closure(on: "2026-12-25")).id
        let page = try app.get("/closures/\(id)/edit")
        _ = try app.browser.submit(page, form: "/closures/\(id)/removal")
        let entries = try app.auditLog().count
        XCTAssertEqual(try app.browser.submit(page, form: "/closures/\(id)", changing: ["title": "X"]).status, .notFound)
        XCTAssertEqual(try app.auditLog().count, entries)
    }

    func testRemoval_opensTheDateAgain() throws {
        let app = try signedIn()
        let christmas = try XCTUnwrap(try app.closure(on: "2026-12-25"))
        XCTAssertEqual(try app.browser.submit(try app.get("/closures?year=2026"), form: "/closures/\(christmas.id)/removal").location, "/closures?year=2026")
        XCTAssertNil(try app.closure(on: "2026-12-25"))
        XCTAssertEqual(try app.post("/closures/\(christmas.id)/removal").status, .notFound)
        XCTAssertEqual(try app.auditLog().first?.before, #"{"date":"2026-12-25","closed":"All day","title":"Christmas Day"}"#)
    }

    func testBankHolidays_arePutBackForTheYearOnly() throws {
        let app = try signedIn()
        for iso in ["2027-03-26", "2026-12-25"] {
            let id = try XCTUnwrap(try app.closure(on: iso)).id
            _ = try app.post("/closures/\(id)/removal", ["revision": "1"])
        }
        _ = try app.post("/closures", pairs: closure(typed("from", "26", "3", "2027"), part: "am", title: "Half a Good Friday"))
        let moved = try XCTUnwrap(try app.closure(on: "2027-05-03"))
        _ = try app.browser.submit(try app.get("/closures/\(moved.id)/edit"), form: "/closures/\(moved.id)", changing: ["date-day": "4"])
        let page = try app.get("/closures/bank-holidays?year=2027")
        XCTAssertTrue(page.contains("What will go"))
        XCTAssertTrue(page.contains("Tuesday 4 May 2027: Early May bank holiday"))
        XCTAssertTrue(page.contains("where your own closure stays as it is"))
        XCTAssertEqual(try app.browser.submit(page, form: "/closures/bank-holidays").location, "/closures?year=2027")
        XCTAssertNotNil(try app.closure(on: "2027-05-03"))
        XCTAssertNil(try app.closure(on: "2027-05-04"))
        XCTAssertEqual(try app.closure(on: "2027-03-26")?.source, .practice)
        XCTAssertNil(try app.closure(on: "2026-12-25"), "another year stays as it was")
        XCTAssertEqual(try app.get("/closures/bank-holidays?year=2040").status, .notFound)
        XCTAssertEqual(try app.post("/closures/bank-holidays", ["year": "x"]).status, .notFound)
    }
}
