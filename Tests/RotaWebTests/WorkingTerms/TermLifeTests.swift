import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Viewing, ending, adjusting and deleting a term.
final class TermLifeTests: XCTestCase {
    private var app: TestApp!
    private var id = 0
    private var term = 0

    override func setUpWithError() throws {
        app = try TestApp.managed()
        id = try app.addClinician("Dr Eve Thornton")
        term = try app.addTerm(
            id,
            TermDetails(
                type: .partner, start: day("2026-01-05"), locations: [1], fte: 80, halfDays: [.wed: .any], cannotWork: [.fri], mustWork: [.mon], minShifts: 2, maxShifts: 4,
                leaveEntitlement: 6.5))
    }

    /// B12: an id names one row for ever, so what was done to a deleted term never shows on somebody else's page.
    func testDelete_leavesItsIdToNobodyElse() throws {
        try app.store.write { db in try AuditLog(db).record("edit working term", AuditSubject("working term", id: self.term, "Dr Eve Thornton"), by: .commandLine, at: app.now) }
        let page = try app.get("/terms/\(term)/delete")
        XCTAssertEqual(try app.browser.submit(page, form: "/terms/\(term)/delete", changing: ["confirm": "Dr Eve Thornton"]).status, .seeOther)
        let other = try app.addClinician("Dr Amara Okafor")
        let new = try app.addTerm(other, TermDetails(type: .locum, start: day("2026-01-05"), locations: [1]))
        XCTAssertNotEqual(new, term)
        XCTAssertEqual(try app.store.read { db in try ClinicianHistory(db, .practice, of: other).acts(limit: 10) }, [])
        XCTAssertEqual(try app.store.read { db in try ClinicianHistory(db, .practice, of: id).acts(limit: 10) }.map(\.action), ["delete working term"])
    }

    /// S0.39, S0.40, S0.42, S0.43, S0.44
    func testShow_saysAllThatTheTermSays() throws {
        try app.addShift(id, "2026-11-16")
        try app.addShift(id, "2025-11-16")
        try app.addShift(id, "2026-11-30")
        try app.addLeave(id, "2025-12-29", "2026-01-05")
        try app.addLeave(id, "2025-01-01", "2025-01-02")
        let page = try app.get("/terms/\(term)")
        for words in [
            "Type Partner", "FTE 80%", "Start date 5 January 2026", "End date Ongoing", "Duty rotation Takes part", "Cannot work days Friday", "Must work days Monday",
            "Half days Wednesday AM or PM", "Minimum shifts per week 2", "Maximum shifts per week 4", "6.5 weeks", "Mon 16 November 2026 Surgery, all day, Main Surgery",
            "29 December 2025 to 5 January 2026 Annual leave Approved", "In force today",
        ] { XCTAssertTrue(page.contains(words), words) }
        for words in ["16 November 2025", "30 November 2026", "1 to 2 January 2025"] { XCTAssertFalse(page.contains(words), words) }
    }

    /// S0.37, S0.38
    func testEnd_suggestsTodayAndOffersTheNextTerm() throws {
        try app.addShift(id, "2026-11-30")
        let form = try app.get("/terms/\(term)/end")
        XCTAssertEqual([form.value(of: "end-day"), form.value(of: "end-month"), form.value(of: "end-year")], ["23", "11", "2026"])
        let page = try app.browser.follow(try app.browser.submit(form, form: "/terms/\(term)/end"))
        XCTAssertTrue(page.contains("The term ends on 23 November 2026. 1 shift after that is still on the rota"), page.words)
        XCTAssertTrue(page.text.contains("/clinicians/\(id)/terms/new?start=2026-11-24"))
        XCTAssertEqual(try app.term(term)?.details.end, day("2026-11-23"))
        XCTAssertEqual(try app.browser.submit(form, form: "/terms/\(term)/end").status, .conflict, "ended meanwhile")
        let entry = try XCTUnwrap(try app.auditLog().first)
        XCTAssertEqual([entry.action, entry.before, entry.after], ["end working term", "{\"end\":null}", "{\"end\":\"2026-11-23\"}"])
    }

    func testEnd_refusesDatesOutsideTheTerm() throws {
        let early = try app.post("/terms/\(term)/end", ["revision": "1", "end-day": "4", "end-month": "1", "end-year": "2026"])
        XCTAssertEqual(early.errors, ["End date must be the same as or after 5 January 2026, the start date"])
        XCTAssertEqual(try app.post("/terms/\(term)/end", ["revision": "1"]).errors, ["Enter the end date"])
        XCTAssertEqual(try app.post("/terms/\(term)/end", ["revision": "1", "end-day": "31", "end-month": "1", "end-year": "2027"]).status, .seeOther)
        let late = try app.post("/terms/\(term)/end", ["revision": "2", "end-day": "1", "end-month": "2", "end-year": "2027"])
        XCTAssertEqual(late.status, .unprocessableContent)
        XCTAssertTrue(late.errors.first?.contains("31 January 2027, when the term ends already") == true)
    }

    /// S0.41
    func testAdjust_showsItInBracketsWithReasonWhoAndWhen() throws {
        let saved = try app.post("/terms/\(term)/adjustments", ["amount": "+0.5 weeks", "reason": "carried over"])
        XCTAssertEqual(saved.location, "/terms/\(term)")
        XCTAssertEqual(try app.post("/terms/\(term)/adjustments", ["amount": "\u{2212}1", "reason": "bought back"]).status, .seeOther)
        let page = try app.get("/terms/\(term)")
        XCTAssertTrue(page.contains("6.5 weeks (adjusted by \u{2212}0.5)"), page.words)
        XCTAssertTrue(page.contains("+0.5 weeks carried over, The manager, 23 November 2026"), page.words)
        XCTAssertTrue(try app.get("/clinicians/\(id)").contains("6.5 weeks (adjusted by \u{2212}0.5)"))
        XCTAssertEqual(try app.auditLog().first?.action, "adjust leave")
    }

