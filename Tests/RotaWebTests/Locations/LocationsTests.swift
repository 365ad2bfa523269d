import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

final class LocationsTests: XCTestCase {
    private func signedIn() throws -> TestApp {
        let app = try TestApp()
        try app.signIn(as: .manager)
        return app
    }

    private func cover(_ app: TestApp) throws -> [CoverPlace: CoverNeed] { try app.store.read { db in try CoverRepository(db).all() } }

    /// rules.md, `cover`: one row for each open part and location.
    func testCreate_completesCover() throws {
        let app = try signedIn()
        XCTAssertEqual(try cover(app).count, 10)
        XCTAssertEqual(try app.post("/locations", ["name": "  Hillside "]).location, "/locations")
        XCTAssertEqual(try cover(app).count, 20)
        XCTAssertTrue(try app.get("/locations").contains("Hillside"))
    }

    func testCreate_refusesTakenEmptyAndUnfitNames() throws {
        let app = try signedIn()
        XCTAssertEqual(try app.post("/locations", ["name": "Main Surgery"]).errors, ["There is a location called Main Surgery already"])
        XCTAssertEqual(try app.post("/locations", ["name": "  \u{200B}"]).errors, ["Enter the location’s name"])
        XCTAssertEqual(try app.post("/locations").status, .unprocessableContent)
        XCTAssertEqual(try app.post("/locations", ["name": String(repeating: "é", count: 201)]).status, .unprocessableContent)
        XCTAssertEqual(try app.post("/locations", ["name": "a\nb"]).status, .unprocessableContent)
        // One character to Swift, ten thousand to the database.
        XCTAssertEqual(try app.post("/locations", ["name": "e" + String(repeating: "\u{0301}", count: 10_000)]).status, .unprocessableContent)
    }

    /// "é" may be typed as one character or as two; the database compares bytes, Swift doesn't.
    func testCreate_takesBothSpellingsOfANameForOne() throws {
        let app = try signedIn()
        XCTAssertEqual(try app.post("/locations", ["name": "Caf\u{E9}"]).status, .seeOther)
        XCTAssertEqual(try app.post("/locations", ["name": "Cafe\u{301}"]).status, .unprocessableContent)
    }

    func testIndex_survivesBothSpellingsInTheDatabase() throws {
        let app = try signedIn()
        try app.store.write { db in
            for name in ["Caf\u{E9}", "Cafe\u{301}"] { _ = try LocationRepository(db).insert(name: name) }
        }
        for path in ["/rota", "/locations", "/cover", "/generations/new"] { XCTAssertEqual(try app.get(path).status, .ok, path) }
        XCTAssertNoThrow(try app.store.read { db in try PracticeFileRepository(db, .practice).load() })
    }

    func testUpdate_renamesAndRecordsIt() throws {
        let app = try signedIn()
        XCTAssertEqual(try app.post("/locations/1", ["name": "<b>Elm</b>", "revision": "1"]).location, "/locations")
        let page = try app.get("/locations")
        XCTAssertTrue(page.text.contains("&lt;b&gt;Elm"))
        XCTAssertFalse(page.text.contains("<b>Elm"))
        XCTAssertEqual(try app.auditLog().first?.before, #"{"name":"Main Surgery"}"#)
        XCTAssertEqual(try app.post("/locations/1", ["name": "<b>Elm</b>", "revision": "2"]).status, .seeOther, "its own name is not taken")
        XCTAssertEqual(try app.get("/locations/99/edit").status, .notFound)
        XCTAssertEqual(try app.get("/locations/99999999999999999999/removal").status, .notFound)
    }

    func testRemoval_saysWhyNot() throws {
        let app = try signedIn()
        XCTAssertTrue(try app.get("/locations/1/removal").contains("It is the only location"))
        let branch = try app.addLocation("Hillside")
        let doctor = try app.addDoctor("Dr Amara Okafor", location: branch)
        try app.addShift(doctor, "2026-12-01", location: branch)
        let page = try app.get("/locations/\(branch)/removal")
        XCTAssertTrue(page.contains("Working terms name it: Dr Amara Okafor."))
        XCTAssertTrue(page.contains("1 shift of the rota is there."))
        XCTAssertEqual(try app.post("/locations/\(branch)/removal").status, .conflict)
        XCTAssertEqual(try app.store.read { db in try LocationRepository(db).all().count }, 2)
    }

    func testRemoval_takesItsCoverAlong() throws {
        let app = try signedIn()
        let branch = try app.addLocation("Hillside")
        let page = try app.get("/locations/\(branch)/removal")
        XCTAssertEqual(try app.browser.submit(page, form: "/locations/\(branch)/removal").location, "/locations")
        XCTAssertEqual(try cover(app).count, 10)
        XCTAssertEqual(try app.post("/locations/1/removal").status, .conflict, "the last one stays")
    }

    func testOpening_addsAndForgetsCover() throws {
        let app = try signedIn()
        let mondayToSaturday = ["mon", "tue", "wed", "thu", "fri", "sat"].map { "\($0)-am" }
        // Afternoons need nobody yet, so closing them asks nothing.
        XCTAssertEqual(try app.submit(try app.get("/opening"), form: "/opening", ticking: mondayToSaturday, of: "open").location, "/locations")
        XCTAssertEqual(try cover(app).count, 6)
        XCTAssertEqual(try cover(app)[CoverPlace(weekday: .sat, part: .am, locationId: 1)], CoverNeed.none)
    }

    func testOpening_asksBeforeItClosesWhatIsNeeded() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-11-27", .full)
        try app.addShift(doctor, "2026-11-20", .full)
        try app.store.write { db in try CoverRepository(db).set(CoverNeed(minimum: 4, duty: 1), at: CoverPlace(weekday: .fri, part: .pm, locationId: 1)) }
        let page = try app.get("/opening")
        let asked = try app.submit(page, form: "/opening", ticking: page.ticked("open").filter { $0 != "fri-pm" }, of: "open")
        XCTAssertEqual(asked.status, .unprocessableContent)
        XCTAssertTrue(asked.contains("Friday afternoons: Main Surgery needs 4 doctors, 1 on duty; 1 shift from today stays in the rota and is reported."))
        XCTAssertEqual(
            try app.browser.submit(asked, form: "/opening", changing: ["close": "yes", "closing": "fri-pm"]).status, .unprocessableContent, "agreed to something else")
        XCTAssertEqual(try cover(app).count, 10)
        // One shift was agreed to; meanwhile there are two.
        try app.addShift(doctor, "2026-12-04", .pm)
        let again = try app.browser.submit(asked, form: "/opening", changing: ["close": "yes"])
        XCTAssertEqual(again.status, .unprocessableContent)
        XCTAssertTrue(again.contains("2 shifts from today stay in the rota"))
        XCTAssertEqual(try cover(app).count, 10)
        XCTAssertEqual(try app.browser.submit(again, form: "/opening", changing: ["close": "yes"]).location, "/locations")
        XCTAssertEqual(try cover(app).count, 9)
        XCTAssertEqual(try app.shifts(of: doctor).count, 3)
        XCTAssertTrue(try XCTUnwrap(try app.auditLog().first?.before).contains("needs 4 doctors"))
    }

