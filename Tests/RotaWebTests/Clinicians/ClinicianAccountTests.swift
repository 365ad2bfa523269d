import RotaDomain
import XCTest

@testable import RotaWeb

/// S0.7, issue 5.5: an existing account linked from the clinician's form, unlinked, and never anybody else's at the same time.
final class ClinicianAccountTests: XCTestCase {
    private func values(_ page: TestResponse) -> [String] {
        page.between("<select class=\"select\" id=\"account\"", "</select>").matches(of: #/<option value="(\d*)"/#).map { String($0.1) }
    }

    func testForm_linksAndUnlinks() throws {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Amara Okafor")
        let account = try app.makeAccount(role: .clinician)
        let page = try app.get("/clinicians/\(id)/edit")
        XCTAssertTrue(page.contains("Link to user account"))
        XCTAssertEqual(try app.browser.submit(page, form: "/clinicians/\(id)", changing: ["account": "\(account.id)"]).status, .seeOther)
        XCTAssertEqual(try app.clinician(id)?.accountId, account.id)
        XCTAssertEqual(try app.auditLog().first?.after, #"{"account":"clinician"}"#)
        XCTAssertTrue(try app.get("/accounts/\(account.id)").contains("Dr Amara Okafor"))
        XCTAssertEqual(try app.browser.submit(try app.get("/clinicians/\(id)/edit"), form: "/clinicians/\(id)", changing: ["account": ""]).status, .seeOther)
        XCTAssertNil(try app.clinician(id)?.accountId)
        XCTAssertEqual(try app.auditLog().first?.before, #"{"account":"clinician"}"#)
    }

    func testForm_listsOnlyAccountsOfNobody_andRefusesTheOthers() throws {
        let app = try TestApp.managed()
        let (one, two) = (try app.addClinician("Dr Amara Okafor"), try app.addClinician("Dr Tom Brennan"))
        let account = try app.makeAccount(role: .clinician)
        let stale = try app.get("/clinicians/\(two)/edit")
        XCTAssertTrue(values(stale).contains("\(account.id)"))
        _ = try app.browser.submit(try app.get("/clinicians/\(one)/edit"), form: "/clinicians/\(one)", changing: ["account": "\(account.id)"])
        XCTAssertFalse(values(try app.get("/clinicians/\(two)/edit")).contains("\(account.id)"))
        XCTAssertTrue(values(try app.get("/clinicians/\(one)/edit")).contains("\(account.id)"), "their own")
        let refused = try app.browser.submit(stale, form: "/clinicians/\(two)", changing: ["account": "\(account.id)"])
        XCTAssertEqual(refused.errors, ["Choose an account that belongs to no other clinician"])
        for value in ["999", "0", "-1", "x", "99999999999999999999"] {
            XCTAssertEqual(try app.browser.submit(stale, form: "/clinicians/\(two)", changing: ["account": value]).status, .unprocessableContent, value)
        }
        XCTAssertNil(try app.clinician(two)?.accountId)
        XCTAssertEqual(try app.clinician(one)?.accountId, account.id)
    }

    /// Whose account is whose is for those who manage users: nobody else changes it, whatever they send.
    func testForm_withoutManagingUsers_keepsTheLink() throws {
        let app = try TestApp()
        try app.signIn(as: .clinicAdmin)
        let id = try app.addClinician("Dr Amara Okafor")
        let (account, other) = (try app.makeAccount(role: .clinician), try app.makeAccount(role: .clinician, username: "other"))
        try app.store.write { db in _ = try db.run("UPDATE clinicians SET account_id = :account WHERE id = :id", ["account": account.id, "id": id]) }
        let page = try app.get("/clinicians/\(id)/edit")
        XCTAssertFalse(page.hasControl("account"))
        XCTAssertTrue(page.contains("Signs in as clinician. Somebody who manages users can change that."))
        XCTAssertEqual(try app.browser.submit(page, form: "/clinicians/\(id)", changing: ["name": "Dr A. Okafor", "account": "\(other.id)"]).status, .seeOther)
        XCTAssertEqual(try app.clinician(id)?.accountId, account.id)
        XCTAssertEqual(try app.clinician(id)?.name, "Dr A. Okafor")
        let added = try app.post("/clinicians", ["name": "Dr New", "active": "yes", "account": "\(other.id)"])
        XCTAssertEqual(added.status, .seeOther)
        XCTAssertNil(try app.clinician(id + 1)?.accountId)
    }

    /// By a clinician's form nobody links or unlinks the account of somebody above them, whose own form is shut to them (issue 5.5, 5.6, ASVS 8.2.2).
    func testUpdate_leavesTheAccountsOfThoseAbove() throws {
        let app = try TestApp()
        let manager = try app.makeAccount(role: .manager), admin = try app.makeAccount(role: .admin)
        let one = try app.addClinician("Dr Amara Okafor"), two = try app.addClinician("Dr Ben Lake")
        try app.store.write { db in _ = try db.run("UPDATE clinicians SET account_id = :account WHERE id = :id", ["account": manager.id, "id": one]) }
        try app.makeAccount(role: .clinicAdmin, username: "helper", permissions: Role.clinicAdmin.permissions.union([.users]))
        XCTAssertEqual(try app.browser.signIn("helper").status, .seeOther)
        let theirs = try app.get("/clinicians/\(one)/edit")
        XCTAssertFalse(theirs.hasControl("account"))
        XCTAssertEqual(try app.browser.submit(theirs, form: "/clinicians/\(one)", changing: ["account": "", "name": "Dr A. Okafor"]).status, .seeOther)
        XCTAssertEqual(try app.clinician(one)?.accountId, manager.id)
        let free = try app.get("/clinicians/\(two)/edit")
        XCTAssertTrue(free.hasControl("account"))
        XCTAssertEqual(try app.browser.submit(free, form: "/clinicians/\(two)", changing: ["account": "\(admin.id)"]).errors, ["Choose an account that belongs to no other clinician"])
        XCTAssertNil(try app.clinician(two)?.accountId)
    }
}
