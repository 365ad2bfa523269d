import RotaStore
import XCTest

@testable import RotaWeb

/// "Where you are signed in" (ASVS 7.5.2) and its manager's page (7.4.5).
final class LoginsTests: XCTestCase {
    func testIndex_listsEachBrowserAndMarksThisOne() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let phone = TestBrowser(app)
        phone.agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1"
        phone.address = "198.51.100.7"
        try phone.signIn(as: .manager)
        let page = try app.get("/logins")
        XCTAssertTrue(page.contains("Safari on iPhone"))
        XCTAssertTrue(page.contains("198.51.100.7"))
        XCTAssertTrue(page.contains("Firefox on Linux This browser"))
    }

    /// Issue 5.7: when a login ends by itself is said, as it is set; and the way back to the profile is there.
    func testIndex_saysItsLimits() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        let page = try app.get("/logins")
        XCTAssertTrue(page.contains("A browser is signed out after 60 minutes without use, and 12 hours after signing in at the latest."))
        for path in ["/logins", "/password"] { XCTAssertTrue(try app.get(path).text.contains("<nav class=\"breadcrumbs\" aria-label=\"Breadcrumb\"><ol><li><a href=\"/profile\">"), path) }
    }

    func testEnd_signsThatBrowserOutAtOnce() throws {
        let app = try TestApp()
        let account = try app.signIn(as: .manager)
        let other = TestBrowser(app)
        try other.signIn(as: .manager)
        let newest = try XCTUnwrap(try app.store.read { db in try LoginRepository(db).all(of: account.id).map(\.id).max() })
        XCTAssertEqual(try app.post("/logins/\(newest)/end").location, "/logins")
        XCTAssertEqual(try other.get("/").location, "/sign-in")
        XCTAssertEqual(try app.get("/logins").status, .ok)
    }

    func testEnd_ofSomebodyElsesLogin_isNotFound() throws {
        let app = try TestApp()
        let account = try app.signIn(as: .manager)
        let login = try XCTUnwrap(try app.store.read { db in try LoginRepository(db).all(of: account.id).first?.id })
        let other = TestBrowser(app)
        try other.signIn(as: .clinician)
        XCTAssertEqual(try other.post("/logins/\(login)/end").status, .notFound)
        XCTAssertEqual(try app.get("/logins").status, .ok)
    }

    /// The form's own effect ends the login that remembers what was sent: no reason to fail.
    func testEnd_ofOnesOwnLogin_leadsToSignIn() throws {
        let app = try TestApp()
        let account = try app.signIn(as: .manager)
        let login = try XCTUnwrap(try app.store.read { db in try LoginRepository(db).all(of: account.id).first?.id })
        let answer = try app.post("/logins/\(login)/end")
        XCTAssertEqual(answer.status, .seeOther)
        XCTAssertEqual(try app.browser.follow(answer).title, "Sign in - Elm Surgery")
    }

    func testEndOthers_keepsThisOne() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let others = [TestBrowser(app), TestBrowser(app)]
        for other in others { try other.signIn(as: .manager) }
        XCTAssertEqual(try app.post("/logins/end").location, "/logins")
        for other in others { XCTAssertEqual(try other.get("/").location, "/sign-in") }
        XCTAssertTrue(try app.get("/logins").contains("Every other browser is signed out."))
    }

    func testManager_endsAnAccountsLogins() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let other = TestBrowser(app)
        let account = try other.signIn(as: .clinician)
        XCTAssertTrue(try app.get("/accounts/\(account.id)/logins").contains("192.0.2.10"))
        XCTAssertTrue(try app.get("/accounts/\(account.id)/logins").contains("Where \(account.name) is signed in"))
        XCTAssertEqual(try app.post("/accounts/\(account.id)/logins/end").location, "/accounts/\(account.id)/logins")
        XCTAssertEqual(try other.get("/").location, "/sign-in")
        XCTAssertTrue(try app.get("/accounts/\(account.id)/logins").contains("Not signed in anywhere"))
    }

    func testBrowserName_tellsTheCommonOnesApart() {
        XCTAssertEqual(BrowserName.words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0"), "Edge on Windows")
        XCTAssertEqual(BrowserName.words("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"), "Chrome on Android")
        XCTAssertEqual(BrowserName.words("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) AppleWebKit/605 (KHTML, like Gecko) Version/17 Safari/605"), "Safari on Mac")
        XCTAssertEqual(BrowserName.words(""), "An unknown browser")
    }
}
