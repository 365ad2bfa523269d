import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// S0.12, S0.50, S0.51: terms of one clinician never overlap; the form offers to make room.
final class TermOverlapTests: XCTestCase {
    private func appWithTerm() throws -> (app: TestApp, id: Int, term: Int) {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Eve Thornton")
        return (app, id, try app.addTerm(id, TermDetails(type: .partner, start: day("2025-03-01"), fte: 60)))
    }

    func testCreate_namesTheOtherTermAndOffersToEndItTheDayBefore() throws {
        let (app, id, term) = try appWithTerm()
        let refused = try app.browser.post("/clinicians/\(id)/terms", pairs: salariedFields)
        XCTAssertEqual(refused.status, .unprocessableContent)
        XCTAssertEqual(refused.errors, ["The dates overlap the partner term from 1 March 2025. End that term on 30 November 2026, or choose other dates"])
        XCTAssertTrue(refused.contains("End the partner term from 1 March 2025 on 30 November 2026"))
        XCTAssertEqual(try app.terms(of: id).count, 1)
        let saved = try app.browser.submit(refused, form: "/clinicians/\(id)/terms", changing: ["end-other": "\(term)"])
        XCTAssertEqual(saved.status, .seeOther)
        XCTAssertEqual(try app.terms(of: id).map(\.details.start.iso), ["2026-12-01", "2025-03-01"])
        XCTAssertEqual(try app.term(term)?.details.end, day("2026-11-30"))
        XCTAssertEqual(try app.auditLog().prefix(2).map(\.action), ["add working term", "end working term"])
    }

    func testCreate_doesNotCutATermThatBeginsLaterOrBelongsToAnother() throws {
        let (app, id, _) = try appWithTerm()
        let early = fields(salariedFields, ["start-year": "2020", "end-other": "1"])
        let page = try app.browser.post("/clinicians/\(id)/terms", pairs: early)
        XCTAssertEqual(page.errors, ["The dates overlap the partner term from 1 March 2025. Choose dates outside it, or change that term first"])
        XCTAssertFalse(page.hasControl("end-other"))
        let other = try app.addClinician("Dr Tom Brennan")
        let theirs = try app.addTerm(other, TermDetails(type: .partner, start: day("2025-03-01"), fte: 60))
        XCTAssertEqual(try app.browser.post("/clinicians/\(id)/terms", pairs: salariedFields + [("end-other", "\(theirs)")]).status, .unprocessableContent)
        XCTAssertNil(try app.term(theirs)?.details.end)
    }

    func testCreate_allowsGapsAndNeighbours() throws {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Eve Thornton")
        for (start, end) in [("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-04-01"), ("2026-06-01", "2026-11-30")] {
            _ = try app.addTerm(id, TermDetails(type: .locum, start: day(start), end: day(end)))
        }
        XCTAssertEqual(try app.browser.post("/clinicians/\(id)/terms", pairs: salariedFields).status, .seeOther)
        XCTAssertEqual(try app.terms(of: id).count, 4)
    }

    func testUpdate_refusesOverlappingTerm() throws {
        let (app, id, _) = try appWithTerm()
        let earlier = try app.addTerm(id, TermDetails(type: .locum, start: day("2024-01-01"), end: day("2024-12-31")))
        let form = try app.get("/terms/\(earlier)/edit")
        let page = try app.browser.submit(form, form: "/terms/\(earlier)", changing: ["end-year": "2025"])
        XCTAssertEqual(page.errors, ["The dates overlap the partner term from 1 March 2025. Choose dates outside it, or change that term first"])
        XCTAssertEqual(try app.term(earlier)?.details.end, day("2024-12-31"))
    }

    /// The database itself refuses, whoever writes.
    func testDatabase_refusesOverlapOnInsertAndUpdate() throws {
        let (app, id, term) = try appWithTerm()
        XCTAssertThrowsError(try app.addTerm(id, TermDetails(type: .locum, start: day("2030-01-01")))) {
            XCTAssertEqual(($0 as? SQLiteError)?.message, "working terms overlap")
        }
        let earlier = try app.addTerm(id, TermDetails(type: .locum, start: day("2025-01-01"), end: day("2025-02-28")))
        XCTAssertThrowsError(
            try app.store.write { db in _ = try db.run("UPDATE working_terms SET end_on = '2025-03-01' WHERE id = :id", ["id": earlier]) }
        ) { XCTAssertEqual(($0 as? SQLiteError)?.message, "working terms overlap") }
        XCTAssertThrowsError(
            try app.store.write { db in _ = try db.run("UPDATE working_terms SET start_on = '2025-02-28' WHERE id = :id", ["id": term]) }
        ) { XCTAssertEqual(($0 as? SQLiteError)?.message, "working terms overlap") }
        XCTAssertEqual(try app.terms(of: id).count, 2)
    }
}
