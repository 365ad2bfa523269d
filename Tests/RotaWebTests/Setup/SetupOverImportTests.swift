import Civil
import HTTP
import RotaDomain
import RotaStore
import Secrets
import XCTest

@testable import RotaWeb

/// `rota import`, then the set-up link (issue 2, items 2, 3 and 9): set-up changes only what is answered differently.
final class SetupOverImportTests: XCTestCase {
    private let demo = DemoPractice.file(startingOn: Day(number: 20_786))

    /// The demonstration's practice, imported, with a browser that came by the link.
    private func imported(_ change: (inout PracticeFile) -> Void = { _ in }) throws -> TestApp {
        let app = try TestApp(isSetUp: false)
        var file = demo
        change(&file)
        let outcome = try PracticeFileService(app.practice).importFile(file, named: "demo.json", by: .commandLine)
        XCTAssertEqual(outcome.problems, [])
        let token = try Token(random: app.practice.random)
        try app.store.write { db in try SetupLinkRepository(db).replace(tokenHash: token.hash, at: app.now) }
        _ = try app.get("/setup/\(token.text)")
        return app
    }

    private func file(_ app: TestApp) throws -> PracticeFile { try XCTUnwrap(app.store.read { db in try PracticeFileRepository(db, .practice).load()?.file }) }

    func testGoingThrough_changesNothing() throws {
        // A bank holiday on which the practice works, and a closure of its own.
        let app = try imported { $0.practice.closures = [Day(number: 20_790)] }
        let before = try file(app)
        XCTAssertEqual(try app.browser.submit(try app.get("/setup/practice"), form: "/setup/practice").location, "/setup/locations")
        XCTAssertEqual(try app.browser.submit(try app.get("/setup/locations"), form: "/setup/locations").location, "/setup/account")
        XCTAssertEqual(try file(app), before)
        XCTAssertFalse(try app.auditLog().contains { ["set up practice", "change practice"].contains($0.action) })
    }

    func testAnotherNation_bringsItsBankHolidays() throws {
        let app = try imported()
        let other: Nation = demo.practice.nation == .scotland ? .northernIreland : .scotland
        _ = try app.browser.submit(try app.get("/setup/practice"), form: "/setup/practice", changing: ["nation": other.rawValue])
        let days = Set(try file(app).practice.closures)
        XCTAssertTrue(BankHolidays.days(of: other).allSatisfy { days.contains($0.day) })
        XCTAssertEqual(try app.auditLog().first?.action, "change practice")
    }

    func testRenaming_keepsTermsShiftsAndCover() throws {
        let app = try imported()
        let before = try file(app)
        let page = try app.get("/setup/locations")
        XCTAssertTrue(page.contains("In use already: a new name renames it everywhere"))
        XCTAssertEqual(try app.browser.submit(page, form: "/setup/locations", changing: ["location-1": "Oak House"]).location, "/setup/account")
        let after = try file(app)
        XCTAssertEqual(after.locations, ["Oak House"] + before.locations.dropFirst())
        XCTAssertEqual(after.terms.count, before.terms.count)
        XCTAssertEqual(after.terms.map(\.locations.first), before.terms.map { $0.locations.first == before.locations[0] ? "Oak House" : $0.locations.first })
        XCTAssertEqual(after.cover.map(\.minimum), before.cover.map(\.minimum))
    }

    func testTwoLocations_changeNames() throws {
        let app = try imported()
        let names = try file(app).locations
        guard names.count > 1 else { return XCTFail("the demonstration has several locations") }
        let page = try app.get("/setup/locations")
        XCTAssertEqual(try app.browser.submit(page, form: "/setup/locations", changing: ["location-1": names[1], "location-2": names[0]]).location, "/setup/account")
        XCTAssertEqual(try file(app).locations.prefix(2), [names[1], names[0]])
    }

    func testLeavingOutALocationInUse_isRefusedByTheForm() throws {
        let app = try imported()
        let before = try file(app)
        let refused = try app.browser.submit(try app.get("/setup/locations"), form: "/setup/locations", changing: ["location-1": "", "location-2": "Other"])
        XCTAssertEqual(refused.status, .unprocessableContent)
        XCTAssertEqual(refused.errors, ["\(before.locations[0]) is in use, so it cannot be left out. Enter its name, or a new one for it"])
        XCTAssertEqual(refused.value(of: "location-2"), "Other")
        XCTAssertEqual(try file(app), before)
    }

    /// A practice that nothing names yet: what the form says is what there is.
    func testGoingBack_renamesRemovesAndAdds() throws {
        let app = try TestApp(isSetUp: false)
        let token = try Token(random: app.practice.random)
        try app.store.write { db in try SetupLinkRepository(db).replace(tokenHash: token.hash, at: app.now) }
        _ = try app.get("/setup/\(token.text)")
        _ = try app.post("/setup/practice", ["name": "Elm Surgery", "nation": "scotland"])
        _ = try app.post("/setup/locations", ["location-1": "Main", "location-2": "Branch", "open": "mon-am", "open": "mon-pm"])
        _ = try app.post("/setup/locations", ["location-1": "", "location-2": "Hillside", "location-3": "Riverside", "open": "mon-am"])
        XCTAssertEqual(try app.store.read { db in try LocationRepository(db).all().map { "\($0.id) \($0.name)" } }, ["2 Hillside", "3 Riverside"])
        XCTAssertEqual(try app.count("SELECT count(*) FROM cover"), 2, "one for each open part and location")
        XCTAssertEqual(try app.count("SELECT count(*) FROM clinician_groups"), 4)
    }
}
