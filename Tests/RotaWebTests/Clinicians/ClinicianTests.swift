import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

final class ClinicianTests: XCTestCase {
    /// S0.2: the administrators' and managers' page.
    func testAll_areForManagersOnly() throws {
        let app = try TestApp()
        let id = try app.addClinician("Dr Amara Okafor")
        try app.signIn(as: .clinician)
        for path in ["/clinicians", "/clinicians/new", "/clinicians/\(id)", "/clinicians/\(id)/edit", "/clinicians/\(id)/terms/new", "/groups", "/groups/new"] {
            XCTAssertEqual(try app.get(path).status, .forbidden, path)
        }
        XCTAssertEqual(try app.post("/clinicians", ["name": "Dr Eve Thornton"]).status, .forbidden)
        XCTAssertEqual(try app.count("SELECT count(*) FROM clinicians"), 1)
    }

    /// S0.3, S0.4
    func testIndex_showsContractDatesStatusAndAccount() throws {
        let app = try TestApp.managed()
        let amara = try app.addClinician("Dr Amara Okafor")
        _ = try app.addTerm(amara, TermDetails(type: .partner, start: day("2026-01-05"), fte: 60))
        let eve = try app.addClinician("Dr Eve Thornton")
        _ = try app.addTerm(eve, TermDetails(type: .salaried, start: day("2027-01-04"), fixedDays: [.mon]))
        _ = try app.addClinician("Dr Gareth Vaughan", active: false)
        let account = try app.makeAccount(role: .clinician, username: "amara.okafor")
        try app.store.write { db in
            guard var clinician = try ClinicianRepository(db, .practice).find(amara) else { return XCTFail("no clinician") }
            clinician.accountId = account.id
            XCTAssertTrue(try ClinicianRepository(db, .practice).update(clinician))
        }
        let page = try app.get("/clinicians")
        XCTAssertEqual(page.title, "Clinicians - Elm Surgery")
        XCTAssertTrue(page.contains("Add clinician"))
        XCTAssertTrue(page.contains("Dr Amara Okafor Partner Active Since 5 January 2026 None amara.okafor"), page.words)
        XCTAssertTrue(page.contains("Dr Eve Thornton No current term Active Next from 4 January 2027 None No account"), page.words)
        XCTAssertFalse(page.contains("Gareth"), "S0.81: inactive clinicians are out of most lists")
        XCTAssertTrue(try app.get("/clinicians?active=inactive").contains("Dr Gareth Vaughan"))
        XCTAssertTrue(try app.get("/clinicians?active=all").contains("3 clinicians"))
    }

    func testIndex_searchesWithoutCaseAndAccents() throws {
        let app = try TestApp.managed()
        _ = try app.addClinician("Dr Zoë Ångström")
        _ = try app.addClinician("Dr Tom Brennan")
        let page = try app.get("/clinicians?q=zoe+ang")
        XCTAssertTrue(page.contains("Dr Zoë Ångström"))
        XCTAssertFalse(page.contains("Brennan"))
        XCTAssertTrue(try app.get("/clinicians?type=none&q=tom").contains("1 active clinician"))
        XCTAssertTrue(try app.get("/clinicians?q=%3Cscript%3E").contains("No clinician matches"))
        XCTAssertFalse(try app.get("/clinicians?q=%3Cscript%3Ealert").text.contains("<script>alert"))
    }

    func testIndex_pagesLongListsAndLeadsBackFromNowhere() throws {
        let app = try TestApp.managed()
        try app.store.write { db in
            for number in 1...201 { _ = try ClinicianRepository(db, .practice).insert(name: "Dr \(1_000 + number)", active: true, accountId: nil) }
        }
        XCTAssertTrue(try app.get("/clinicians").contains("page 1 of 2"))
        let second = try app.get("/clinicians?page=2")
        XCTAssertTrue(second.contains("Dr 1201"))
        XCTAssertFalse(second.contains("Dr 1001"))
        XCTAssertEqual(try app.get("/clinicians?page=9").location, "/clinicians")
        XCTAssertEqual(try app.get("/clinicians?page=99999999999999999999").status, .ok)
    }

    func testIndex_saysWhatToDoWhileThereIsNobody() throws {
        let app = try TestApp.managed()
        XCTAssertTrue(try app.get("/clinicians").contains("No clinicians yet"))
        _ = try app.addClinician("Dr Gareth Vaughan", active: false)
        let page = try app.get("/clinicians")
        XCTAssertFalse(page.contains("No clinicians yet"))
        XCTAssertTrue(page.contains("No clinician matches"))
    }

