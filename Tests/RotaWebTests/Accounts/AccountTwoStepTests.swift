import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Which roles must sign in by two steps (issue 5.7).
final class AccountTwoStepTests: XCTestCase {
    private func roles(_ app: TestApp) throws -> Set<Role> { try app.store.read { db in try TwoStepRepository(db).roles() } }

    func testUpdate_savesTheRolesAndTellsTheAuditLog() throws {
        let app = try TestApp()
        try app.turnOnTwoStep(try app.signIn(as: .admin))
        try app.makeAccount(role: .manager)
        let page = try app.get("/accounts/two-step")
        XCTAssertEqual(page.ticked("roles"), [])
        XCTAssertEqual(try app.submit(page, form: "/accounts/two-step", ticking: ["admin", "manager"], of: "roles").location, "/accounts")
        XCTAssertEqual(try roles(app), [.admin, .manager])
        XCTAssertEqual(try app.auditLog().first?.after, #"{"roles":"Administrator, Practice manager"}"#)
        XCTAssertTrue(try app.get("/accounts").contains("Two-step due<"))
        XCTAssertEqual(try app.submit(try app.get("/accounts/two-step"), form: "/accounts/two-step", ticking: [], of: "roles").status, .seeOther)
        XCTAssertEqual(try roles(app), [])
    }

    /// A role above one's own stays as it was, whatever is sent.
    func testUpdate_leavesTheRolesAbove() throws {
        let app = try TestApp.managed()
        try app.store.write { db in try TwoStepRepository(db).setRoles([.admin]) }
        let page = try app.get("/accounts/two-step")
        XCTAssertTrue(page.contains("Administrator: must."))
        XCTAssertFalse(page.contains("name=\"roles\" value=\"admin\""))
        XCTAssertEqual(try app.submit(page, form: "/accounts/two-step", ticking: ["clinician"], of: "roles").status, .seeOther)
        XCTAssertEqual(try roles(app), [.admin, .clinician])
        let again = try app.get("/accounts/two-step")
        try app.store.write { db in try TwoStepRepository(db).setRoles([.clinician]) }
        let fresh = try app.get("/accounts/two-step")
        XCTAssertEqual(try app.submit(fresh, form: "/accounts/two-step", ticking: ["admin", "manager"], of: "roles").status, .seeOther)
        XCTAssertEqual(try roles(app), [.manager], "an administrator's is not a manager's to demand")
        XCTAssertEqual(again.status, .ok)
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try TestApp.managed()
        let page = try app.get("/accounts/two-step")
        try app.store.write { db in try TwoStepRepository(db).setRoles([.clinicAdmin]) }
        let refused = try app.submit(page, form: "/accounts/two-step", ticking: ["clinician"], of: "roles")
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: Clinic admin."), refused.words)
        XCTAssertEqual(refused.ticked("roles"), ["clinician"])
        XCTAssertEqual(try roles(app), [.clinicAdmin])
    }

    func testPage_countsWhoHasIt() throws {
        let app = try TestApp.managed()
        let other = try app.makeAccount(role: .clinician)
        try app.makeAccount(role: .clinician, username: "second")
        try app.store.write { db in
            _ = try db.run("INSERT INTO two_step_secrets (account_id, secret, created_at, confirmed_at) VALUES (:id, zeroblob(20), '2026-11-23T08:00:00Z', '2026-11-23T08:00:00Z')", ["id": other.id])
        }
        let page = try app.get("/accounts/two-step")
        XCTAssertTrue(page.contains("2 active users, 1 with two steps on"))
        XCTAssertTrue(page.contains("No active user has this role"))
    }
}
