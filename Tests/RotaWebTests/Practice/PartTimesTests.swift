import RotaStore
import XCTest

@testable import RotaWeb

/// When mornings and afternoons begin and end, which calendars and the API tell (issue 5.16).
final class PartTimesTests: XCTestCase {
    func testUpdate_savesTheTimesAndCountsTheirChanges() throws {
        let app = try TestApp.managed(), page = try app.get("/practice")
        XCTAssertEqual(["am-from", "am-to", "pm-from", "pm-to"].map { page.value(of: $0) }, ["8:30am", "12:30pm", "2pm", "6pm"])
        XCTAssertEqual(try app.browser.submit(page, form: "/practice", changing: ["am-from": "8", "pm-to": "18.30"]).status, .seeOther)
        XCTAssertEqual(try app.store.read { db in try PracticeRepository(db).times()?.words }, "8am to 12:30pm, 2pm to 6:30pm")
        XCTAssertEqual(try app.count("SELECT times_revision FROM practice"), 1)
        XCTAssertEqual(try app.auditLog().first?.after, #"{"times":"8am to 12:30pm, 2pm to 6:30pm"}"#)
        let again = try app.get("/practice")
        XCTAssertEqual(try app.browser.submit(again, form: "/practice", changing: ["name": "Oak Surgery"]).status, .seeOther)
        XCTAssertEqual(try app.count("SELECT times_revision FROM practice"), 1, "another change is none of the times")
    }

    func testUpdate_refusesTimesThatDoNotFollow() throws {
        let app = try TestApp.managed(), page = try app.get("/practice")
        let table = [
            (["am-from": "soon"], "Morning begins must be a time, such as 8:30am"), (["am-to": "8:30am"], "Morning must end after it begins"),
            (["pm-from": "midday"], "Afternoon must begin when the morning has ended"), (["pm-to": "1pm"], "Afternoon must end after it begins"),
        ]
        for (change, message) in table {
            let refused = try app.browser.submit(page, form: "/practice", changing: change)
            XCTAssertEqual(refused.status, .unprocessableContent)
            XCTAssertEqual(refused.errors, [message])
            for (name, text) in change { XCTAssertEqual(refused.value(of: name), text) }
        }
        XCTAssertEqual(try app.count("SELECT times_revision FROM practice"), 0)
    }
}
