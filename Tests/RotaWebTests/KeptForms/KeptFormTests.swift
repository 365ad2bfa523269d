import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// A half-filled form survives signing in again (issue 5.7).
final class KeptFormTests: XCTestCase {
    /// A manager whose login has just run out, with a form of a clinician under way.
    private func expired(_ app: TestApp, after seconds: Int = 3_601) throws {
        try app.signIn(as: .manager)
        app.now = app.now + seconds
    }

    private func sent(_ app: TestApp, name: String = "Dr <Zoë> & Co") throws -> TestResponse {
        try app.browser.post("/clinicians", ["name": name, "note": ""], headers: ["Referer": "http://rota.test/clinicians/new"])
    }

    private func kept(_ app: TestApp) throws -> Int { try app.count("SELECT count(*) FROM kept_forms") }

    func testForm_isKept_shown_andSentAfterAll() throws {
        let app = try TestApp()
        try expired(app)
        let answer = try sent(app)
        XCTAssertEqual(answer.location, "/sign-in?next=%2Fclinicians%2Fnew&why=form")
        XCTAssertTrue(try app.browser.follow(answer).contains("What you typed is kept: sign in, and you can send it."))
        XCTAssertEqual(try app.count("SELECT count(*) FROM clinicians"), 0)
        XCTAssertEqual(try app.browser.signIn("manager", next: "/clinicians/new").location, "/kept-form")
        let page = try app.get("/kept-form")
        XCTAssertTrue(page.text.contains("<dt>Name</dt><dd>Dr &lt;Zoë&gt; &amp; Co</dd>"), page.text)
        let result = try app.browser.submit(page, form: "/clinicians")
        XCTAssertEqual(result.location, "/clinicians/1")
        XCTAssertEqual(try app.clinician(1)?.name, "Dr <Zoë> & Co")
        XCTAssertEqual(try kept(app), 0)
        XCTAssertNil(app.browser.cookie("kept-form"))
        XCTAssertEqual(try app.get("/kept-form").location, "/")
    }

    func testForm_goesAfterADay_alsoWhereNoOtherIsKept() throws {
        let app = try TestApp()
        try expired(app)
        _ = try sent(app)
        app.now = app.now + 86_400
        NoticeRunner(app.practice).work()
        XCTAssertEqual(try kept(app), 1)
        app.now = app.now + 1
        NoticeRunner(app.practice).work()
        XCTAssertEqual(try kept(app), 0)
    }

    /// What was typed is shown in words, without names and ids that only the program knows; all of it is sent.
    func testForm_isReadable_andWhole() throws {
        let app = try TestApp()
        try expired(app)
        _ = try app.browser.post("/clinicians/1/terms", ["type": "partner", "start-day": "7", "start-month": "12", "start-year": "2026", "fte": "80", "min": "2", "home": "1", "supervisor": "3"])
        _ = try app.browser.signIn("manager")
        let page = try app.get("/kept-form")
        XCTAssertTrue(page.contains("under Clinicians"), page.text)
        for row in ["<dt>Start date</dt><dd>7 12 2026</dd>", "<dt>FTE %</dt><dd>80</dd>", "<dt>Minimum shifts per week</dt><dd>2</dd>"] { XCTAssertTrue(page.text.contains(row), row) }
        for name in ["Start day", "Supervisor", "Home", "Type"] { XCTAssertFalse(page.text.contains("<dt>\(name)</dt>"), name) }
        XCTAssertTrue(page.contains("Kept too, what you chose: kind, home location, supervising clinician."), page.words)
        for field in ["type", "start-day", "start-month", "start-year", "fte", "min", "home", "supervisor"] { XCTAssertTrue(page.text.contains("name=\"\(field)\""), field) }
    }

    /// What the form's own page would say, it says now: nothing is sent round the rules.
    func testForm_sentAfterAll_isCheckedAsEver() throws {
        let app = try TestApp()
        try expired(app)
        _ = try sent(app, name: " ")
        _ = try app.browser.signIn("manager")
        let answer = try app.browser.submit(try app.get("/kept-form"), form: "/clinicians")
        XCTAssertEqual(answer.status, .unprocessableContent)
        XCTAssertEqual(try kept(app), 1, "it stays until it is saved or dropped")
    }

    func testForm_canBeDropped() throws {
        let app = try TestApp()
        try expired(app)
        _ = try sent(app)
        _ = try app.browser.signIn("manager")
        let page = try app.get("/kept-form")
        XCTAssertEqual(try app.browser.submit(page, form: "/kept-form/removal").location, "/")
        XCTAssertEqual(try kept(app), 0)
        XCTAssertEqual(try app.count("SELECT count(*) FROM clinicians"), 0)
    }

    func testSomebodyElse_neverSeesIt() throws {
        let app = try TestApp()
        try expired(app)
        _ = try sent(app, name: "Secret Name")
        try app.makeAccount(role: .clinician)
        XCTAssertEqual(try app.browser.signIn("clinician", next: "/profile").location, "/profile")
        XCTAssertEqual(try app.get("/kept-form").location, "/")
        XCTAssertEqual(try app.post("/kept-form/removal").location, "/")
        XCTAssertEqual(try app.browser.signIn("manager").location, "/", "the cookie went with the button that dropped it")
        XCTAssertEqual(try kept(app), 1, "but nobody else deletes it")
        let other = TestBrowser(app)
        XCTAssertEqual(try other.signIn("manager").location, "/", "another browser")
    }