    func testShow_hasTheHistoryOfTheRecordAndItsTerms() throws {
        let app = try TestApp.managed()
        _ = try app.post("/clinicians", ["name": "Dr Eve Thornton", "active": "yes"])
        _ = try app.browser.post("/clinicians/1/terms", pairs: salariedFields)
        let page = try app.get("/clinicians/1")
        XCTAssertTrue(page.contains("23 November 2026, 8:30am Add working term, The manager 23 November 2026, 8:30am Add clinician, The manager"), page.words)
    }

    /// S0.5, S0.6, S0.8, S0.9, S0.10, S0.56
    func testCreate_leadsToTheDetailPageWithTheNextStep() throws {
        let app = try TestApp.managed()
        let form = try app.get("/clinicians/new")
        XCTAssertTrue(form.contains("The name that colleagues will recognise; it appears on the rota"))
        XCTAssertEqual(form.ticked("active"), ["yes"])
        let saved = try app.browser.post(
            "/clinicians", pairs: [("name", "  Dr Eve Thornton "), ("groups", "2"), ("groups", "4"), ("account", ""), ("active", "yes")])
        XCTAssertEqual(saved.location, "/clinicians/1")
        let page = try app.browser.follow(saved)
        XCTAssertTrue(page.contains("Dr Eve Thornton was added."))
        XCTAssertTrue(page.contains("Add a term before generating: no shift can go to a clinician with no active term covering the dates."))
        XCTAssertTrue(page.contains("FY Supervisor ST Supervisor"))
        XCTAssertTrue(page.contains("No account linked"))
        XCTAssertEqual(try app.clinician(1)?.code, "eve-thornton")
        XCTAssertEqual(try app.auditLog().first?.action, "add clinician")
    }

    func testCreate_refusesBadNamesAndKeepsTheAnswers() throws {
        let app = try TestApp.managed()
        let cases = [
            ("", "Enter a full name"), ("\u{200B} ", "Enter a full name"), (String(repeating: "x", count: 201), "Full name must be 200 characters or fewer"),
            ("Dr\nEve", "Full name must be one line of text"), ("e" + String(repeating: "\u{301}", count: 300), "Full name must be 200 characters or fewer"),
        ]
        for (name, message) in cases {
            let page = try app.browser.post("/clinicians", pairs: [("name", name), ("groups", "2"), ("active", "yes")])
            XCTAssertEqual(page.status, .unprocessableContent)
            XCTAssertEqual(page.errors, [message])
            XCTAssertTrue(page.title.hasPrefix("Error: "))
            XCTAssertEqual(page.ticked("groups"), ["2"])
        }
        XCTAssertEqual(try app.count("SELECT count(*) FROM clinicians"), 0)
    }

    func testCreate_takesNamesOfAllScriptsAndMakesUniqueCodes() throws {
        let app = try TestApp.managed()
        for name in ["Dr 李小龙", "👩‍⚕️", "Dr <b>Bold</b> & \"Quote\"", "Dr Eve Thornton", "Dr Eve Thornton", "Ms O’Neil-Zoë"] {
            XCTAssertEqual(try app.post("/clinicians", ["name": "\(name)", "active": "yes"]).status, .seeOther, name)
        }
        let codes = try (1...6).map { try app.clinician($0)?.code ?? "" }
        XCTAssertEqual(codes, ["li-xiao-long", "clinician", "b-bold-b-quote", "eve-thornton", "eve-thornton-2", "oneil-zoe"])
        XCTAssertTrue(try app.get("/clinicians/3").text.contains("Dr &lt;b&gt;Bold&lt;/b&gt; &amp; "))
    }

    /// A form sent twice shows the first result.
    func testCreate_takesEffectOnce() throws {
        let app = try TestApp.managed()
        for _ in 0..<2 {
            let saved = try app.browser.post("/clinicians", ["name": "Dr Eve Thornton", "active": "yes"], once: "the-same")
            XCTAssertEqual(saved.location, "/clinicians/1")
        }
        XCTAssertEqual(try app.count("SELECT count(*) FROM clinicians"), 1)
    }

    /// S0.7
    func testAccount_listsOnlyThoseOfNobody() throws {
        let app = try TestApp.managed()
        let taken = try app.makeAccount(role: .clinician, username: "taken")
        let free = try app.makeAccount(role: .clinician, username: "free")
        XCTAssertEqual(try app.post("/clinicians", ["name": "Dr Eve Thornton", "account": "\(taken.id)", "active": "yes"]).location, "/clinicians/1")
        let form = try app.get("/clinicians/new")
        XCTAssertTrue(form.contains("free (The free)"))
        XCTAssertFalse(form.contains("taken ("))
        XCTAssertTrue(try app.get("/clinicians/1/edit").contains("taken (The taken)"), "one's own stays in the list")
        for account in ["\(taken.id)", "99", "x", "-1", "99999999999999999999"] {
            let page = try app.post("/clinicians", ["name": "Dr Tom Brennan", "account": "\(account)", "active": "yes"])
            XCTAssertEqual(page.errors, ["Choose an account that belongs to no other clinician"], account)
        }
        XCTAssertEqual(try app.post("/clinicians", ["name": "Dr Tom Brennan", "account": "\(free.id)", "active": "yes"]).status, .seeOther)
        XCTAssertTrue(try app.get("/clinicians/2").contains("free"))
    }

