import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

final class TermFormTests: XCTestCase {
    private var app: TestApp!
    private var id = 0

    override func setUpWithError() throws {
        app = try TestApp.managed()
        id = try app.addClinician("Dr Eve Thornton")
    }

    /// S0.19 to S0.21, S0.26, S0.13
    func testNew_offersTheFiveTypesWithDutyTicked() throws {
        XCTAssertTrue(try app.get("/clinicians/\(id)").contains("Add term"))
        let page = try app.get("/clinicians/\(id)/terms/new")
        for label in ["Salaried", "Partner", "Locum", "FY Doctor", "ST Doctor", "Basic", "Working days", "Leave", "Create working term"] { XCTAssertTrue(page.contains(label), label) }
        XCTAssertEqual(page.ticked("duty"), ["yes"])
        XCTAssertEqual(page.ticked("type"), [])
        let prefilled = try app.get("/clinicians/\(id)/terms/new?type=partner&start=2027-04-01")
        XCTAssertEqual(prefilled.ticked("type"), ["partner"])
        XCTAssertEqual(prefilled.value(of: "start-year"), "2027")
        XCTAssertEqual(try app.get("/clinicians/\(id)/terms/new?type=boss&start=2027-13-01").ticked("type"), [])
    }

    /// S0.14, S0.24, S0.25, S0.27, S0.31, S0.32
    func testCreate_savesASalariedTerm() throws {
        let saved = try app.browser.post("/clinicians/\(id)/terms", pairs: salariedFields + [("half-tue", "am"), ("alternate", "yes"), ("fixed-b", "wed")])
        XCTAssertEqual(saved.location, "/clinicians/\(id)")
        let details = try XCTUnwrap(try app.terms(of: id).first?.details)
        XCTAssertEqual(
            details,
            TermDetails(
                type: .salaried, start: day("2026-12-01"), locations: [1], fixedDays: [.mon, .tue], fixedDaysB: [.wed], halfDays: [.tue: .am], leaveEntitlement: 20.5))
        XCTAssertTrue(try app.get("/clinicians/\(id)").contains("Week A Monday and Tuesday, week B Wednesday, Tuesday AM only"))
    }

    /// S0.15, S0.23, S0.29, S0.30, S0.33, S0.34; look.md: fields of other types are ignored with a note
    func testCreate_savesAPartnerAndLeavesOutWhatIsNotForOne() throws {
        let partner = fields(salariedFields, ["type": "partner", "fte": "60 %", "cannot": "fri", "must": "mon", "min": "2", "max": "3.5", "leave": "6.5 weeks", "duty": nil])
        let page = try app.browser.follow(try app.browser.post("/clinicians/\(id)/terms", pairs: partner))
        XCTAssertTrue(page.contains("Left out, since it does not belong to the type Partner: fixed working days."), page.words)
        XCTAssertEqual(
            try app.terms(of: id).first?.details,
            TermDetails(
                type: .partner, start: day("2026-12-01"), duty: false, locations: [1], fte: 60, cannotWork: [.fri], mustWork: [.mon], minShifts: 2, maxShifts: 3.5,
                leaveEntitlement: 6.5))
    }

    /// S0.16
    func testCreate_savesALocumWithoutPatternOrLocation() throws {
        let locum = fields(salariedFields, ["type": "locum", "location": nil, "half-mon": "am"])
        XCTAssertEqual(try app.browser.post("/clinicians/\(id)/terms", pairs: locum).status, .seeOther)
        let details = try XCTUnwrap(try app.terms(of: id).first?.details)
        XCTAssertEqual(details.locations, [])
        XCTAssertEqual(details.fixedDays, [])
        XCTAssertEqual(details.halfDays, [:])
    }

    /// S0.17, S0.18, S0.22
    func testCreate_asksTraineesForAnActiveSupervisorOtherThanThemselves() throws {
        let supervisor = try app.addClinician("Dr Amara Okafor")
        let gone = try app.addClinician("Dr Gareth Vaughan", active: false)
        let form = try app.get("/clinicians/\(id)/terms/new")
        XCTAssertTrue(form.text.contains(">Dr Amara Okafor</option>"))
        XCTAssertFalse(form.text.contains(">Dr Gareth Vaughan</option>"))
        XCTAssertFalse(form.text.contains(">Dr Eve Thornton</option>"))
        for type in ["fy", "st"] {
            for (answer, message) in [
                ("", "Choose a supervising clinician"), ("\(id)", "A trainee cannot be their own supervisor"), ("\(gone)", "Choose an active clinician as supervisor"),
                ("99", "Choose an active clinician as supervisor"),
            ] {
                let page = try app.browser.post("/clinicians/\(id)/terms", pairs: fields(salariedFields, ["type": type, "supervisor": answer]))
                XCTAssertEqual(page.errors, [message])
            }
        }
        XCTAssertEqual(try app.browser.post("/clinicians/\(id)/terms", pairs: fields(salariedFields, ["type": "fy", "supervisor": "\(supervisor)"])).status, .seeOther)
        XCTAssertEqual(try app.terms(of: id).first?.details.supervisorId, supervisor)
    }

