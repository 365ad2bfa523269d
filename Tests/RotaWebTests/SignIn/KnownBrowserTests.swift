import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Issue 5.8: guessing is slowed down, and nobody can hold the owner's sign-in shut (ASVS 6.1.1).
final class KnownBrowserTests: XCTestCase {
    private func appWithManager() throws -> TestApp {
        let app = try TestApp()
        try app.signIn(as: .manager)
        return app
    }

    /// As the worst attacker does: every try that the waits leave, from ever new places, and one more whenever the longest wait is over.
    private func attack(_ app: TestApp, _ name: String = "manager") throws {
        let stranger = TestBrowser(app)
        for number in 0..<60 {
            stranger.address = "203.0.113.\(number)"
            let answer = try stranger.signIn(name, password: "wrong")
            app.now = app.now + (answer.status == .tooManyRequests ? 900 : 0)
        }
        _ = try stranger.signIn(name, password: "wrong")
        stranger.address = "198.51.100.7"
        XCTAssertEqual(try stranger.signIn(name).status, .tooManyRequests, "the slot is taken")
    }

    func testOwner_isNotKeptOutOfTheirOwnBrowser_whoeverTriesHowOftenElsewhere() throws {
        let app = try appWithManager()
        for name in ["manager", "manager@example.com"] {
            try attack(app, name)
            XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther)
            XCTAssertEqual(try app.browser.signIn("manager@example.com").status, .seeOther)
        }
    }

    /// A colleague on the practice's own network takes all its tries.
    func testOwner_isNotKeptOut_byTriesFromTheirOwnNetwork() throws {
        let app = try appWithManager(), colleague = TestBrowser(app)
        for number in 0..<20 { XCTAssertEqual(try colleague.signIn(number < 5 ? "manager" : "guess\(number)", password: "wrong").status, .unprocessableContent) }
        XCTAssertEqual(try colleague.signIn("manager").status, .tooManyRequests)
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther)
    }

    /// Ten free in such a browser, then it waits as every other; and its tries are not counted twice.
    func testTries_areCountedInSuchABrowserToo() throws {
        let app = try appWithManager()
        for _ in 0..<10 { XCTAssertEqual(try app.browser.signIn("manager", password: "wrong").status, .unprocessableContent) }
        for wait in [30, 60, 120] {
            XCTAssertEqual(try app.browser.signIn("manager@example.com").headers["Retry-After"], String(wait))
            app.now = app.now + wait
            XCTAssertEqual(try app.browser.signIn("manager", password: "wrong").status, .unprocessableContent)
        }
        XCTAssertEqual(try TestBrowser(app).signIn("manager").status, .seeOther, "elsewhere nothing was tried")
    }

    /// Another person's, a made-up one, none of its own account: tries are then counted as a stranger's.
    func testMark_countsForItsOwnAccountOnly_andOpensNothing() throws {
        let app = try appWithManager()
        try app.makeAccount(role: .clinician)
        let clinician = TestBrowser(app), forger = TestBrowser(app), bearer = TestBrowser(app)
        XCTAssertEqual(try clinician.signIn("clinician").status, .seeOther)
        forger.setCookie("known", String(repeating: "A", count: 43))
        bearer.setCookie("known", app.browser.cookie("known"))
        XCTAssertEqual(try bearer.get("/logins").location, "/sign-in?next=%2Flogins")
        try attack(app)
        XCTAssertEqual(try clinician.signIn("manager").status, .tooManyRequests)
        XCTAssertEqual(try forger.signIn("manager").status, .tooManyRequests)
        XCTAssertEqual(try clinician.signIn("clinician").status, .seeOther)
    }

    /// A reception's computer is several people's.
    func testBrowser_isKnownToAllWhoShareIt_andItsMarkChangesWithEachSignIn() throws {
        let app = try appWithManager()
        try app.makeAccount(role: .clinician)
        let first = try XCTUnwrap(app.browser.cookie("known"))
        XCTAssertEqual(try app.browser.signIn("clinician").status, .seeOther)
        XCTAssertNotEqual(app.browser.cookie("known"), first)
        try attack(app, "clinician")
        try attack(app)
        let planted = TestBrowser(app)
        planted.setCookie("known", first)
        XCTAssertEqual(try planted.signIn("manager").status, .tooManyRequests, "one that was read there before is worth nothing")
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther)
        XCTAssertEqual(try app.browser.signIn("clinician").status, .seeOther)
        XCTAssertEqual(try app.count("SELECT count(*) FROM known_browsers"), 2)
    }

    func testSignOut_leavesTheBrowserKnown_andANewPasswordDoesNot() throws {
        let app = try appWithManager(), phone = TestBrowser(app)
        _ = try phone.signIn("manager")
        _ = try app.post("/sign-out")
        try attack(app)
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther)
        let new = "quiet otters paddle upstream"
        XCTAssertEqual(try app.post("/password", ["current": TestApp.password, "password": new]).status, .seeOther)
        try attack(app)
        XCTAssertEqual(try app.browser.signIn("manager", password: new).status, .seeOther, "the browser that changed it is known")
        XCTAssertEqual(try phone.signIn("manager", password: new).status, .tooManyRequests)
    }

    func testSecondStep_isNotHeldShutFromElsewhere() throws {
        let app = try TestApp(), account = try app.makeAccount(role: .manager), stranger = TestBrowser(app)
        try app.turnOnTwoStep(account)
        XCTAssertEqual(try app.browser.signIn("manager").location, "/sign-in/code")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).location, "/")
        for number in 0..<50 {
            stranger.address = "203.0.113.\(number)"
            if number % 5 == 0 { XCTAssertEqual(try stranger.signIn("manager").location, "/sign-in/code") }
            XCTAssertEqual(try stranger.post("/sign-in/code", ["code": try app.wrongCode()]).status, .unprocessableContent)
        }
        XCTAssertEqual(try stranger.post("/sign-in/code", ["code": try app.wrongCode()]).status, .tooManyRequests)
        app.now = app.now + 30
        XCTAssertEqual(try stranger.post("/sign-in/code", ["code": try app.wrongCode()]).status, .unprocessableContent)
        XCTAssertEqual(try app.browser.signIn("manager").location, "/sign-in/code")
        for _ in 0..<5 { XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.wrongCode()]).status, .unprocessableContent) }
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).status, .tooManyRequests, "five free here too")
        app.now = app.now + 30
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).location, "/")
    }

    /// Not even the password alone makes a browser known where there is a second step.
    func testPasswordAlone_makesNoBrowserKnown() throws {
        let app = try TestApp(), account = try app.makeAccount(role: .manager)
        try app.turnOnTwoStep(account)
        XCTAssertEqual(try app.browser.signIn("manager").location, "/sign-in/code")
        XCTAssertNil(app.browser.cookie("known"))
        XCTAssertEqual(try app.count("SELECT count(*) FROM known_browsers"), 0)
    }

    func testCookie_isForTheServerOnly_andTheDatabaseHoldsNoneOfIt() throws {
        let app = try TestApp { $0.baseURL = "https://rota.test" }
        try app.makeAccount(role: .manager)
        app.browser.isSecure = true
        let answer = try app.browser.signIn("manager")
        let line = try XCTUnwrap(answer.headers.values("Set-Cookie").first { $0.hasPrefix("__Host-known=") })
        for part in ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax", "; Max-Age=31536000"] { XCTAssertTrue(line.contains(part), "\(part) in \(line)") }
        let mark = try XCTUnwrap(app.browser.cookie("__Host-known"))
        XCTAssertNotEqual(mark, app.browser.cookie("__Host-login"))
        XCTAssertFalse("\(try app.auditLog())\(app.log)".contains(mark))
    }

    func testBrowsers_areForgottenAfterAYear_andTwentyAreKept() throws {
        let app = try appWithManager()
        for _ in 0..<25 {
            app.now = app.now + 1
            XCTAssertEqual(try TestBrowser(app).signIn("manager").status, .seeOther)
        }
        XCTAssertEqual(try app.count("SELECT count(*) FROM known_browsers"), 20)
        try attack(app)
        XCTAssertEqual(try app.browser.signIn("manager").status, .tooManyRequests, "twenty others were seen since")
        app.now = app.now + 366 * 86_400
        _ = try app.browser.signIn("manager")
        XCTAssertEqual(try app.count("SELECT count(*) FROM known_browsers"), 1)
    }
}