    /// S0.82, S0.83 and the decision on open terms
    func testDeactivate_asksWhetherToEndTheOpenTerm() throws {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Eve Thornton")
        let term = try app.addTerm(id, TermDetails(type: .salaried, start: day("2026-01-05"), fixedDays: [.mon]))
        try app.addShift(id, "2026-11-30")
        let asked = try app.post("/clinicians/\(id)", ["name": "Dr Eve Thornton", "revision": "1"])
        XCTAssertEqual(asked.status, .unprocessableContent)
        XCTAssertEqual(asked.errors, ["Choose whether to end the salaried term from 5 January 2026 today"])
        XCTAssertEqual(try app.clinician(id)?.active, true)
        let saved = try app.post("/clinicians/\(id)", ["name": "Dr Eve Thornton", "revision": "1", "end-term": "yes"])
        let page = try app.browser.follow(saved)
        XCTAssertTrue(page.contains("now inactive and gets no new shifts. The term ends today. 1 shift after today is still on the rota."), page.words)
        XCTAssertEqual(try app.clinician(id)?.active, false)
        XCTAssertEqual(try app.term(term)?.details.end, day("2026-11-23"))
        XCTAssertEqual(try app.count("SELECT count(*) FROM shifts"), 1, "history is kept")
        XCTAssertEqual(try app.auditLog().prefix(2).map(\.action).sorted(), ["deactivate clinician", "end working term"])
    }

    func testDeactivate_leavesTheTermWhenToldTo() throws {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Eve Thornton")
        let term = try app.addTerm(id, TermDetails(type: .salaried, start: day("2026-01-05"), fixedDays: [.mon]))
        XCTAssertEqual(try app.post("/clinicians/\(id)", ["name": "Dr Eve Thornton", "revision": "1", "end-term": "no"]).status, .seeOther)
        XCTAssertNil(try app.term(term)?.details.end)
    }

    /// S0.84: tick active; the term is added by its own form.
    func testReactivate_isATick() throws {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Eve Thornton", active: false)
        XCTAssertEqual(try app.post("/clinicians/\(id)", ["name": "Dr Eve Thornton", "revision": "1", "active": "yes"]).status, .seeOther)
        XCTAssertEqual(try app.clinician(id)?.active, true)
    }

    /// S0.85
    func testDelete_isNotThere() throws {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Eve Thornton")
        XCTAssertEqual(try app.post("/clinicians/\(id)/delete").status, .notFound)
        XCTAssertEqual(try app.browser.send(.delete, "/clinicians/\(id)").status, .methodNotAllowed)
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Eve Thornton")
        XCTAssertEqual(try app.post("/clinicians/\(id)", ["name": "Dr Eve Smith", "active": "yes", "revision": "1"]).status, .seeOther)
        for revision in ["1", "", "x", "99999999999999999999"] {
            XCTAssertEqual(try app.post("/clinicians/\(id)", ["name": "Dr Eve Jones", "active": "yes", "revision": "\(revision)"]).status, .conflict, revision)
        }
        XCTAssertEqual(try app.clinician(id)?.name, "Dr Eve Smith")
        let stale = try app.post("/clinicians/\(id)", ["name": "Dr Eve Jones", "active": "yes", "revision": "1"])
        XCTAssertTrue(stale.contains("It stands now as: Dr Eve Smith, in no group, active, no account."), stale.words)
        XCTAssertEqual(stale.value(of: "name"), "Dr Eve Jones")
        XCTAssertEqual(try app.browser.submit(stale, form: "/clinicians/\(id)").status, .seeOther, "now it was seen")
    }

    func testAnyPage_ofNobodyIsNotFound() throws {
        let app = try TestApp.managed()
        for path in ["/clinicians/99", "/clinicians/99/edit", "/clinicians/99/terms/new", "/clinicians/0", "/clinicians/-1", "/clinicians/x", "/terms/99", "/terms/99/edit",
            "/terms/99/end", "/terms/99/delete", "/terms/99/adjustments/new", "/clinicians/99999999999999999999", "/groups/99/edit", "/groups/99/delete"] {
            XCTAssertEqual(try app.get(path).status, .notFound, path)
        }
        for path in ["/clinicians/99", "/clinicians/99/terms", "/terms/99", "/terms/99/end", "/terms/99/delete", "/terms/99/adjustments", "/groups/99", "/groups/99/delete"] {
            XCTAssertEqual(try app.post(path).status, .notFound, path)
        }
    }
}
