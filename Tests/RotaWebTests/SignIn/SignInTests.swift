import Civil
import HTTP
import RotaDomain
import RotaStore
import Secrets
import XCTest

@testable import RotaWeb

/// Issue 2, item 10; ASVS 6.2, 6.3, 7.2 to 7.4.
final class SignInTests: XCTestCase {
    private func appWithManager(settings: (inout Settings) -> Void = { _ in }) throws -> TestApp {
        let app = try TestApp(settings: settings)
        try app.makeAccount(role: .manager)
        return app
    }

    func testCreate_takesUsernameOrEmail_whateverTheCase() throws {
        let app = try appWithManager()
        for name in ["manager", " MANAGER ", "Manager@Example.com"] {
            XCTAssertEqual(try TestBrowser(app).signIn(name).location, "/", name)
        }
    }

    /// The same words and the same status, whoever it is (ASVS 6.3.8).
    func testCreate_refusesWithOneMessage() throws {
        let app = try appWithManager()
        try app.makeAccount(role: .clinician, username: "gone", active: false)
        let answers = try [
            app.browser.signIn("nobody"), app.browser.signIn("manager", password: "a wrong pass phrase"), app.browser.signIn("gone"),
            app.browser.signIn("manager", password: TestApp.password + " "), app.browser.signIn("manager", password: TestApp.password.uppercased()),
        ]
        for answer in answers {
            XCTAssertEqual(answer.status, .unprocessableContent)
            XCTAssertEqual(answer.errors, ["The username or the password is not right"])
            XCTAssertEqual(answer.headers.values("Set-Cookie"), [])
        }
        XCTAssertEqual(answers[0].value(of: "username"), "nobody")
        XCTAssertEqual(answers[0].value(of: "password"), "")
    }

    /// Five free, then 30 seconds, doubling to 15 minutes.
    func testCreate_slowsDownByName_doubling() throws {
        for name in ["manager", "nobody"] {
            let app = try appWithManager()
            for _ in 0..<5 { XCTAssertEqual(try app.browser.signIn(name, password: "wrong").status, .unprocessableContent, name) }
            for wait in [30, 60, 120, 240, 480, 900, 900] {
                let early = try app.browser.signIn(name)
                XCTAssertEqual(early.status, .tooManyRequests, "\(name), \(wait)")
                XCTAssertEqual(early.headers["Retry-After"], String(wait))
                app.now = app.now + (wait - 1)
                XCTAssertEqual(try app.browser.signIn(name).status, .tooManyRequests, "a second early, \(name)")
                app.now = app.now + 1
                XCTAssertEqual(try app.browser.signIn(name, password: "wrong").status, .unprocessableContent, "\(name), \(wait)")
            }
        }
    }

