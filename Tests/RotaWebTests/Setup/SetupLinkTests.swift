import Civil
import HTTP
import RotaStore
import Secrets
import XCTest

@testable import RotaWeb

/// Issue 2, items 1 and 2: the one-time link that leads to the first account.
final class SetupLinkTests: XCTestCase {
    private func link(_ app: TestApp) throws -> String {
        let token = try Token(random: app.practice.random)
        try app.store.write { db in try SetupLinkRepository(db).replace(tokenHash: token.hash, at: app.now) }
        return "/setup/\(token.text)"
    }

    private let priya: KeyValuePairs = ["name": "Priya Shah", "email": "p@example.com", "username": "priya", "password": "window kettle 47 harbour"]

    func testLink_leadsToTheFirstAccount_andSignsItIn() throws {
        let app = try TestApp(isSetUp: false)
        let link = try link(app)
        let first = try app.get(link)
        XCTAssertEqual(first.location, "/setup/practice", "the token leaves the address bar")
        XCTAssertEqual(first.headers["Referrer-Policy"], "no-referrer")
        XCTAssertTrue(first.headers.values("Set-Cookie").contains { $0.hasPrefix("setup=") && $0.contains("Path=/setup; Max-Age=86400; HttpOnly") })
        XCTAssertEqual(try app.post("/setup/practice", ["name": "Elm Surgery", "nation": "scotland"]).location, "/setup/locations")
        XCTAssertEqual(try app.post("/setup/account", priya).location, "/tasks")
        XCTAssertEqual(try app.get("/tasks").status, .ok)
        XCTAssertEqual(try app.account("priya")?.role, .admin)
        XCTAssertFalse(app.log.contains { $0.contains(link.dropFirst(7)) }, "the token stays out of the log")
    }

    func testLink_worksOnce() throws {
        let app = try TestApp(isSetUp: false)
        let link = try link(app)
        _ = try app.get(link)
        _ = try app.post("/setup/account", priya)
        for target in [link, "/setup/practice", "/setup/locations", "/setup/account"] { XCTAssertEqual(try TestBrowser(app).get(target).status, .gone, target) }
        XCTAssertEqual(try app.post("/setup/account", priya).status, .gone)
    }

    func testLink_isReplacedByANewerOne() throws {
        let app = try TestApp(isSetUp: false)
        let (old, new) = (try link(app), try link(app))
        XCTAssertEqual(try app.get(old).status, .gone)
        XCTAssertEqual(try app.get(new).status, .seeOther)
    }

    func testLink_endsAfterADay_alsoForABrowserThatCameByIt() throws {
        let app = try TestApp(isSetUp: false)
        let link = try link(app)
        app.now = app.now + 86_400
        XCTAssertEqual(try app.get(link).status, .seeOther)
        app.now = app.now + 1
        XCTAssertEqual(try app.get(link).status, .gone)
        XCTAssertEqual(try app.post("/setup/account", priya).status, .gone)
    }

    func testLink_thatIsNone_isGoneOrNotFound() throws {
        let app = try TestApp(isSetUp: false)
        XCTAssertEqual(try app.get("/setup/\(String(repeating: "A", count: 43))").status, .gone)
        XCTAssertEqual(try app.get("/setup/x").status, .notFound)
    }

    func testTwoBrowsers_racingForTheFirstAccount_makeOne() throws {
        let app = try TestApp(isSetUp: false)
        let link = try link(app)
        let other = TestBrowser(app)
        _ = try app.get(link)
        _ = try other.get(link)
        XCTAssertEqual(try app.get("/setup/account").status, .ok)
        XCTAssertEqual(try other.get("/setup/account").status, .ok)
        XCTAssertEqual(try app.post("/setup/account", priya).location, "/tasks")
        let late = try other.post("/setup/account", ["name": "Mallory", "email": "m@example.com", "username": "mallory", "password": "window kettle 47 harbour"])
        XCTAssertEqual(late.status, .gone)
        XCTAssertNil(try app.account("mallory"))
    }

    /// Past the gate at the same moment: the database decides.
    func testCreateFirstManager_isNilForTheSecond() throws {
        let app = try TestApp(isSetUp: false)
        let form = AccountForm(username: "a", name: "A", email: "a@example.com", role: "admin", password: "x")
        let second = AccountForm(username: "b", name: "B", email: "b@example.com", role: "admin", password: "x")
        XCTAssertNotNil(try PracticeSetUp(app.practice).createFirstManager(form, by: .commandLine))
        XCTAssertNil(try PracticeSetUp(app.practice).createFirstManager(second, by: .commandLine))
    }

    func testCookie_behindHTTPS_hasTheSecurePrefix() throws {
        let app = try TestApp(isSetUp: false) { $0.baseURL = "https://rota.test" }
        XCTAssertTrue(try app.get(try link(app)).headers.values("Set-Cookie").contains { $0.hasPrefix("__Secure-setup=") && $0.contains("; Secure") })
        XCTAssertEqual(try app.get("/setup/practice").status, .ok)
    }
}