    func testAdjust_refusesNothingNonsenseAndNoReason() throws {
        for (amount, reason, messages) in [
            ("", "", ["Enter an amount", "Enter a reason"]), ("0", "x", ["Amount must be a number other than 0, like 0.5 or -1"]),
            ("0.25", "x", ["Amount must be in steps of 0.5"]), ("400", "x", ["Amount must be 366 or less"]),
            ("1e400", "x", ["Amount must be a number other than 0, like 0.5 or -1"]), ("1", String(repeating: "x", count: 201), ["Reason must be 200 characters or fewer"]),
        ] {
            XCTAssertEqual(try app.post("/terms/\(term)/adjustments", ["amount": "\(amount)", "reason": "\(reason)"]).errors, messages)
        }
        XCTAssertEqual(try app.count("SELECT count(*) FROM leave_adjustments"), 0)
    }

    /// S0.45 to S0.49
    func testDelete_countsExactlyAsksForTheNameAndKeepsACopy() throws {
        let other = try app.addClinician("Dr Tom Brennan")
        _ = try app.addTerm(other, TermDetails(type: .partner, start: day("2026-01-05"), fte: 80))
        for date in ["2026-01-05", "2026-11-30", "2030-01-01"] { try app.addShift(id, date) }
        try app.addShift(id, "2026-01-04")
        try app.addShift(other, "2026-11-30")
        try app.addLeave(id, "2025-12-29", "2026-01-05")
        try app.addLeave(id, "2025-12-01", "2026-01-04")
        _ = try app.post("/terms/\(term)/adjustments", ["amount": "1", "reason": "carried over"])

        let page = try app.get("/terms/\(term)/delete")
        XCTAssertTrue(page.contains("Shifts, 5 January 2026 on 3 Leave requests that overlap 1"), page.words)
        for words in ["This cannot be undone.", "End this term instead", "Yes, delete everything"] { XCTAssertTrue(page.contains(words), words) }
        let wrong = try app.browser.submit(page, form: "/terms/\(term)/delete", changing: ["confirm": "dr eve thornton"])
        XCTAssertEqual(wrong.errors, ["Type Dr Eve Thornton exactly as it stands here"])
        XCTAssertNotNil(try app.term(term))

        let saved = try app.browser.submit(wrong, form: "/terms/\(term)/delete", changing: ["confirm": "Dr Eve Thornton"])
        XCTAssertEqual(saved.location, "/clinicians/\(id)")
        XCTAssertTrue(try app.browser.follow(saved).contains("was deleted with 3 shifts and 1 leave request."))
        XCTAssertNil(try app.term(term))
        XCTAssertEqual(try app.count("SELECT count(*) FROM shifts"), 2)
        XCTAssertEqual(try app.count("SELECT count(*) FROM leave_requests"), 1)
        let entry = try XCTUnwrap(try app.auditLog().first)
        XCTAssertEqual(entry.action, "delete working term")
        for words in ["2026-01-05", "2030-01-01", "2025-12-29", "carried over", "Main Surgery", "partner"] { XCTAssertTrue(entry.before?.contains(words) == true, words) }
        XCTAssertFalse(entry.before?.contains("2026-01-04") == true)
    }

    func testDelete_refusesWhenTheCountsChangedMeanwhile() throws {
        let page = try app.get("/terms/\(term)/delete")
        try app.addShift(id, "2026-11-30")
        let refused = try app.browser.submit(page, form: "/terms/\(term)/delete", changing: ["confirm": "Dr Eve Thornton"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("would now destroy 1 shift and 0 leave requests. Nothing was deleted."), refused.words)
        XCTAssertNotNil(try app.term(term))
        XCTAssertEqual(try app.count("SELECT count(*) FROM shifts"), 1)
        for counted in ["", "1-1-0x", "9-9-9", "99999999999999999999"] {
            XCTAssertEqual(try app.post("/terms/\(term)/delete", ["counted": "\(counted)", "confirm": "Dr Eve Thornton"]).status, .conflict)
        }
    }

    func testDelete_ofAnEndedTermLeavesWhatIsOutside() throws {
        try app.store.write { db in _ = try db.run("UPDATE working_terms SET end_on = '2026-06-30' WHERE id = :id", ["id": term]) }
        try app.addShift(id, "2026-06-30")
        try app.addShift(id, "2026-07-01")
        let page = try app.get("/terms/\(term)/delete")
        XCTAssertTrue(page.contains("Shifts, 5 January to 30 June 2026 1"), page.words)
        XCTAssertEqual(try app.browser.submit(page, form: "/terms/\(term)/delete", changing: ["confirm": "Dr Eve Thornton"]).status, .seeOther)
        XCTAssertEqual(try app.count("SELECT count(*) FROM shifts WHERE date = '2026-07-01'"), 1)
    }

    func testAllPages_areForManagersOnly() throws {
        try app.signIn(as: .clinician)
        for path in ["", "/edit", "/end", "/delete", "/adjustments/new"] { XCTAssertEqual(try app.get("/terms/\(term)\(path)").status, .forbidden, path) }
        for path in ["", "/end", "/delete", "/adjustments"] { XCTAssertEqual(try app.post("/terms/\(term)\(path)").status, .forbidden, path) }
        XCTAssertEqual(try app.browser.post("/terms/\(term)/delete", ["counted": "1-0-0", "confirm": "Dr Eve Thornton"], csrf: .none).status, .forbidden)
        XCTAssertNotNil(try app.term(term))
    }
}
