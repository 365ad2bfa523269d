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
        try app.get("/menu").text.matches(of: #/<a href="(/[a-z-]+)">/#).map { String($0.1) }.filter { !["/help", "/notifications", "/profile", "/logins", "/password", "/menu", "/accessibility"].contains($0) }
    }

    /// On a phone the menu is all there is: one's own pages are in it too (issue 5.7, 5.15).
    func testMenu_leadsToOnesOwnPages() throws {
        let page = try signedIn(.clinician).get("/menu")
        let own = try XCTUnwrap(page.text.split(separator: "<h2>You</h2>").last.map(String.init))
        for path in ["/notifications", "/profile", "/help"] { XCTAssertTrue(own.contains("<a href=\"\(path)\">"), path) }
        XCTAssertTrue(page.text.contains("<h2>You</h2>"))
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
