import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Shifts that stand on the rota against a rule: told on the warnings, in the week and in the grid (H1 to H10).
final class RuleWarningTests: XCTestCase {
    private func manager(_ change: (inout PracticeFile) -> Void = { _ in }) throws -> TestApp {
        let app = try RotaFixture.app(change)
        try app.signIn(as: .manager)
        return app
    }

    func testOnLeave_isAWarningAndMarkedInTheGrid() throws {
        let app = try manager { $0.shifts.append(RotaFixture.shift("brennan", 2, .full)) }
        let warnings = try app.get("/warnings")
        XCTAssertTrue(warnings.words.contains("On leave Wednesday 25 November: Dr Tom Brennan works although on study leave Open day"), warnings.words)
        let only = try app.get("/warnings?kind=rule")
        XCTAssertTrue(only.contains("1 in the rota from today"), only.words)
        XCTAssertTrue(only.text.contains("href=\"/rota/3/2026-11-25\""))
        let week = try app.get("/rota")
        XCTAssertTrue(week.contains("1 shift against a rule"))
        XCTAssertTrue(week.text.contains("chip--against"))
        XCTAssertTrue(week.contains("against a rule: works although on study leave"))
        XCTAssertTrue(week.text.contains("<span class=\"alarm\" aria-hidden=\"true\">!</span>"))
        XCTAssertTrue(try app.get("/rota/3/2026-11-25").contains("works although on study leave"))
    }

    func testEachKindOfRule() throws {
        let cases: [(words: String, change: (inout PracticeFile) -> Void)] = [
            ("works although the practice is closed", { $0.practice.closures.append(RotaFixture.monday) }),
            ("works although no working term covers this day", { file in file.terms[2].end = RotaFixture.monday }),
            ("works although Friday is a cannot-work day of the term", { $0.shifts.append(RotaFixture.shift("okafor", 4, .full)) }),
            ("works 3.5 shifts in the week of 23 November 2026, of at most 3", { file in file.shifts += [RotaFixture.shift("okafor", 2, .full), RotaFixture.shift("okafor", 3, .am)] }),
            ("is on duty although Main Surgery has one duty doctor more than it needs", { $0.shifts[1].kind = .duty }),
            ("is on duty although not in the duty rotation", { $0.shifts[7].kind = .duty }),
            ("works at Hillside although it is not in the working term", { $0.shifts[2].location = "Hillside" }),
            ("works although not booked as a locum", { $0.locumBookings = [] }),
        ]
        for (words, change) in cases {
            let app = try manager(change), page = try app.get("/warnings?kind=rule")
            XCTAssertTrue(page.contains(words), "\(words): \(page.words)")
        }
        XCTAssertTrue(try manager().get("/warnings?kind=rule").contains("No warnings match"), "the fixture keeps all rules")
    }

    func testOverride_isQuietAndComesLastWithItsReason() throws {
        let app = try manager()
        let path = "/rota/3/2026-11-25"
        let refused = try app.browser.submit(try app.get(path), form: path, changing: ["span": "full", "kind": "standard"])
        XCTAssertEqual(try app.browser.submit(refused, form: path, changing: ["override": "yes", "reason": "Agreed by phone"]).status, .seeOther)
        let week = try app.get("/rota")
        XCTAssertTrue(week.contains("against a rule: Agreed by phone"))
        XCTAssertTrue(week.text.contains("chip--known"))
        XCTAssertFalse(week.text.contains("chip--against"))
        XCTAssertTrue(week.contains("1 shift saved anyway"))
        let words = try app.get("/warnings").words
        XCTAssertTrue(words.contains("Saved anyway Wednesday 25 November: Dr Tom Brennan works although on study leave. Reason: Agreed by phone"), words)
        // A second rule, not saved on purpose, is loud again.
        _ = try app.store.write { db in try db.run("UPDATE shifts SET kind = 'duty' WHERE clinician_id = 3 AND date = '2026-11-25'") }
        XCTAssertTrue(try app.get("/rota").text.contains("chip--against"))
    }

    /// B5: what stands against a rule, and why somebody is away, is the managers' business.
    func testClinician_seesNoMark() throws {
        let app = try manager { $0.shifts.append(RotaFixture.shift("brennan", 2, .full)) }
        try app.publish(RotaFixture.week)
        try app.signIn(as: .clinician)
        let week = try app.get("/rota")
        XCTAssertFalse(week.text.contains("chip--against"))
        XCTAssertFalse(week.contains("against a rule"))
    }
}