    func testOpening_refusesAPracticeThatNeverOpens() throws {
        let app = try signedIn()
        let page = try app.get("/opening")
        let refused = try app.submit(page, form: "/opening", ticking: ["xxx-am"], of: "open")
        XCTAssertEqual(refused.errors, ["Choose at least one half-day on which the practice is open"])
    }

    func testOpening_refusesAStaleForm() throws {
        let app = try signedIn()
        let (one, two) = (try app.get("/opening"), try app.get("/opening"))
        XCTAssertEqual(try app.submit(one, form: "/opening", ticking: one.ticked("open") + ["sat-am"], of: "open").status, .seeOther)
        let refused = try app.submit(two, form: "/opening", ticking: two.ticked("open").filter { $0 != "fri-pm" }, of: "open")
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: open Monday, Tuesday, Wednesday, Thursday, Friday and Saturday morning."), refused.words)
        XCTAssertEqual(refused.ticked("open").count, 9, "what was ticked stays ticked")
        XCTAssertEqual(try cover(app).count, 11)
        XCTAssertEqual(try app.browser.submit(refused, form: "/opening").status, .seeOther, "now it was seen")
        XCTAssertEqual(try cover(app).count, 9)
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try signedIn()
        let (one, two) = (try app.get("/locations/1/edit"), try app.get("/locations/1/edit"))
        XCTAssertEqual(try app.browser.submit(one, form: "/locations/1", changing: ["name": "Elm House"]).status, .seeOther)
        let refused = try app.browser.submit(two, form: "/locations/1", changing: ["name": "Elm Court"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: Elm House."))
        XCTAssertEqual(refused.value(of: "name"), "Elm Court")
        XCTAssertEqual(try app.store.read { db in try LocationRepository(db).all().map(\.name) }, ["Elm House"])
        XCTAssertEqual(try app.browser.submit(refused, form: "/locations/1").status, .seeOther, "now it was seen")
    }

    /// Whoever comes second is told by the form, and nothing is recorded twice.
    func testCreateAndUpdate_ofANameTakenMeanwhile_areRefusedByTheForm() throws {
        let app = try signedIn()
        let (new, edit) = (try app.get("/locations/new"), try app.get("/locations/1/edit"))
        _ = try app.addLocation("Hillside")
        XCTAssertEqual(try app.browser.submit(new, form: "/locations", changing: ["name": "Hillside"]).errors, ["There is a location called Hillside already"])
        XCTAssertEqual(try app.browser.submit(edit, form: "/locations/1", changing: ["name": "Hillside"]).errors, ["There is a location called Hillside already"])
    }

    func testUpdateAndRemoval_ofALocationThatIsGone_recordNothing() throws {
        let app = try signedIn()
        let branch = try app.addLocation("Hillside")
        let (edit, removal) = (try app.get("/locations/\(branch)/edit"), try app.get("/locations/\(branch)/removal"))
        XCTAssertEqual(try app.browser.submit(removal, form: "/locations/\(branch)/removal").status, .seeOther)
        let entries = try app.auditLog().count
        XCTAssertEqual(try app.browser.submit(edit, form: "/locations/\(branch)", changing: ["name": "Hill"]).status, .notFound)
        XCTAssertEqual(try app.browser.submit(removal, form: "/locations/\(branch)/removal").status, .notFound)
        XCTAssertEqual(try app.auditLog().count, entries)
        XCTAssertNotEqual(try app.addLocation("Riverside"), branch, "its id is given to no other")
    }

    func testRemoval_ofARenamedLocationAsksAgain() throws {
        let app = try signedIn()
        let branch = try app.addLocation("Hillside")
        let removal = try app.get("/locations/\(branch)/removal")
        _ = try app.post("/locations/\(branch)", ["name": "Riverside", "revision": "1"])
        XCTAssertEqual(try app.browser.submit(removal, form: "/locations/\(branch)/removal").status, .conflict)
        XCTAssertEqual(try app.store.read { db in try LocationRepository(db).all().count }, 2)
    }
}
