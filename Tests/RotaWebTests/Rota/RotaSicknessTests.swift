import Civil
import RotaDomain
import XCTest

@testable import RotaWeb

/// `/rota/:clinicianId/:date/sickness`: somebody is ill, by one press.
final class RotaSicknessTests: XCTestCase {
    private func manager(_ change: (inout PracticeFile) -> Void = { _ in }) throws -> TestApp {
        let app = try RotaFixture.app(change)
        try app.signIn(as: .manager)
        return app
    }

    private func fallIll(_ app: TestApp, _ path: String, _ part: String) throws -> TestResponse {
        try app.browser.submit(try app.get(path), form: path + "/sickness", changing: ["part": part])
    }

    private func leave(_ app: TestApp) throws -> [String] {
        try app.store.read { db in
            try db.all("SELECT clinician_id, first_on, last_on, part, type, status FROM leave_requests ORDER BY id") { row in
                "\(row.int(0)) \(row.text(1)) \(row.text(2)) \(row.text(3)) \(row.text(4)) \(row.text(5))"
            }
        }
    }

    func testCreate_recordsLeaveTakesTheShiftOutAndLeadsToTheHole() throws {
        let app = try manager()
        let answer = try fallIll(app, "/rota/2/2026-11-24", "full")
        XCTAssertEqual(answer.location, "/warnings/2026-11-24/am/1?kind=duty")
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-24"), [])
        XCTAssertEqual(try leave(app).last, "2 2026-11-24 2026-11-24 full sick approved")
        XCTAssertEqual(Set(try app.auditLog().prefix(2).map(\.action)), ["record leave", "remove shift"])
        let why = try app.browser.follow(answer)
        XCTAssertTrue(why.contains("Dr Hannah Goldberg, Tuesday 24 November 2026: off sick all day. The shift was taken out of the rota."))
        XCTAssertTrue(why.words.contains("Dr Amara Okafor Partner In, surgery at Main Surgery Can take duty"), why.words)
        XCTAssertTrue(why.text.contains("/rota/1/2026-11-24?as=duty&amp;span=full&amp;location=1"))
    }

    func testCreate_withoutAHoleLeadsToTheWeek() throws {
        let app = try manager()
        let answer = try fallIll(app, "/rota/5/2026-11-23", "full")
        XCTAssertEqual(answer.location, "/rota?week=2026-11-23&day=2026-11-23")
        XCTAssertEqual(try app.shifts(of: 5, on: "2026-11-23"), [])
    }

    func testCreate_halfADayKeepsTheOther() throws {
        let app = try manager()
        XCTAssertEqual(try fallIll(app, "/rota/3/2026-11-24", "pm").status, .seeOther)
        XCTAssertEqual(try app.shifts(of: 3, on: "2026-11-24"), ["am standard Main Surgery"])
        XCTAssertEqual(try leave(app).last, "3 2026-11-24 2026-11-24 pm sick approved")
        XCTAssertEqual(try app.auditLog().map(\.action).prefix(2).sorted(), ["record leave", "shorten shift"])
    }

    func testCreate_onLeaveAlreadyChangesNothing() throws {
        let app = try manager { $0.shifts.append(RotaFixture.shift("brennan", 2, .full)) }
        let page = try fallIll(app, "/rota/3/2026-11-25", "full")
        XCTAssertEqual(page.status, .unprocessableContent)
        XCTAssertEqual(page.errors, ["Dr Tom Brennan is on study leave then: 25 November 2026, all day"])
        XCTAssertEqual(try leave(app).count, 1)
        XCTAssertEqual(try app.shifts(of: 3, on: "2026-11-25"), ["full standard Main Surgery"])
    }

    func testCreate_refusesStaleAndOddForms() throws {
        let app = try manager()
        let page = try app.get("/rota/2/2026-11-24")
        XCTAssertEqual(try app.browser.submit(page, form: "/rota/2/2026-11-24/sickness", changing: ["part": "night"]).status, .unprocessableContent)
        let again = try app.get("/rota/2/2026-11-24")
        _ = try app.store.write { db in try db.run("UPDATE shifts SET kind = 'standard' WHERE clinician_id = 2 AND date = '2026-11-24'") }
        XCTAssertEqual(try app.browser.submit(again, form: "/rota/2/2026-11-24/sickness", changing: ["part": "full"]).status, .conflict)
        XCTAssertEqual(try leave(app).count, 1)
        try app.signIn(as: .clinician)
        XCTAssertEqual(try app.post("/rota/2/2026-11-24/sickness", ["part": "full"]).status, .forbidden)
    }
}