    /// Whoever guesses from one address neither gets further at another's account nor keeps its owner out.
    func testCreate_slowsDownByName_whereTheTriesCameFrom() throws {
        let app = try appWithManager()
        try app.makeAccount(role: .clinician)
        let stranger = TestBrowser(app)
        stranger.address = "203.0.113.1"
        for _ in 0..<5 { _ = try stranger.signIn("manager", password: "wrong") }
        XCTAssertEqual(try stranger.signIn("manager").status, .tooManyRequests)
        XCTAssertEqual(try stranger.signIn("clinician").status, .seeOther)
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther)
    }

    func testCreate_slowsDownByName_afterFiftyFromManyAddresses() throws {
        let app = try appWithManager()
        let stranger = TestBrowser(app)
        for number in 0..<50 {
            stranger.address = "203.0.113.\(number / 5)"
            XCTAssertEqual(try stranger.signIn("manager", password: "wrong").status, .unprocessableContent)
        }
        XCTAssertEqual(try app.browser.signIn("manager").status, .tooManyRequests)
        let other = try app.makeAccount(role: .admin)
        try app.store.write { db in
            guard let manager = try AccountRepository(db).find(signingInAs: "manager") else { return XCTFail("no manager") }
            XCTAssertNotEqual(manager.id, other.id)
            try SignInFailures.forget(manager, db)
        }
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther, "a new password forgets")
    }

    func testCreate_slowsDownByAddress_afterTwenty() throws {
        let app = try appWithManager()
        for number in 0..<20 { XCTAssertEqual(try app.browser.signIn("guess\(number)").status, .unprocessableContent) }
        XCTAssertEqual(try app.browser.signIn("manager").status, .tooManyRequests)
        let elsewhere = TestBrowser(app)
        elsewhere.address = "203.0.113.9"
        XCTAssertEqual(try elsewhere.signIn("manager").status, .seeOther)
        app.now = app.now + 30
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther)
        XCTAssertEqual(try app.browser.signIn("guess21").status, .tooManyRequests, "a right password of one's own buys no guesses at others")
        app.now = app.now + 3_600
        for number in 0..<20 { XCTAssertEqual(try app.browser.signIn("guess\(number)").status, .unprocessableContent) }
    }

    /// A /64 of IPv6 is one household's or one practice's (RFC 6177 §2), and has more addresses than anybody could count.
    func testCreate_slowsDownByNetwork_ofVersion6() throws {
        let app = try appWithManager()
        let stranger = TestBrowser(app)
        for number in 0..<20 {
            stranger.address = "2001:db8:0:1::\(number)"
            XCTAssertEqual(try stranger.signIn(number < 5 ? "manager" : "guess\(number)", password: "wrong").status, .unprocessableContent, stranger.address)
        }
        stranger.address = "2001:db8:0:1:ffff::1"
        for name in ["manager", "clinician"] { XCTAssertEqual(try stranger.signIn(name, password: "wrong").status, .tooManyRequests, name) }
        stranger.address = "2001:db8:0:2::1"
        XCTAssertEqual(try stranger.signIn("manager").status, .seeOther)
    }

    func testCreate_countsNoSuccessAgainstAnAddress() throws {
        let app = try appWithManager()
        for _ in 0..<25 { XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther) }
    }

    /// Waiting must not tell that a username and an email lead to one account; unknown ones answer alike.
    func testCreate_slowsDownByWhatWasTyped_soThatNothingTellsWhichEmailIsWhose() throws {
        for (name, email) in [("manager", "manager@example.com"), ("nobody", "nobody@example.com")] {
            let app = try appWithManager()
            for typed in [name, name.uppercased(), name, name, name] {
                XCTAssertEqual(try app.browser.signIn(typed, password: "wrong").status, .unprocessableContent, typed)
            }
            XCTAssertEqual(try app.browser.signIn(name).status, .tooManyRequests)
            for _ in 0..<5 { XCTAssertEqual(try app.browser.signIn(email, password: "wrong").status, .unprocessableContent, email) }
            XCTAssertEqual(try app.browser.signIn(email).status, .tooManyRequests)
        }
    }

    func testCreate_slowsDownByAccount_afterAHundredByUsernameAndEmail() throws {
        let app = try appWithManager()
        let stranger = TestBrowser(app)
        for number in 0..<100 {
            stranger.address = "203.0.113.\(number / 5)"
            XCTAssertEqual(try stranger.signIn(number < 50 ? "manager" : "manager@example.com", password: "wrong").status, .unprocessableContent)
            app.now = app.now + (number == 49 ? 900 : 0)
        }
        XCTAssertEqual(try app.browser.signIn("manager").status, .tooManyRequests)
        try app.store.write { db in try SignInFailures.forget(try XCTUnwrap(try AccountRepository(db).find(signingInAs: "manager")), db) }
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther, "a new password forgets")
    }

    func testNew_saysThatNothingIsSetUpYet() throws {
        let app = try TestApp()
        let page = try app.get("/sign-in")
        XCTAssertEqual(page.title, "This practice is not set up yet - Elm Surgery")
        XCTAssertTrue(page.contains("Open the link that the program printed when it started"))
        XCTAssertFalse(page.hasControl("password"))
        try app.makeAccount(role: .manager)
        XCTAssertTrue(try app.get("/sign-in").hasControl("password"))
    }

    func testCreate_forgetsFailuresAfterADay_andAfterSuccess() throws {
        let app = try appWithManager()
        for _ in 0..<5 { _ = try app.browser.signIn("manager", password: "wrong") }
        app.now = app.now + 86_400
        for _ in 0..<4 { XCTAssertEqual(try app.browser.signIn("manager", password: "wrong").status, .unprocessableContent) }
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther)
        for _ in 0..<5 { XCTAssertEqual(try app.browser.signIn("manager", password: "wrong").status, .unprocessableContent) }
    }

    func testCreate_storesThePasswordAnewAtTodaysCost() throws {
        let app = try TestApp()
        let account = try app.makeAccount(role: .manager)
        let old = try PasswordHash.make(TestApp.password, random: .seeded(7), parameters: PasswordHash.Parameters(logN: 3, r: 1, p: 1))
        try app.store.write { db in try AccountRepository(db).setPasswordHash(old, of: account.id) }
        XCTAssertEqual(try app.browser.signIn("manager").status, .seeOther)
        let stored = try XCTUnwrap(try app.store.read { db in try AccountRepository(db).passwordHash(of: account.id) })
        XCTAssertTrue(stored.hasPrefix("scrypt$ln=2,r=1,p=1$"), stored)
        XCTAssertEqual(try TestBrowser(app).signIn("manager").status, .seeOther)
    }

    func testCreate_leadsOnlyToOurOwnPages() throws {
        let app = try appWithManager()
        XCTAssertEqual(try app.browser.signIn("manager", next: "/rota?week=2026-11-23").location, "/rota?week=2026-11-23")
        for target in ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\t/evil.example", "//\u{FE0F}evil.example", "/\u{200D}/evil.example", "/\\\u{34F}evil.example", "/é", "/\r\nSet-Cookie: a=b", ""] {
            XCTAssertEqual(try app.browser.signIn("manager", next: target).location, "/", target)
        }
        XCTAssertEqual(try TestBrowser(app).get("/sign-in?next=//evil.example").value(of: "next"), "/")
    }

    func testPages_leadToSignInAndBack() throws {
        let app = try appWithManager()
        let refused = try app.get("/tasks?a=1&b=%C3%A9")
        XCTAssertEqual(refused.location, "/sign-in?next=%2Ftasks%3Fa%3D1%26b%3D%25C3%25A9")
        let page = try app.browser.follow(refused)
        XCTAssertEqual(page.value(of: "next"), "/tasks?a=1&b=%C3%A9")
        XCTAssertEqual(try app.post("/sign-out").location, "/sign-in", "a POST is not repeated after sign-in")
    }

    func testLogin_endsWhenIdle() throws {
        let app = try appWithManager { $0.loginIdle = 3_600 }
        try app.signIn(as: .manager)
        for _ in 0..<3 {
            app.now = app.now + 3_599
            XCTAssertEqual(try app.get("/logins").status, .ok)
        }
        app.now = app.now + 3_600
        XCTAssertEqual(try app.get("/logins").location, "/sign-in?next=%2Flogins")
    }

    func testLogin_endsAfterItsLifetime_howeverMuchItIsUsed() throws {
        let app = try appWithManager {
            $0.loginIdle = 3_600
            $0.loginLifetime = 7_200
        }
        try app.signIn(as: .manager)
        app.now = app.now + 3_500
        XCTAssertEqual(try app.get("/logins").status, .ok)
        app.now = app.now + 3_500
        XCTAssertEqual(try app.get("/logins").status, .ok)
        app.now = app.now + 200
        XCTAssertEqual(try app.get("/logins").location, "/sign-in?next=%2Flogins")
    }

    func testSignOut_killsTheLoginAtTheServer() throws {
        let app = try appWithManager()
        try app.signIn(as: .manager)
        let token = app.browser.cookie("login")
        let answer = try app.post("/sign-out")
        XCTAssertEqual(answer.headers["Clear-Site-Data"], #""cache", "storage""#)
        XCTAssertNil(app.browser.cookie("login"))
        app.browser.setCookie("login", token)
        XCTAssertEqual(try app.get("/logins").location, "/sign-in?next=%2Flogins")
    }

    /// ASVS 7.2.4: a new token at sign-in, and the old one is dead.
    func testCreate_neverKeepsTheTokenThatWasThere() throws {
        let app = try appWithManager()
        try app.signIn(as: .manager)
        let first = app.browser.cookie("login")
        try app.signIn(as: .manager)
        XCTAssertNotEqual(app.browser.cookie("login"), first)
        app.browser.setCookie("login", first)
        XCTAssertEqual(try app.get("/logins").status, .seeOther)
        app.browser.setCookie("login", String(repeating: "A", count: 43))
        XCTAssertEqual(try app.get("/logins").status, .seeOther)
    }

    func testCookie_isSecureAndHostBound_behindHTTPS() throws {
        let app = try appWithManager { $0.baseURL = "https://rota.test" }
        let answer = try app.browser.signIn("manager")
        let cookie = try XCTUnwrap(answer.headers.values("Set-Cookie").first { $0.hasPrefix("__Host-login=") })
        for flag in ["Path=/", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=388800"] { XCTAssertTrue(cookie.contains("; \(flag)"), flag) }
        XCTAssertFalse(cookie.contains("Domain"))
        XCTAssertNotNil(app.browser.cookie("__Host-visit"))
        XCTAssertEqual(try app.get("/logins").status, .ok)
    }

    func testCookie_isHttpOnly_withoutHTTPS() throws {
        let app = try appWithManager()
        let cookie = try XCTUnwrap(try app.browser.signIn("manager").headers.values("Set-Cookie").first { $0.hasPrefix("login=") })
        XCTAssertTrue(cookie.contains("; HttpOnly"))
        XCTAssertFalse(cookie.contains("Secure"))
    }

    func testCookies_plantedTwice_signNobodyIn() throws {
        let app = try appWithManager()
        try app.signIn(as: .manager)
        let token = try XCTUnwrap(app.browser.cookie("login"))
        let stranger = TestBrowser(app)
        XCTAssertEqual(try stranger.get("/logins", headers: ["Cookie": "login=\(token)"]).status, .ok)
        XCTAssertEqual(try stranger.get("/logins", headers: ["Cookie": "login=x; login=\(token)"]).status, .seeOther)
    }

    func testAudit_recordsSignInsAndRefusals_withoutPasswords() throws {
        let app = try appWithManager()
        _ = try app.browser.signIn("manager", password: "a wrong pass phrase")
        _ = try app.browser.signIn("manager")
        let log = try app.auditLog()
        XCTAssertEqual(log.prefix(2).map(\.action), ["sign in", "sign-in refused"])
        XCTAssertEqual(log.first?.after, #"{"address":"192.0.2.10"}"#)
        XCTAssertFalse("\(log) \(app.log)".contains("pass phrase"))
    }
}
