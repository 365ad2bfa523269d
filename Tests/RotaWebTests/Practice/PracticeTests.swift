import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

final class PracticeTests: XCTestCase {
    private let answers: [(String, String)] = [
        ("name", "Elm Surgery"), ("nation", "england-and-wales"), ("full-time-parts", "9"), ("duty-span", "day"), ("counts", "partner"), ("counts", "st"),
        ("protected-weeks", "6"), ("revision", "1"),
    ]

    private func changing(_ changes: [String: String]) -> [(String, String)] {
        answers.map { ($0.0, changes[$0.0] ?? $0.1) } + changes.filter { change in !answers.contains { $0.0 == change.key } }.map { ($0.key, $0.value) }
    }

    /// An account can be made by `rota admin create` before there is a practice.
    func testUpdate_makesThePracticeWhereThereIsNone() throws {
        let app = try TestApp(isSetUp: false)
        try app.signIn(as: .manager)
        XCTAssertEqual(try app.get("/practice").status, .ok)
        let saved = try app.post("/practice", pairs: changing(["nation": "scotland"]))
        XCTAssertEqual(saved.location, "/practice")
        let practice = try XCTUnwrap(try app.store.read { db in try PracticeRepository(db).find() })
        XCTAssertEqual(practice.nation, .scotland)
        XCTAssertEqual(practice.countsTowardsMinimum, [.partner, .st])
        XCTAssertEqual(try app.closure(on: "2026-06-15")?.title, "World Cup bank holiday")
        XCTAssertEqual(try app.auditLog().first?.action, "set up practice")
        // S0.53 to S0.55: the groups are there whichever page makes the practice.
        let groups = try app.get("/groups")
        for name in ["FY Doctor", "FY Supervisor", "ST Doctor", "ST Supervisor"] { XCTAssertTrue(groups.contains(name), name) }
        XCTAssertTrue(groups.contains("May supervise FY doctors"))
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let (one, two) = (try app.get("/practice"), try app.get("/practice"))
        XCTAssertEqual(try app.browser.submit(one, form: "/practice", changing: ["full-time-parts": "8"]).status, .seeOther)
        let refused = try app.browser.submit(two, form: "/practice", changing: ["name": "Oak Surgery"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: practice name: Elm Surgery; half-days in a full-time week: 8."), refused.words)
        XCTAssertEqual(refused.value(of: "name"), "Oak Surgery")
        XCTAssertEqual(try app.store.read { db in try PracticeRepository(db).find()?.name }, "Elm Surgery")
        XCTAssertEqual(try app.browser.submit(refused, form: "/practice", changing: ["full-time-parts": "8"]).status, .seeOther, "now it was seen")
        XCTAssertEqual(try app.store.read { db in try PracticeRepository(db).find()?.fullTimeParts }, 8)
    }

    /// A practice file's protected period is no part of the form, so a form never takes it back.
    func testUpdate_keepsTheProtectedPeriodThatAnImportSetMeanwhile() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try app.get("/practice")
        try app.store.write { db in try db.run("UPDATE practice SET protected_until = '2026-12-24'") }
        XCTAssertEqual(try app.browser.submit(page, form: "/practice", changing: ["name": "Oak Surgery"]).status, .seeOther)
        XCTAssertEqual(try app.store.read { db in try PracticeRepository(db).find()?.protectedUntil }, day("2026-12-24"))
    }

    func testUpdate_asksAboutBankHolidaysWhenTheNationChanges() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let asked = try app.post("/practice", pairs: changing(["nation": "northern-ireland"]))
        XCTAssertEqual(asked.status, .unprocessableContent)
        XCTAssertEqual(asked.errors, ["Choose what happens to the bank holidays that are in the calendar"])
        XCTAssertNil(try app.closure(on: "2026-03-17"))
        let saved = try app.post("/practice", pairs: changing(["nation": "northern-ireland", "bank-holidays": "replace"]))
        XCTAssertEqual(saved.location, "/practice")
        XCTAssertEqual(try app.closure(on: "2026-03-17")?.title, "St Patrick’s Day")
    }

    func testUpdate_keepsBankHolidaysWhenToldTo() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        _ = try app.post("/practice", pairs: changing(["nation": "scotland", "bank-holidays": "keep"]))
        XCTAssertNotNil(try app.closure(on: "2026-04-06"), "Easter Monday, which Scotland does not keep")
        XCTAssertNil(try app.closure(on: "2026-01-02"))
        XCTAssertEqual(try app.store.read { db in try PracticeRepository(db).find()?.nation }, .scotland)
    }

    func testUpdate_keepsEveryAnswerThatIsWrong() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let wrong = changing(["name": "A\u{0007}B", "full-time-parts": "1e3", "duty-span": "week", "protected-weeks": "99999999999999999999", "nation": "atlantis"])
        let page = try app.post("/practice", pairs: wrong)
        XCTAssertEqual(page.status, .unprocessableContent)
        XCTAssertEqual(page.errors.count, 5)
        XCTAssertEqual(page.value(of: "protected-weeks"), "99999999999999999999")
        XCTAssertTrue(page.title.hasPrefix("Error: "))
        for parts in ["0.5", "14.01", "nan", "inf", "-9", "9,5", "", "9.555", "٩"] {
            XCTAssertEqual(try app.post("/practice", pairs: changing(["full-time-parts": parts])).status, .unprocessableContent, parts)
        }
    }

    func testUpdate_recordsOnlyWhatChanged() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try app.get("/practice")
        _ = try app.browser.submit(page, form: "/practice", changing: ["full-time-parts": "8.5", "duty-span": "half"])
        let entry = try XCTUnwrap(try app.auditLog().first)
        XCTAssertEqual(entry.before, #"{"full-time parts":"9","duty span":"day"}"#)
        XCTAssertEqual(entry.after, #"{"full-time parts":"8.5","duty span":"half"}"#)
    }

    /// A clinician, a stranger and a forged form change nothing.
    func testAttacks_changeNothing() throws {
        let app = try TestApp()
        XCTAssertEqual(try app.get("/practice").location, "/sign-in?next=%2Fpractice")
        try app.signIn(as: .clinician)
        for path in ["/practice", "/locations", "/opening", "/cover", "/cover/overrides", "/closures", "/leave", "/leave/new", "/locum-bookings"] {
            XCTAssertEqual(try app.get(path).status, .forbidden, path)
        }
        for path in ["/practice", "/locations", "/locations/1", "/opening", "/cover", "/cover/overrides", "/closures", "/closures/1/removal", "/leave", "/locum-bookings"] {
            XCTAssertEqual(try app.post(path, pairs: answers).status, .forbidden, path)
        }
        let manager = TestBrowser(app)
        try manager.signIn(as: .manager)
        XCTAssertEqual(try manager.post("/practice", pairs: changing(["name": "Stolen"]), csrf: .none).status, .forbidden)
        XCTAssertEqual(try manager.post("/practice", pairs: changing(["name": "Stolen"]), csrf: .forged("x")).status, .forbidden)
        XCTAssertEqual(try app.store.read { db in try PracticeRepository(db).find()?.name }, "Elm Surgery")
    }
}
