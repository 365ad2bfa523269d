import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// B1, as far as managers record leave.
final class LeaveTests: XCTestCase {
    private func signedIn() throws -> TestApp {
        let app = try TestApp()
        try app.signIn(as: .manager)
        return app
    }

    private func leave(
        _ clinician: Int, _ from: [(String, String)], _ to: [(String, String)] = [], part: String = "full", type: String = "annual", status: String = "approved"
    ) -> [(String, String)] {
        [("clinician", String(clinician)), ("type", type), ("part", part), ("status", status), ("note", "")] + from + to
    }

    func testCreate_recordsApprovedLeave() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        let page = try app.get("/leave/new?clinician=\(doctor)")
        XCTAssertEqual(page.value(of: "status"), "approved")
        XCTAssertEqual(page.value(of: "clinician"), String(doctor))
        let saved = try app.browser.submit(
            page, form: "/leave", changing: ["from-day": "7", "from-month": "12", "from-year": "2026", "to-day": "11", "to-month": "12", "to-year": "2026"])
        XCTAssertTrue(try app.follow(saved).contains("The leave of Dr Amara Okafor, 7 to 11 December 2026, was recorded."))
        XCTAssertEqual(try app.allLeave().map(\.range.words), ["7 to 11 December 2026"])
        XCTAssertEqual(try app.auditLog().first?.action, "record leave")
    }

    func testCreate_onBothClockChanges() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        _ = try app.post("/leave", pairs: leave(doctor, typed("from", "29", "3", "2026")))
        _ = try app.post("/leave", pairs: leave(doctor, typed("from", "24", "10", "2026"), typed("to", "26", "10", "2026")))
        XCTAssertEqual(Set(try app.allLeave().map(\.range.words)), ["29 March 2026", "24 to 26 October 2026"])
        XCTAssertEqual(try app.allLeave().map(\.range.count).sorted(), [1, 3])
    }

    func testCreate_refusesOverlapWithApprovedLeaveNamingIt() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        _ = try app.post("/leave", pairs: leave(doctor, typed("from", "7", "12", "2026"), typed("to", "11", "12", "2026"), part: "am", type: "study"))
        let refused = try app.post("/leave", pairs: leave(doctor, typed("from", "11", "12", "2026")))
        XCTAssertEqual(refused.errors, ["Dr Amara Okafor has approved leave then: study, 7 to 11 December 2026, morning"])
        XCTAssertEqual(try app.post("/leave", pairs: leave(doctor, typed("from", "11", "12", "2026"), part: "pm")).status, .seeOther, "the other half of the day")
        XCTAssertEqual(try app.post("/leave", pairs: leave(try app.addDoctor("Dr Tom Brennan"), typed("from", "11", "12", "2026"))).status, .seeOther)
    }

    func testCreate_notWorkingIsForPartnersOnly() throws {
        let app = try signedIn()
        let salaried = try app.addDoctor("Dr Amara Okafor")
        let partner = try app.addDoctor("Dr Tom Brennan", .partner)
        let answer = typed("from", "11", "12", "2026")
        XCTAssertEqual(
            try app.post("/leave", pairs: leave(salaried, answer, type: "not working")).errors,
            ["Not working is for partners only, and Dr Amara Okafor is not a partner on these dates"])
        XCTAssertEqual(try app.post("/leave", pairs: leave(partner, answer, type: "not working")).status, .seeOther)
        XCTAssertEqual(try app.post("/leave", pairs: leave(partner, typed("from", "14", "12", "2026"), type: "holiday")).errors, ["Choose a kind of leave"])
        XCTAssertEqual(try app.post("/leave", pairs: leave(partner, typed("from", "14", "12", "2026"), type: "coroner's court")).status, .seeOther)
    }

    func testCreate_asksWhatBecomesOfShiftsThenTakesThemOut() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-12-01", .full, kind: .duty, pinned: true)
        try app.addShift(doctor, "2026-12-02", .am)
        try app.addShift(doctor, "2026-12-02", .pm)
        try app.addShift(doctor, "2026-12-03")
        let asked = try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"), typed("to", "2", "12", "2026"), part: "am"))
        XCTAssertEqual(asked.status, .ok, "a question is no error")
        XCTAssertEqual(asked.errors, [])
        XCTAssertTrue(asked.contains("2 shifts stand on these dates"))
        XCTAssertTrue(asked.contains("Tuesday 1 December 2026: Duty, all day, Main Surgery, pinned"))
        XCTAssertEqual(asked.value(of: "remove-shifts"), "yes")
        XCTAssertEqual(try app.allLeave().count, 0)
        let saved = try app.browser.submit(asked, form: "/leave")
        let list = try app.follow(saved)
        XCTAssertTrue(list.contains("2 shifts were taken out of the rota."))
        XCTAssertTrue(list.contains("<a href=\"/warnings?from=2026-12-01&amp;to=2026-12-02\">See who could cover</a>"), list.text)
        XCTAssertEqual(try app.shifts(of: doctor), ["2026-12-01 pm", "2026-12-02 pm", "2026-12-03 full"])
        XCTAssertEqual(try app.auditLog().prefix(3).map(\.action), ["remove shift", "shorten shift", "record leave"])
    }

    func testCreate_keepsShiftsWhenToldTo() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-12-01")
        let asked = try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026")))
        let unsaid = try app.post("/leave", pairs: asked.formFields("/leave").filter { $0.0 != "remove-shifts" })
        XCTAssertEqual(unsaid.errors, ["Choose what happens to the shift"])
        XCTAssertEqual(unsaid.status, .unprocessableContent)
        XCTAssertEqual(try app.allLeave().count, 0)
        XCTAssertTrue(try app.follow(try app.browser.submit(asked, form: "/leave", changing: ["remove-shifts": "no"])).contains("1 shift stayed in the rota and is reported."))
        XCTAssertEqual(try app.shifts(of: doctor), ["2026-12-01 full"])
    }

    /// An answer about shifts that were not shown does not count: the rota changed between the question and the answer.
    func testCreate_asksAgainWhenTheShiftsChanged() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-12-01")
        let asked = try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"), typed("to", "4", "12", "2026")))
        try app.addShift(doctor, "2026-12-02")
        let again = try app.browser.submit(asked, form: "/leave")
        XCTAssertEqual(again.status, .ok)
        XCTAssertTrue(again.contains("2 shifts stand on these dates"))
        XCTAssertEqual(try app.shifts(of: doctor).count, 2)
        XCTAssertEqual(try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026")) + [("asked", "1 OR 1=1"), ("remove-shifts", "yes")]).status, .ok)
        XCTAssertEqual(try app.allLeave().count, 0)
    }

    func testCreate_goesBackToTheFormWithItsAnswers() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-12-01")
        let asked = try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"), type: "sick"))
        let form = try app.browser.submit(asked, form: "/leave", changing: ["back": "yes"])
        XCTAssertEqual(form.status, .ok)
        XCTAssertEqual([form.value(of: "type"), form.value(of: "from-day"), form.value(of: "clinician")], ["sick", "1", "\(doctor)"])
        XCTAssertEqual(try app.allLeave(), [])
    }

    func testNew_takesALinksAnswers_andLeavesOutWhatCannotBe() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        let page = try app.get("/leave/new?clinician=\(doctor)&from=2026-12-01&to=2026-12-02&type=sick&part=am")
        XCTAssertEqual(["clinician", "type", "from-day", "from-month", "from-year", "to-day", "part"].map { page.value(of: $0) }, ["\(doctor)", "sick", "1", "12", "2026", "2", "am"])
        let odd = try app.get("/leave/new?clinician=x&from=2026-13-01&to=&type=%3Cb%3E&part=night")
        XCTAssertEqual(["clinician", "type", "from-day", "to-day", "part"].map { odd.value(of: $0) }, ["", "annual", "", "", "full"])
        for kind in ["Sick", "Compassionate", "Parental", "Other"] { XCTAssertTrue(page.contains(kind), kind) }
    }

    func testCreate_asksAgainWhenAShiftIsAnotherThanWasShown() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        let shift: Int = try app.addShift(doctor, "2026-12-01")
        let asked = try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026")))
        try app.store.write { db in try db.run("UPDATE shifts SET kind = 'duty' WHERE id = :id", ["id": shift]) }
        let again = try app.browser.submit(asked, form: "/leave")
        XCTAssertEqual(again.status, .ok)
        XCTAssertTrue(again.contains("Tuesday 1 December 2026: Duty, all day"))
        try app.store.write { db in try db.run("UPDATE shifts SET span = 'am' WHERE id = :id", ["id": shift]) }
        XCTAssertEqual(try app.browser.submit(again, form: "/leave").status, .ok)
        XCTAssertEqual(try app.shifts(of: doctor), ["2026-12-01 am"])
    }

    func testCreate_requestedLeaveTouchesNoShift() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-12-01")
        XCTAssertEqual(try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"), status: "requested")).status, .seeOther)
        XCTAssertEqual(try app.shifts(of: doctor).count, 1)
        let id = try XCTUnwrap(try app.allLeave().first).id
        let asked = try app.browser.submit(try app.get("/leave/\(id)/edit"), form: "/leave/\(id)", changing: ["status": "approved"])
        XCTAssertTrue(asked.contains("1 shift stands on these dates"), "approving asks")
        XCTAssertEqual(try app.browser.submit(asked, form: "/leave/\(id)").status, .seeOther)
        XCTAssertEqual(try app.shifts(of: doctor), [])
    }

    func testCreate_outsideATermIsSaid() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor", to: "2026-12-02")
        let saved = try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"), typed("to", "4", "12", "2026")))
        XCTAssertTrue(try app.follow(saved).contains("Dr Amara Okafor has no working term on 2 days of it."))
    }

    func testCreate_refusesNonsense() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        let gone = try app.addDoctor("Dr Gone", active: false)
        XCTAssertEqual(try app.post("/leave").errors.count, 5)
        XCTAssertEqual(try app.post("/leave", pairs: leave(gone, typed("from", "1", "12", "2026"))).errors, ["Choose a clinician"])
        XCTAssertEqual(try app.post("/leave", pairs: leave(9999, typed("from", "1", "12", "2026"))).errors, ["Choose a clinician"])
        XCTAssertEqual(try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"), status: "cancelled")).errors, ["Choose a status"])
        XCTAssertEqual(try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"), typed("to", "1", "12", "2096"))).status, .unprocessableContent)
        XCTAssertEqual(try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"), typed("to", "", "12", ""))).errors, ["Last day must include a day and year"])
        let long = leave(doctor, typed("from", "1", "12", "2026")).filter { $0.0 != "note" } + [("note", String(repeating: "x", count: 2_001))]
        XCTAssertEqual(try app.post("/leave", pairs: long).errors, ["Note must be 2000 characters or fewer"])
        XCTAssertEqual(try app.allLeave(), [])
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        _ = try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026")))
        let id = try XCTUnwrap(try app.allLeave().first).id
        let (one, two) = (try app.get("/leave/\(id)/edit"), try app.get("/leave/\(id)/edit"))
        XCTAssertEqual(try app.browser.submit(one, form: "/leave/\(id)", changing: ["note": "First", "to-day": "2"]).location, "/leave")
        let refused = try app.browser.submit(two, form: "/leave/\(id)", changing: ["note": "Second"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: Dr Amara Okafor, annual"), refused.words)
        XCTAssertTrue(refused.contains("1 to 2 December 2026, all day, approved, note: First."), refused.words)
        XCTAssertEqual([refused.value(of: "note"), refused.value(of: "to-day")], ["Second", "1"])
        XCTAssertEqual(try app.browser.submit(two, form: "/leave/\(id)/cancellation").status, .conflict)
        let now = try XCTUnwrap(try app.allLeave().first)
        XCTAssertEqual(now.note, "First")
        XCTAssertEqual(now.range.words, "1 to 2 December 2026")
        XCTAssertEqual(now.revision, 2)
    }

    func testUpdate_keepsAnImportedTypeAsItIs() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        let day = try app.day("2026-12-01")
        let id = try app.store.write { db in
            try LeaveRepository(db, .practice).insert(LeaveRequest(clinicianId: doctor, range: DayRange(day), part: .full, type: "compassionate", status: .approved))
        }
        let page = try app.get("/leave/\(id)/edit")
        XCTAssertEqual(page.value(of: "type"), "compassionate")
        XCTAssertTrue(page.contains("Compassionate"))
        XCTAssertEqual(try app.browser.submit(page, form: "/leave/\(id)", changing: ["note": "x"]).location, "/leave")
        XCTAssertEqual(try app.allLeave().first?.type, "compassionate")
    }

    func testCancellation_restoresNothing() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor")
        try app.addShift(doctor, "2026-12-01")
        _ = try app.browser.submit(try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2026"))), form: "/leave")
        let id = try XCTUnwrap(try app.allLeave().first).id
        let page = try app.get("/leave/\(id)/edit")
        XCTAssertEqual(try app.browser.submit(page, form: "/leave/\(id)/cancellation").location, "/leave")
        XCTAssertEqual(try app.allLeave().first?.status, .cancelled)
        XCTAssertEqual(try app.shifts(of: doctor), [])
        XCTAssertEqual(try app.post("/leave/\(id)/cancellation", ["revision": "2"]).status, .conflict, "once is enough")
        XCTAssertEqual(try app.get("/leave/999/edit").status, .notFound)
        XCTAssertEqual(try app.post("/leave/999/cancellation").status, .notFound)
    }

    /// Ten years of leave would else be on a page that a manager opens for the next weeks.
    func testIndex_leavesOutEarlierYears_andSaysSo() throws {
        let app = try signedIn()
        let doctor = try app.addDoctor("Dr Amara Okafor", from: "2020-01-01")
        _ = try app.post("/leave", pairs: leave(doctor, typed("from", "2", "3", "2025")))
        let none = try app.get("/leave")
        XCTAssertFalse(none.contains("No leave recorded yet"))
        XCTAssertTrue(none.contains("1 entry of earlier years is not shown. Show all years"))
        XCTAssertTrue(none.contains("href=\"/leave?years=all\""))
        _ = try app.post("/leave", pairs: leave(doctor, typed("from", "1", "12", "2025")))
        for path in ["/leave", "/leave?clinician=\(doctor)"] {
            XCTAssertTrue(try app.get(path).contains("1 entry of earlier years is not shown."), path)
            XCTAssertFalse(try app.get(path).contains("2 March 2025"), path)
        }
        for path in ["/leave?years=all", "/leave?clinician=\(doctor)&years=all", "/leave?to=1+1+2027", "/leave?from=1+1+2025"] {
            let all = try app.get(path)
            XCTAssertTrue(all.contains("2 March 2025"), path)
            XCTAssertFalse(all.contains("earlier years"), path)
        }
    }

    func testIndex_filtersAndPutsWhatComesFirst() throws {
        let app = try signedIn()
        let (one, two) = (try app.addDoctor("Dr Amara Okafor"), try app.addDoctor("Dr Tom Brennan"))
        XCTAssertTrue(try app.get("/leave").contains("No leave recorded yet"))
        _ = try app.post("/leave", pairs: leave(one, typed("from", "2", "3", "2026")))
        _ = try app.post("/leave", pairs: leave(two, typed("from", "1", "2", "2027")))
        _ = try app.post("/leave", pairs: leave(one, typed("from", "1", "12", "2026"), status: "requested"))
        let words = try app.get("/leave").words
        let places = try ["1 December 2026", "1 February 2027", "2 March 2026"].map { try XCTUnwrap(words.range(of: $0)).lowerBound }
        XCTAssertEqual(places, places.sorted())
        XCTAssertTrue(try app.get("/leave?clinician=\(two)").contains("1 entry"))
        XCTAssertTrue(try app.get("/leave?status=requested").contains("1 entry"))
        XCTAssertTrue(try app.get("/leave?from=1%2F1%2F2027").contains("1 entry"))
        XCTAssertTrue(try app.get("/leave?to=2+March+2026").contains("1 entry"))
        XCTAssertTrue(try app.get("/leave?status=denied").contains("No leave matches"))
        let wrong = try app.get("/leave?from=yesterday&page=99999999999999999999&clinician=%27%3B--&status=x")
        XCTAssertEqual(wrong.status, .ok)
        XCTAssertEqual(wrong.errors.count, 1)
        XCTAssertEqual(wrong.value(of: "from"), "yesterday")
    }
}
