import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// rules.md, `locum_bookings`.
final class LocumBookingsTests: XCTestCase {
    private func signedIn() throws -> (TestApp, locum: Int) {
        let app = try TestApp()
        try app.signIn(as: .manager)
        return (app, try app.addDoctor("Dr Sam Lee", .locum, from: "2026-09-01", to: "2026-12-31"))
    }

    private func booking(_ clinician: Int, _ from: [(String, String)], _ to: [(String, String)] = [], location: Int = 1, part: String = "full") -> [(String, String)] {
        [("clinician", String(clinician)), ("location", String(location)), ("part", part)] + from + to
    }

    private func bookings(_ app: TestApp) throws -> [LocumBooking] {
        let today = app.practice.today
        return try app.store.read { db in try LocumBookingRepository(db, .practice).list(today: today, limit: 100, offset: 0).map(\.booking) }
    }

    func testNew_takesALinksAnswers_andLeavesOutWhatCannotBe() throws {
        let app = try TestApp.managed()
        let locum = try app.addClinician("Dr Sam Lee")
        _ = try app.addTerm(locum, TermDetails(type: .locum, start: day("2026-01-05")))
        _ = try app.post("/locations", ["name": "Hillside"])
        let page = try app.get("/locum-bookings/new?clinician=\(locum)&from=2026-12-01&to=2026-12-01&part=pm&location=2")
        XCTAssertEqual(["clinician", "location", "from-day", "from-year", "to-day", "part"].map { page.value(of: $0) }, ["\(locum)", "2", "1", "2026", "", "pm"])
        let odd = try app.get("/locum-bookings/new?clinician=-1&from=tomorrow&part=night&location=%27")
        XCTAssertEqual(["clinician", "location", "from-day", "part"].map { odd.value(of: $0) }, ["", "", "", "full"])
    }