    func testForm_isKeptOverTheSecondStep() throws {
        let app = try TestApp()
        try app.turnOnTwoStep(try app.makeAccount(role: .manager))
        _ = try app.browser.signIn("manager")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).location, "/")
        app.now = app.now + 3_601
        _ = try sent(app)
        _ = try app.browser.signIn("manager")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).location, "/kept-form")
    }

    /// A form that a page of ours did not make for this very login is not kept: nobody can lay one for somebody to send.
    func testForgedForm_isNotKept() throws {
        let app = try TestApp()
        try expired(app)
        _ = try app.browser.post("/clinicians", ["name": "x"], csrf: .none)
        _ = try app.browser.post("/clinicians", ["name": "x"], csrf: .forged("x"))
        _ = try app.browser.post("/clinicians", ["name": "x"], headers: ["Sec-Fetch-Site": "cross-site"])
        _ = try TestBrowser(app).post("/clinicians", ["name": "x"])
        XCTAssertEqual(try kept(app), 0)
    }

    /// Passwords, codes and addresses under proof; files; buttons whose time has passed.
    func testSecrets_areNotKept() throws {
        let app = try TestApp()
        try app.signIn(as: .admin)
        app.now = app.now + 3_601
        for target in [
            "/password", "/two-step", "/two-step/secret", "/two-step/codes", "/two-step/removal", "/profile/email", "/accounts", "/accounts/1/password", "/accounts/1/reset-link",
            "/accounts/1/two-step/reset", "/sign-out", "/imports",
        ] {
            XCTAssertEqual(try app.post(target, ["a": "b"]).location?.hasPrefix("/sign-in"), true, target)
            XCTAssertEqual(try kept(app), 0, target)
        }
        for field in ["password", "current", "code"] {
            _ = try app.post("/clinicians", pairs: [(field, "x")])
            XCTAssertEqual(try kept(app), 0, field)
        }
        _ = try app.post("/clinicians", ["name": "x"])
        XCTAssertEqual(try kept(app), 1)
    }

    func testForms_areBoundedInSizeNumberAndAge() throws {
        let app = try TestApp()
        try expired(app)
        XCTAssertEqual(try sent(app, name: String(repeating: "a", count: 66_000)).location, "/sign-in")
        XCTAssertEqual(try kept(app), 0)
        for number in 0..<8 {
            XCTAssertEqual(try sent(app, name: "Dr \(number)").location, "/sign-in?next=%2Fclinicians%2Fnew&why=form")
            app.now = app.now + 1
        }
        XCTAssertEqual(try kept(app), 5)
        _ = try app.browser.signIn("manager")
        XCTAssertTrue(try app.get("/kept-form").contains("Dr 7"))
        app.now = app.now + 86_401
        _ = try app.browser.signIn("manager")
        XCTAssertEqual(try app.get("/kept-form").location, "/")
    }

    /// More than a stranger may send is taken only from somebody whose login ran out.
    func testBodyLimit_letsALongFormIn() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let token = try XCTUnwrap(app.browser.cookie("login"))
        func limit(_ cookie: String) throws -> Int {
            var headers: Headers = ["Host": "rota.test", "Content-Length": "40000"]
            headers["Cookie"] = cookie
            return app.app.bodyLimit(for: try Request(.post, "/clinicians", headers: headers))
        }
        XCTAssertEqual(try limit("login=\(token)"), 1 << 20)
        app.now = app.now + 3_601
        XCTAssertEqual(try limit("login=\(token)"), 65_536)
        XCTAssertEqual(try limit("login=\(String(repeating: "A", count: 43))"), 16_384)
        app.now = app.now + 4 * 86_400
        XCTAssertEqual(try limit("login=\(token)"), 16_384)
    }

    /// Only a login that ran out is remembered, and only for four days; one that was ended is nobody's.
    func testEndedLogins_keepNothing() throws {
        let app = try TestApp()
        let account = try app.signIn(as: .manager)
        let token = app.browser.cookie("login")
        _ = try app.post("/sign-out")
        app.browser.setCookie("login", token)
        _ = try sent(app)
        XCTAssertEqual(try kept(app), 0)
        try expired(app)
        try app.store.write { db in try LoginRepository(db).deleteAll(of: account.id) }
        _ = try sent(app)
        XCTAssertEqual(try kept(app), 0)
        try expired(app, after: 3_600 + 4 * 86_400)
        _ = try sent(app)
        XCTAssertEqual(try kept(app), 0)
        try expired(app, after: 3 * 86_400)
        _ = try sent(app)
        XCTAssertEqual(try kept(app), 1, "over a weekend")
    }

    func testExpiredLogin_opensNothing_thoughItIsRemembered() throws {
        let app = try TestApp()
        try expired(app)
        XCTAssertEqual(try app.get("/profile").location, "/sign-in?next=%2Fprofile")
        let other = TestBrowser(app)
        try other.signIn(as: .manager)
        XCTAssertEqual(try app.count("SELECT count(*) FROM logins"), 2, "it is kept for what it may still send")
        XCTAssertTrue(try other.get("/profile").contains("1 browser."))
        XCTAssertEqual(try app.get("/profile").status, .seeOther)
        app.now = app.now + 5 * 86_400
        try other.signIn(as: .manager)
        XCTAssertEqual(try app.count("SELECT count(*) FROM logins"), 1)
    }

    func testLogin_lastsAnHourUnusedAndTwelveInAll() throws {
        XCTAssertEqual([Settings().loginIdle, Settings().loginLifetime], [3_600, 43_200])
    }
}
