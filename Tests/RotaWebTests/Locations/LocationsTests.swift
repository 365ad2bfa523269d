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
        XCTAssertNoThrow(try app.store.read { db in try PracticeFileRepository(db).load() })
    }

    func testUpdate_renamesAndRecordsIt() throws {
        let app = try signedIn()
        XCTAssertEqual(try app.post("/locations/1", ["name": "<b>Elm</b>"]).location, "/locations")
        let page = try app.get("/locations")
        XCTAssertTrue(page.text.contains("&lt;b&gt;Elm"))
        XCTAssertFalse(page.text.contains("<b>Elm"))
        XCTAssertEqual(try app.auditLog().first?.before, #"{"name":"Main Surgery"}"#)
        XCTAssertEqual(try app.post("/locations/1", ["name": "<b>Elm</b>"]).status, .seeOther, "its own name is not taken")
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
        XCTAssertEqual(try app.post("/locations/\(branch)/removal").location, "/locations")
        XCTAssertEqual(try cover(app).count, 10)
        XCTAssertEqual(try app.post("/locations/1/removal").status, .conflict, "the last one stays")
    }

    func testOpening_addsAndForgetsCover() throws {
        let app = try signedIn()
        let mondayToSaturday = ["mon", "tue", "wed", "thu", "fri", "sat"].map { ("open", "\($0)-am") }
        // Afternoons need nobody yet, so closing them asks nothing.
        XCTAssertEqual(try app.post("/opening", pairs: mondayToSaturday).location, "/locations")
        XCTAssertEqual(try cover(app).count, 6)
        XCTAssertEqual(try cover(app)[CoverPlace(weekday: .sat, part: .am, locationId: 1)], CoverNeed.none)
    }

    func testOpening_asksBeforeItClosesWhatIsNeeded() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-11-27", .full)
        try app.addShift(doctor, "2026-11-20", .full)
        try app.store.write { db in try CoverRepository(db).set(CoverNeed(minimum: 4, duty: 1), at: CoverPlace(weekday: .fri, part: .pm, locationId: 1)) }
        let open = Weekday.allCases.prefix(5).flatMap { day in Part.allCases.map { ("open", "\(day.rawValue)-\($0.rawValue)") } }.filter { $0.1 != "fri-pm" }
        let asked = try app.post("/opening", pairs: open)
        XCTAssertEqual(asked.status, .unprocessableContent)
        XCTAssertTrue(asked.contains("Friday afternoons: Main Surgery needs 4 doctors, 1 on duty; 1 shift from today stays in the rota and is reported."))
        XCTAssertEqual(try app.post("/opening", pairs: open + [("close", "yes"), ("closing", "mon-am")]).status, .unprocessableContent, "agreed to something else")
        XCTAssertEqual(try cover(app).count, 10)
        XCTAssertEqual(try app.post("/opening", pairs: open + [("close", "yes"), ("closing", "fri-pm")]).location, "/locations")
        XCTAssertEqual(try cover(app).count, 9)
        XCTAssertEqual(try app.shifts(of: doctor).count, 2)
        XCTAssertTrue(try XCTUnwrap(try app.auditLog().first?.before).contains("needs 4 doctors"))
    }

    func testOpening_refusesAPracticeThatNeverOpens() throws {
        let app = try signedIn()
        XCTAssertEqual(try app.post("/opening", pairs: [("open", "xxx-am")]).errors, ["Choose at least one half-day on which the practice is open"])
    }
}
