import Civil
import Dispatch
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Issue 5.8; ASVS 6.3.8, 6.4.
final class ForgottenPasswordTests: XCTestCase {
    private let chosen = "seven green bottles"

    private func asked(_ app: TestApp, _ name: String = "clinician") throws -> String {
        XCTAssertEqual(try app.post("/forgotten-password", ["username": name]).location, "/forgotten-password/sent")
        return try XCTUnwrap(try app.mails().last?.link)
    }

    /// The same status, the same words, the same headers, and nothing done before the answer: whatever there is to do waits until nobody waits for it.
    func testCreate_answersKnownAndUnknownAlike() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        try app.makeAccount(role: .clinician, username: "gone", active: false)
        var answers: [TestResponse] = []
        let gate = DispatchSemaphore(value: 0)
        app.practice.errands.run { gate.wait() }
        for name in ["clinician", "clinician@example.com", "nobody", "gone", "nobody@example.com"] {
            answers.append(try app.post("/forgotten-password", ["username": name]))
            XCTAssertEqual(try app.count("SELECT count(*) FROM account_links"), 0, "done before the answer for \(name)")
            XCTAssertEqual(try app.count("SELECT count(*) FROM outbox"), 0)
        }
        gate.signal()
        XCTAssertEqual(Set(answers.map { "\($0.status.code) \($0.text) \($0.headers.values("Location")) \($0.headers.values("Set-Cookie"))" }).count, 1)
        XCTAssertEqual(try app.mails().map(\.to), ["clinician@example.com", "clinician@example.com"], "nothing to who is deactivated or unknown")
    }

    func testCreate_needsAName() throws {
        let app = try TestApp.mailed()
        XCTAssertEqual(try app.post("/forgotten-password", ["username": " "]).errors, ["Enter your username or email"])
        XCTAssertEqual(try app.post("/forgotten-password", ["username": String(repeating: "a", count: 255)]).status, .unprocessableContent)
    }

    /// What has not gone when its link is dead does not go any more, and what it holds is forgotten (issue 5.11).
    func testMail_livesNoLongerThanItsLink() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        _ = try asked(app)
        XCTAssertEqual(try app.mails().map(\.expiresAt), [app.now + 1_800])
        _ = try asked(app)
        XCTAssertEqual(try app.mails().map(\.state), ["dropped", "waiting"])
        XCTAssertEqual(try app.mails().first?.text, "")
        XCTAssertEqual(try app.post("/password", ["current": TestApp.password, "password": chosen]).status, .seeOther)
        XCTAssertEqual(try app.mails().filter { $0.kind == "password-reset" }.map(\.state), ["dropped", "dropped"])
    }

    /// A dead link says what it was for half a year; then the address that it went to is forgotten.
    func testLinks_areForgottenInTheEnd() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        _ = try asked(app)
        app.now = app.now + 1_800 + 183 * 86_400
        _ = try asked(app)
        XCTAssertEqual(try app.count("SELECT count(*) FROM account_links"), 2)
        app.now = app.now + 1
        _ = try asked(app)
        XCTAssertEqual(try app.count("SELECT count(*) FROM account_links"), 2)
    }

    func testLink_leadsToANewPassword_endsEveryLogin_andIsTold() throws {
        let app = try TestApp.mailed()
        let signedIn = TestBrowser(app)
        try signedIn.signIn(as: .clinician)
        let link = try asked(app)
        XCTAssertEqual(try app.get(link).location, "/reset-password")
        let page = try app.get("/reset-password")
        XCTAssertEqual(page.title, "Choose a new password - Elm Surgery")
        let answer = try app.browser.submit(page, form: "/reset-password", changing: ["password": chosen])
        XCTAssertEqual(answer.location, "/sign-in?why=password")
        XCTAssertTrue(try app.browser.follow(answer).contains("Your password is saved, and wherever you were signed in you are signed out."))
        XCTAssertNil(app.browser.cookie("login"), "the link signs nobody in")
        XCTAssertEqual(try signedIn.get("/profile").status, .seeOther)
        XCTAssertEqual(try app.browser.signIn("clinician").status, .unprocessableContent)
        XCTAssertEqual(try app.browser.signIn("clinician", password: chosen).location, "/")
        XCTAssertEqual(try app.mails().last?.subject, "Your password was changed")
        XCTAssertNotNil(try app.account("clinician")?.emailVerifiedAt, "whoever opened it reads mail there")
    }

    /// ASVS 6.4.3.
    func testLink_doesNotGoRoundTheSecondStep() throws {
        let app = try TestApp.mailed()
        try app.turnOnTwoStep(try app.makeAccount(role: .clinician))
        _ = try app.get(try asked(app))
        XCTAssertEqual(try app.post("/reset-password", ["password": chosen]).location, "/sign-in?why=password")
        XCTAssertEqual(try app.browser.signIn("clinician", password: chosen).location, "/sign-in/code")
        XCTAssertNil(app.browser.cookie("login"))
    }

    func testUpdate_refusesAWeakPassword_andUsesNothingUp() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        _ = try app.get(try asked(app))
        for (password, message) in [
            ("", "Enter a password"), ("short", "Password must be 12 characters or more"), ("password1234", "This password is one of the most common. Choose one that is harder to guess"),
            ("clinicianclinician", "Password must not be made of your name, username, email or practice"),
        ] {
            let answer = try app.post("/reset-password", ["password": password])
            XCTAssertEqual(answer.status, .unprocessableContent)
            XCTAssertEqual(answer.errors, [message])
        }
        XCTAssertEqual(try app.post("/reset-password", ["password": chosen]).status, .seeOther)
    }

    func testDeadLinks_sayWhich() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        let first = try asked(app), second = try asked(app)
        XCTAssertTrue(try app.browser.follow(try app.get(first)).contains("There is a newer link"))
        _ = try app.get(second)
        app.now = app.now + 290
        XCTAssertEqual(try app.post("/reset-password", ["password": chosen]).status, .seeOther)
        XCTAssertTrue(try app.browser.follow(try app.get(second)).contains("This link was used"))
        XCTAssertEqual(try app.post("/reset-password", ["password": chosen]).status, .gone)
        let third = try asked(app)
        app.now = app.now + 1_800
        XCTAssertTrue(try app.browser.follow(try app.get(third)).contains("This link has run out"))
        XCTAssertEqual(try app.get("/reset-password/x").status, .notFound)
    }

    /// A link of one kind opens nothing of the other.
    func testLinks_areOfTheirPurpose() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        let link = try asked(app)
        XCTAssertEqual(try app.get(link.replacing("/reset-password/", with: "/email/")).status, .notFound)
    }

    func testLink_heldWhileTheAccountIsDeactivated_isDead() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        _ = try app.get(try asked(app))
        try app.store.write { db in _ = try db.run("UPDATE accounts SET active = 0") }
        XCTAssertEqual(try app.post("/reset-password", ["password": chosen]).status, .gone)
    }

    func testUpdate_twoBrowsersAtOnce_oneChooses() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        let link = try asked(app)
        let browsers = [TestBrowser(app), TestBrowser(app)]
        for browser in browsers { _ = try browser.get(link) }
        XCTAssertEqual(try browsers.map { try $0.post("/reset-password", ["password": chosen]).status }, [.seeOther, .gone])
    }

    /// Requests from so many places, which all are answered alike.
    private func flood(_ app: TestApp, _ count: Int, from network: Int = 113) throws {
        for number in 0..<count {
            let browser = TestBrowser(app)
            browser.address = "203.0.\(network).\(number)"
            XCTAssertEqual(try browser.post("/forgotten-password", ["username": number % 2 == 0 ? "clinician" : "clinician@example.com"]).status, .seeOther)
        }
    }

    func testMails_areThreeInALinksLifetime_whoeverAsks() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        try flood(app, 6)
        XCTAssertEqual(try app.mails().count, 3)
        app.now = app.now + 1_799
        _ = try asked(app)
        XCTAssertEqual(try app.mails().count, 3)
        app.now = app.now + 1
        _ = try asked(app)
        XCTAssertEqual(try app.mails().count, 4)
    }

    /// However often strangers ask, the owner who asks has a link that works in the mailbox, or another is sent.
    func testMails_ofStrangers_neverUseUpTheOwnersWayBack() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .clinician)
        for round in 0..<8 {
            try flood(app, 2, from: round)
            app.now = app.now + 400
            let link = try asked(app), browser = TestBrowser(app)
            XCTAssertEqual(try browser.get(link).location, "/reset-password", "round \(round)")
            XCTAssertEqual(try browser.get("/reset-password").title, "Choose a new password - Elm Surgery", "round \(round)")
        }
        _ = try app.get(try asked(app))
        XCTAssertEqual(try app.post("/reset-password", ["password": chosen]).status, .seeOther)
        let count = try app.mails().count
        _ = try asked(app)
        XCTAssertEqual(try app.mails().count, count + 1, "no link works, so another is sent")
    }

    func testCreate_slowsDownByAddress_afterTen() throws {
        let app = try TestApp.mailed()
        for number in 0..<10 { XCTAssertEqual(try app.post("/forgotten-password", ["username": "guess\(number)"]).status, .seeOther) }
        let answer = try app.post("/forgotten-password", ["username": "guess"])
        XCTAssertEqual(answer.status, .tooManyRequests)
        XCTAssertEqual(answer.headers["Retry-After"], "30")
        let elsewhere = TestBrowser(app)
        elsewhere.address = "203.0.113.9"
        XCTAssertEqual(try elsewhere.post("/forgotten-password", ["username": "guess"]).status, .seeOther)
    }

    /// What was counted against the old password is forgotten; against the second step it is not, or mail would buy guesses at codes.
    func testUpdate_forgetsFailuresOfThePassword_notOfCodes() throws {
        let app = try TestApp.mailed()
        try app.turnOnTwoStep(try app.makeAccount(role: .clinician))
        _ = try app.browser.signIn("clinician")
        for _ in 0..<5 { _ = try app.post("/sign-in/code", ["code": try app.wrongCode()]) }
        for _ in 0..<5 { _ = try app.browser.signIn("clinician", password: "wrong") }
        XCTAssertEqual(try app.browser.signIn("clinician").status, .tooManyRequests)
        _ = try app.get(try asked(app))
        XCTAssertEqual(try app.post("/reset-password", ["password": chosen]).status, .seeOther)
        XCTAssertEqual(try app.browser.signIn("clinician", password: chosen).location, "/sign-in/code")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).status, .tooManyRequests)
    }

    func testWithoutMail_thePageSaysWhoCanHelp() throws {
        let app = try TestApp()
        try app.makeAccount(role: .clinician)
        let page = try app.get("/forgotten-password")
        XCTAssertTrue(page.contains("Ask your practice manager: they can set a new password for you."))
        XCTAssertTrue(page.contains("If you are the practice manager, whoever runs the program can"))
        XCTAssertEqual(try app.post("/forgotten-password", ["username": "clinician"]).status, .conflict)
        app.practice.errands.finish()
        XCTAssertEqual(try app.count("SELECT count(*) FROM account_links"), 0)
    }

    /// ASVS 6.4.6: a manager starts it, and never learns the password.
    func testManager_sendsALink_whereMailIsOn() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .manager)
        let account = try app.makeAccount(role: .clinician)
        let page = try app.get("/accounts/\(account.id)/password")
        XCTAssertEqual(page.title, "Send a reset link - Users - Elm Surgery")
        XCTAssertFalse(page.hasControl("password"))
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts/\(account.id)/reset-link").location, "/accounts/\(account.id)")
        let mail = try XCTUnwrap(try app.mails().last)
        XCTAssertEqual(mail.to, "clinician@example.com")
        XCTAssertTrue(mail.text.contains("The manager at Elm Surgery asked for a new password"), mail.text)
        XCTAssertEqual(try app.post("/accounts/\(account.id)/password", ["password": chosen]).location, "/accounts/\(account.id)/password")
        XCTAssertEqual(try TestBrowser(app).signIn("clinician").location, "/", "nothing is changed until the link is used")
        XCTAssertEqual(try app.auditLog().contains { $0.action == "send password link" && $0.actor == "The manager" }, true)
    }

    func testManager_choosesAPassword_onlyWhereMailIsOff() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let account = try app.makeAccount(role: .clinician)
        XCTAssertTrue(try app.get("/accounts/\(account.id)/password").hasControl("password"))
        XCTAssertEqual(try app.post("/accounts/\(account.id)/password", ["password": chosen]).location, "/accounts/\(account.id)")
        XCTAssertEqual(try TestBrowser(app).signIn("clinician", password: chosen).location, "/")
    }

    func testManager_sendsNoLink_toWhoStandsAbove_orIsNotActive() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .manager)
        let admin = try app.makeAccount(role: .admin), gone = try app.makeAccount(role: .clinician, username: "gone", active: false)
        XCTAssertEqual(try app.post("/accounts/\(admin.id)/reset-link").status, .forbidden)
        let refused = try app.post("/accounts/\(gone.id)/reset-link")
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertEqual(refused.title, "No link was sent - Elm Surgery")
        XCTAssertTrue(refused.contains("The gone’s account is not active, so a password would open nothing."), refused.words)
        XCTAssertTrue(refused.contains("href=\"/accounts/\(gone.id)/edit\""))
        XCTAssertEqual(try app.mails(), [])
    }

    func testManager_sendsNoLink_whereMailIsOff() throws {
        let app = try TestApp.managed()
        let account = try app.makeAccount(role: .clinician)
        let refused = try app.post("/accounts/\(account.id)/reset-link")
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("Mail is not set up here, so nothing can be sent to The clinician."), refused.words)
        XCTAssertTrue(refused.contains("href=\"/accounts/\(account.id)/password\""))
        XCTAssertEqual(try app.count("SELECT count(*) FROM account_links"), 0)
        XCTAssertFalse(try app.get("/accounts/\(account.id)").contains("Success"))
    }

    /// What strangers had sent does not count against a manager.
    func testManager_sendsALink_howeverOftenStrangersAsked() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .manager)
        let account = try app.makeAccount(role: .clinician)
        try flood(app, 4)
        XCTAssertEqual(try app.mails().count, 3)
        let answer = try app.browser.follow(try app.post("/accounts/\(account.id)/reset-link"))
        XCTAssertTrue(answer.contains("A link to choose a password is on its way to clinician@example.com. It works once, for 30 minutes."), answer.words)
        XCTAssertEqual(try app.mails().count, 4)
        XCTAssertEqual(try TestBrowser(app).get(try XCTUnwrap(try app.mails().last?.link)).location, "/reset-password")
    }
}
