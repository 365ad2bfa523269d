import RotaDomain
import XCTest

@testable import RotaWeb

/// What an account's permissions open, and how soon they stop (issue 5.6).
final class PermissionTests: XCTestCase {
    private func signedIn(_ role: Role, _ permissions: Set<Permission>? = nil) throws -> TestApp {
        let app = try TestApp()
        let account = try app.makeAccount(role: role, permissions: permissions)
        XCTAssertEqual(try app.browser.signIn(account.username).status, .seeOther)
        return app
    }

    private func navigation(_ app: TestApp) throws -> [String] {
        try app.get("/menu").text.matches(of: #/<a href="(/[a-z-]+)">/#).map { String($0.1) }.filter { !["/help", "/profile", "/logins", "/password", "/menu", "/accessibility"].contains($0) }
    }

    func testNavigation_hasWhatTheAccountMayOpen() throws {
        XCTAssertEqual(Set(try navigation(try signedIn(.clinician))), ["/rota"])
        let clinics = try signedIn(.clinicAdmin)
        XCTAssertFalse(try clinics.get("/menu").contains("Settings"))
        XCTAssertEqual(Set(try navigation(clinics)), ["/rota", "/warnings", "/publications", "/clinicians", "/groups", "/leave", "/locum-bookings"])
        XCTAssertTrue(try navigation(try signedIn(.clinician, [.audit])).contains("/audit"))
    }

    /// The role that stands in the database counts, not the one that signed in.
    func testPermission_isLostAtTheNextRequest() throws {
        let app = try signedIn(.clinicAdmin)
        XCTAssertEqual(try app.get("/leave").status, .ok)
        try app.store.write { db in _ = try db.run("INSERT INTO account_permissions (account_id, permission, given) SELECT id, 'requests', 0 FROM accounts") }
        XCTAssertEqual(try app.get("/leave").status, .forbidden)
        XCTAssertEqual(try app.get("/groups").status, .ok)
    }

    func testHome_leadsToWhatIsLeftToSetUpOnlyWhoMayDoIt() throws {
        XCTAssertEqual(try signedIn(.manager).get("/").location, "/tasks")
        XCTAssertEqual(try signedIn(.clinicAdmin).get("/").location, "/rota")
        XCTAssertEqual(try signedIn(.clinician, [.settings]).get("/").location, "/tasks")
    }

    /// Sickness is pressed on the rota's page and records leave: either permission alone is not enough.
    func testSickness_takesRotaAndRequests() throws {
        let app = try RotaFixture.app()
        for (username, permissions, status) in [("rota", [Permission.rota], 403), ("requests", [.requests], 403), ("both", [.rota, .requests], 422)] {
            try app.makeAccount(role: .clinician, username: username, permissions: Set(permissions))
            let browser = TestBrowser(app)
            XCTAssertEqual(try browser.signIn(username).status, .seeOther)
            XCTAssertEqual(try browser.post("/rota/1/2026-11-23/sickness").status.code, status, username)
            XCTAssertEqual(try browser.get("/rota").contains("/rota/1/2026-11-23"), permissions.contains(.rota), username)
        }
    }
}