    func testCreate_saysWhatIsWrongWithEachField() throws {
        let partner = fields(salariedFields, ["type": "partner", "fte": "60"])
        let cases: [(base: [(String, String)], changes: [String: String?], message: String)] = [
            (salariedFields, ["type": ""], "Choose a term type"),
            (salariedFields, ["type": "boss"], "Choose a term type"),
            (salariedFields, ["start-day": "", "start-month": "", "start-year": ""], "Enter the start date"),
            (salariedFields, ["start-month": ""], "Start date must include a month"),
            (salariedFields, ["start-day": "31", "start-month": "2"], "Start date must be a real date"),
            (salariedFields, ["start-year": "9999"], "Start date must be in the years 1900 to 2200"),
            (salariedFields, ["end-day": "30", "end-month": "11", "end-year": "2026"], "End date must be the same as or after 1 December 2026, the start date"),
            (salariedFields, ["fixed": nil], "Choose at least one fixed working day"),
            (salariedFields, ["location": nil], "Choose at least one location"),
            (salariedFields, ["location": "99"], "One of the locations was removed meanwhile; choose again"),
            (salariedFields, ["half-mon": "noon"], "Choose a half of Monday from the list"),
            (salariedFields, ["leave": "20.3"], "Leave entitlement must be in steps of 0.5"),
            (salariedFields, ["leave": "-1"], "Leave entitlement must be a number of 0 or more, like 6.5"),
            (salariedFields, ["leave": "1e9"], "Leave entitlement must be a number of 0 or more, like 6.5"),
            (salariedFields, ["leave": "99999999999999999999999"], "Leave entitlement must be a number of 0 or more, like 6.5"),
            (salariedFields, ["leave": "nan"], "Leave entitlement must be a number of 0 or more, like 6.5"),
            (partner, ["fte": ""], "Enter the FTE as a percentage"),
            (partner, ["fte": "101"], "FTE must be a number from 0 to 100"),
            (partner, ["fte": "-5"], "FTE must be a number from 0 to 100"),
            (partner, ["must": "mon", "cannot": "mon"], "Monday cannot be both a must work day and a cannot work day"),
            (partner, ["min": "4", "max": "3"], "Minimum shifts must be the same as or below 3, the maximum"),
            (partner, ["min": "2.25"], "Minimum shifts must be in steps of 0.5"),
            (partner, ["max": "many"], "Maximum shifts must be a number of 0 or more, like 6.5"),
        ]
        for (base, changes, message) in cases {
            let page = try app.browser.post("/clinicians/\(id)/terms", pairs: fields(base, changes))
            XCTAssertEqual(page.status, .unprocessableContent, message)
            XCTAssertTrue(page.errors.contains(message), "\(message), not \(page.errors)")
        }
        XCTAssertEqual(try app.terms(of: id), [])
    }

    func testCreate_showsAllAnswersAgain() throws {
        let page = try app.browser.post("/clinicians/\(id)/terms", pairs: fields(salariedFields, ["type": "partner", "fte": "<b>", "must": "wed", "half-thu": "any"]))
        XCTAssertEqual(page.value(of: "fte"), "<b>")
        XCTAssertEqual(page.ticked("type"), ["partner"])
        XCTAssertEqual(page.ticked("fixed"), ["mon", "tue"])
        XCTAssertEqual(page.ticked("must"), ["wed"])
        XCTAssertEqual(page.value(of: "half-thu"), "any")
        XCTAssertEqual(page.value(of: "leave"), "20.5")
    }

    func testCreate_putsHomeFirst() throws {
        try app.store.write { db in _ = try LocationRepository(db).insert(name: "Hillside") }
        let both = salariedFields + [("location", "2")]
        XCTAssertEqual(try app.browser.post("/clinicians/\(id)/terms", pairs: both).errors, ["Choose the home location from those ticked"])
        XCTAssertEqual(try app.browser.post("/clinicians/\(id)/terms", pairs: both + [("home", "2")]).status, .seeOther)
        XCTAssertEqual(try app.terms(of: id).first?.details.locations, [2, 1])
    }

    /// S0.36
    func testEdit_showsTheTermAndSavesTheChange() throws {
        let term = try app.addTerm(
            id, TermDetails(type: .partner, start: day("1998-04-01"), locations: [1], fte: 66.67, cannotWork: [.fri], minShifts: 2, leaveEntitlement: 6.5))
        let form = try app.get("/terms/\(term)/edit")
        XCTAssertEqual(form.value(of: "fte"), "66.67")
        XCTAssertEqual(form.ticked("cannot"), ["fri"])
        XCTAssertEqual(form.value(of: "start-year"), "1998")
        let saved = try app.browser.submit(form, form: "/terms/\(term)", changing: ["fte": "50"])
        XCTAssertEqual(saved.location, "/terms/\(term)")
        XCTAssertEqual(try app.term(term)?.details.fte, 50)
        XCTAssertEqual(try app.auditLog().first?.before, "{\"fte\":\"66.67\"}")
        let stale = try app.browser.submit(form, form: "/terms/\(term)", changing: ["fte": "40"])
        XCTAssertEqual(stale.status, .conflict)
        XCTAssertTrue(stale.contains("This working term was changed by someone else after you opened this page. It stands now as: Partner, 50%, "), stale.words)
        XCTAssertEqual(stale.value(of: "fte"), "40", "what was typed stays")
        XCTAssertEqual(try app.term(term)?.details.fte, 50)
        XCTAssertEqual(try app.browser.submit(stale, form: "/terms/\(term)").status, .seeOther, "now it was seen")
        XCTAssertEqual(try app.term(term)?.details.fte, 40)
    }

    func testEdit_keepsASupervisorWhoBecameInactive() throws {
        let supervisor = try app.addClinician("Dr Amara Okafor", active: false)
        let term = try app.addTerm(id, TermDetails(type: .st, start: day("2026-08-05"), locations: [1], supervisorId: supervisor, fixedDays: [.mon]))
        let form = try app.get("/terms/\(term)/edit")
        XCTAssertEqual(form.value(of: "supervisor"), "\(supervisor)")
        XCTAssertEqual(try app.browser.submit(form, form: "/terms/\(term)", changing: ["leave": "27"]).status, .seeOther)
    }
}