    func testCreate_booksALocum() throws {
        let (app, locum) = try signedIn()
        _ = try app.addDoctor("Dr Amara Okafor")
        let page = try app.get("/locum-bookings/new")
        XCTAssertTrue(page.contains("Dr Sam Lee"))
        XCTAssertFalse(page.contains("Dr Amara Okafor"), "has no locum term")
        let saved = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "1", "12", "2026"), typed("to", "3", "12", "2026"), part: "am"))
        XCTAssertTrue(try app.follow(saved).contains("Dr Sam Lee is booked at Main Surgery, 1 to 3 December 2026, morning."))
        XCTAssertEqual(try bookings(app).map(\.part), [.am])
        XCTAssertEqual(try app.auditLog().first?.action, "book locum")
    }

    func testCreate_refusesDatesOutsideTheTerm() throws {
        let (app, locum) = try signedIn()
        let refused = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "30", "12", "2026"), typed("to", "2", "1", "2027")))
        XCTAssertEqual(refused.errors, ["Dr Sam Lee has no locum term on 1 January 2027. The locum term runs 1 September to 31 December 2026"])
        XCTAssertEqual(try bookings(app), [])
    }

    func testCreate_refusesTwoLocationsADayAndTwiceTheSame() throws {
        let (app, locum) = try signedIn()
        let branch = try app.addLocation("Hillside")
        _ = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "1", "12", "2026"), typed("to", "3", "12", "2026"), part: "am"))
        let elsewhere = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "3", "12", "2026"), location: branch, part: "pm"))
        XCTAssertEqual(elsewhere.errors, ["Dr Sam Lee is booked at Main Surgery, 1 to 3 December 2026, morning. A locum works at one location a day"])
        XCTAssertEqual(elsewhere.value(of: "part"), "pm")
        let twice = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "3", "12", "2026")))
        XCTAssertEqual(twice.errors, ["Dr Sam Lee is booked at Main Surgery, 1 to 3 December 2026, morning already"])
        XCTAssertEqual(try app.post("/locum-bookings", pairs: booking(locum, typed("from", "3", "12", "2026"), part: "pm")).status, .seeOther)
        XCTAssertEqual(try app.post("/locum-bookings", pairs: booking(locum, typed("from", "4", "12", "2026"), location: branch)).status, .seeOther)
    }

    func testUpdate_movesABookingAndSaysWhichShiftsAreLeft() throws {
        let (app, locum) = try signedIn()
        _ = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "1", "12", "2026"), typed("to", "3", "12", "2026")))
        try app.addShift(locum, "2026-12-01")
        try app.addShift(locum, "2026-12-03")
        let id = try XCTUnwrap(try bookings(app).first).id
        let page = try app.get("/locum-bookings/\(id)/edit")
        XCTAssertTrue(page.contains("2 shifts stand on it: they stay in the rota and are reported."))
        let saved = try app.browser.submit(page, form: "/locum-bookings/\(id)", changing: ["from-day": "2"])
        XCTAssertTrue(try app.follow(saved).contains("1 shift without a booking stays in the rota and is reported."))
        XCTAssertEqual(try bookings(app).map(\.range.words), ["2 to 3 December 2026"])
        XCTAssertEqual(try app.shifts(of: locum).count, 2)
    }

    func testUpdate_refusesAStaleForm() throws {
        let (app, locum) = try signedIn()
        _ = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "1", "12", "2026")))
        let id = try XCTUnwrap(try bookings(app).first).id
        let path = "/locum-bookings/\(id)"
        let (one, two) = (try app.get(path + "/edit"), try app.get(path + "/edit"))
        XCTAssertEqual(try app.browser.submit(one, form: path, changing: ["part": "am"]).status, .seeOther)
        let refused = try app.browser.submit(two, form: path, changing: ["from-day": "2", "to-day": "2"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: Dr Sam Lee, at Main Surgery, 1 December 2026, morning."), refused.words)
        XCTAssertEqual([refused.value(of: "from-day"), refused.value(of: "part")], ["2", "full"])
        XCTAssertEqual(try app.browser.submit(two, form: path + "/removal").status, .conflict)
        XCTAssertEqual(try bookings(app).map(\.part), [.am])
        XCTAssertEqual(try app.browser.submit(refused, form: path).status, .seeOther, "now it was seen")
        XCTAssertEqual(try bookings(app).map(\.revision), [3])
    }

    func testUpdate_ofABookingThatIsGone_recordsNothing() throws {
        let (app, locum) = try signedIn()
        _ = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "1", "12", "2026")))
        let id = try XCTUnwrap(try bookings(app).first).id
        let page = try app.get("/locum-bookings/\(id)/edit")
        _ = try app.browser.submit(page, form: "/locum-bookings/\(id)/removal")
        _ = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "7", "12", "2026")))
        let entries = try app.auditLog().count
        XCTAssertEqual(try app.browser.submit(page, form: "/locum-bookings/\(id)", changing: ["part": "pm"]).status, .notFound)
        XCTAssertEqual(try app.browser.submit(page, form: "/locum-bookings/\(id)/removal").status, .notFound)
        XCTAssertEqual(try app.auditLog().count, entries)
        XCTAssertEqual(try bookings(app).map(\.part), [.full])
    }

    func testRemoval_leavesShiftsToBeReported() throws {
        let (app, locum) = try signedIn()
        _ = try app.post("/locum-bookings", pairs: booking(locum, typed("from", "1", "12", "2026")))
        try app.addShift(locum, "2026-12-01")
        let id = try XCTUnwrap(try bookings(app).first).id
        let removed = try app.browser.submit(try app.get("/locum-bookings/\(id)/edit"), form: "/locum-bookings/\(id)/removal")
        XCTAssertTrue(try app.follow(removed).contains("1 shift without a booking stays in the rota and is reported."))
        XCTAssertEqual(try bookings(app), [])
        XCTAssertEqual(try app.post("/locum-bookings/\(id)/removal").status, .notFound)
        XCTAssertEqual(try app.get("/locum-bookings/\(id)/edit").status, .notFound)
    }

    func testCreate_refusesNonsense() throws {
        let (app, locum) = try signedIn()
        let salaried = try app.addDoctor("Dr Amara Okafor")
        XCTAssertEqual(try app.post("/locum-bookings").errors.count, 4)
        XCTAssertEqual(try app.post("/locum-bookings", pairs: booking(salaried, typed("from", "1", "12", "2026"))).errors, ["Choose a locum"])
        XCTAssertEqual(try app.post("/locum-bookings", pairs: booking(locum, typed("from", "1", "12", "2026"), location: 99)).errors, ["Choose a location"])
        XCTAssertEqual(try app.post("/locum-bookings", pairs: booking(locum, typed("from", "1", "1", "2000"), typed("to", "31", "12", "2099"))).status, .unprocessableContent)
        XCTAssertEqual(try bookings(app), [])
    }

    func testIndex_saysWhatIsMissing() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        XCTAssertTrue(try app.get("/locum-bookings").contains("A booking needs a clinician with a locum term."))
        XCTAssertEqual(try app.get("/locum-bookings?page=0").status, .ok)
    }
}
