import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Changing one's e-mail address: the new one holds only once it is proved (issue 5.7).
final class EmailChangeTests: XCTestCase {
    private func asked(_ app: TestApp, for address: String = "new@example.com") throws -> String {
        let answer = try app.post("/profile/email", ["email": address, "current": TestApp.password])
        XCTAssertEqual(answer.location, "/profile", "\(answer.errors)")
        return try XCTUnwrap(try app.mails().last { $0.kind == "email-proof" }?.link)
    }

    private func email(_ app: TestApp) throws -> String? { try app.account("clinician")?.email }

    func testUpdate_holdsTheNewAddressBackUntilItIsProved_andTellsBoth() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        let link = try asked(app)
        XCTAssertEqual(try app.mails().map { [$0.kind, $0.to] }, [["email-proof", "new@example.com"], ["account-notice", "clinician@example.com"]])
        XCTAssertEqual(try email(app), "clinician@example.com")
        XCTAssertTrue(try app.get("/profile").contains("It is to change to new@example.com"))
        let opened = try app.get(link)
        XCTAssertEqual(opened.location, "/email")
        XCTAssertEqual(opened.headers["Referrer-Policy"], "no-referrer")
        XCTAssertEqual(try email(app), "clinician@example.com", "a GET uses nothing up")
        let page = try app.get("/email")
        XCTAssertTrue(page.contains("new@example.com"))
        XCTAssertEqual(try app.post("/email").status, .ok)
        XCTAssertEqual(try email(app), "new@example.com")
        XCTAssertNotNil(try app.account("clinician")?.emailVerifiedAt)
        let last = try XCTUnwrap(try app.mails().last)
        XCTAssertEqual([last.to, last.subject], ["clinician@example.com", "Your email address was changed"])
        XCTAssertEqual(try app.auditLog().first?.action, "change own email")
        XCTAssertEqual(try TestBrowser(app).signIn("new@example.com").location, "/")
    }

    /// Mail scanners open every link, some of them with HEAD, and then the reader does.
    func testOpen_anyNumberOfTimes_usesNothingUp() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        let link = try asked(app)
        for _ in 0..<3 {
            let scanner = TestBrowser(app)
            XCTAssertEqual(try scanner.follow(try scanner.get(link)).status, .ok)
            XCTAssertEqual(try scanner.send(.head, link).status, .seeOther)
        }
        let reader = TestBrowser(app)
        _ = try reader.get(link)
        XCTAssertEqual(try reader.post("/email").status, .ok, "whoever reads mail there need not be signed in")
        XCTAssertEqual(try email(app), "new@example.com")
    }

    func testUpdate_asksThePassword_andAnAddress() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        for (address, password, errors) in [
            ("", "", ["Enter an email address", "Enter your current password"]), ("new@example.com", "wrong", ["The current password is not right"]),
            ("nobody", TestApp.password, ["Enter an email address in the correct format, like name@example.com"]),
            ("Clinician@example.com", TestApp.password, ["This is your email address already"]),
            ("a@b.example\r\nBcc: x@y.example", TestApp.password, ["Enter an email address in the correct format, like name@example.com"]),
        ] {
            let answer = try app.post("/profile/email", ["email": address, "current": password])
            XCTAssertEqual(answer.status, .unprocessableContent, address)
            XCTAssertEqual(answer.errors, errors)
            XCTAssertEqual(answer.value(of: "current"), "")
        }
        XCTAssertEqual(try app.mails(), [])
    }

    /// The form tells nobody whose address it is; only who reads mail there learns that it is in use.
    func testUpdate_toAnothersAddress_isRefusedOnlyAtTheLink() throws {
        let app = try TestApp.mailed()
        try app.makeAccount(role: .manager)
        try app.signIn(as: .clinician)
        let link = try asked(app, for: "manager@example.com")
        _ = try app.get(link)
        let answer = try app.post("/email")
        XCTAssertEqual(answer.status, .conflict)
        XCTAssertTrue(answer.contains("Another account has this address"))
        XCTAssertEqual(try email(app), "clinician@example.com")
    }

    func testCancel_endsTheLink() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        let link = try asked(app)
        _ = try app.get(link)
        XCTAssertEqual(try app.post("/profile/email/cancellation").location, "/profile")
        let answer = try app.post("/email")
        XCTAssertEqual(answer.status, .gone)
        XCTAssertTrue(answer.contains("This link was cancelled"))
        XCTAssertFalse(try app.get("/profile").contains("new@example.com"))
    }

    /// Issue 5.11.
    func testMail_livesNoLongerThanItsLink() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        _ = try asked(app)
        func proof() throws -> TestApp.QueuedMail? { try app.mails().last { $0.kind == "email-proof" } }
        XCTAssertEqual(try proof()?.expiresAt, app.now + 86_400)
        _ = try app.post("/profile/email/cancellation")
        XCTAssertEqual([try proof()?.state, try proof()?.text], ["dropped", ""])
    }

    /// Each dead link says which it is and what to do, and never whose it was.
    func testDeadLinks_sayWhich() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        let first = try asked(app)
        let second = try asked(app, for: "second@example.com")
        let stranger = TestBrowser(app)
        func words(_ link: String) throws -> TestResponse { try stranger.follow(try stranger.get(link)) }
        let replaced = try words(first)
        XCTAssertEqual([replaced.status.code, replaced.contains("There is a newer link") ? 1 : 0], [410, 1])
        _ = try words(second)
        XCTAssertEqual(try stranger.post("/email").status, .ok)
        let used = try words(second)
        XCTAssertEqual([used.status.code, used.contains("This link was used") ? 1 : 0], [410, 1])
        let third = try asked(app, for: "third@example.com")
        app.now = app.now + 86_400
        let late = try words(third)
        XCTAssertEqual([late.status.code, late.contains("This link has run out") ? 1 : 0], [410, 1])
        let garbage = try [words("/email/" + String(repeating: "A", count: 43)), words("/email/x"), words(String(second.dropLast()))]
        for page in garbage { XCTAssertEqual([page.status.code, page.contains("This link is not complete") ? 1 : 0], [404, 1]) }
        for page in [replaced, used, late] + garbage {
            for secret in ["example.com", "clinician", "The clinician"] { XCTAssertFalse(page.text.contains(secret), secret) }
        }
    }

    func testShow_withoutTheLink_orMoreThanFiveMinutesAfter_sendsBackToTheMail() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        XCTAssertEqual(try app.get("/email").status, .gone)
        let link = try asked(app)
        _ = try app.get(link)
        app.now = app.now + 301
        XCTAssertTrue(try app.post("/email").contains("It was not used up."))
        XCTAssertEqual(try email(app), "clinician@example.com")
        _ = try app.get(link)
        XCTAssertEqual(try app.post("/email").status, .ok)
    }

    /// Two browsers with the same link at once: one of them proves it.
    func testProof_happensOnce() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        let link = try asked(app)
        let browsers = [TestBrowser(app), TestBrowser(app)]
        for browser in browsers { _ = try browser.get(link) }
        XCTAssertEqual(try browsers.map { try $0.post("/email").status }, [.ok, .gone])
        XCTAssertEqual(try app.auditLog().count { $0.action == "change own email" }, 1)
    }

    func testLink_ofADeactivatedAccount_isDead() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        let link = try asked(app)
        try app.store.write { db in _ = try db.run("UPDATE accounts SET active = 0") }
        XCTAssertEqual(try app.browser.follow(try app.get(link)).status, .gone)
        XCTAssertEqual(try app.post("/email").status, .gone)
    }

    func testProve_theAddressThatIsThere() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        XCTAssertTrue(try app.get("/profile").contains("Not proved yet"))
        XCTAssertEqual(try app.post("/profile/email/proof").location, "/profile")
        let mail = try XCTUnwrap(try app.mails().first)
        XCTAssertEqual(mail.to, "clinician@example.com")
        _ = try app.get(try XCTUnwrap(mail.link))
        XCTAssertEqual(try app.post("/email").status, .ok)
        XCTAssertTrue(try app.get("/profile").contains("Proved on"))
        XCTAssertEqual(try app.mails().count, 1, "nothing changed of which the owner should hear")
    }

    func testLinks_areFiveAnHour() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        for number in 0..<5 { _ = try asked(app, for: "a\(number)@example.com") }
        let answer = try app.post("/profile/email", ["email": "b@example.com", "current": TestApp.password])
        XCTAssertEqual(answer.errors, ["Too many links were sent in the last hour. Try again later"])
        XCTAssertEqual(try app.mails().count { $0.kind == "email-proof" }, 5)
        app.now = app.now + 3_600
        try app.signIn(as: .clinician)
        _ = try asked(app)
    }

    func testUpdate_withoutMail_saysWhoCanHelp() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        XCTAssertTrue(try app.get("/profile").contains("Mail is not set up here"))
        XCTAssertTrue(try app.get("/profile/email").contains("Ask your practice manager to change it for you."))
        XCTAssertEqual(try app.post("/profile/email", ["email": "new@example.com", "current": TestApp.password]).status, .conflict)
        XCTAssertEqual(try app.post("/profile/email/proof").location, "/profile")
        XCTAssertEqual(try app.count("SELECT count(*) FROM account_links"), 0)
        try app.signIn(as: .manager)
        let own = try app.get("/profile/email")
        XCTAssertTrue(own.contains("You can change yours under"))
        XCTAssertFalse(own.contains("Ask your practice manager"), "they are who is asked")
    }

    /// A manager's change is told to the old address, ends what went there, and has to be proved.
    func testManager_changesAnAddress() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .manager)
        let account = try app.makeAccount(role: .clinician)
        _ = try TestBrowser(app).post("/forgotten-password", ["username": "clinician"])
        let reset = try XCTUnwrap(try app.mails().last?.link)
        let page = try app.get("/accounts/\(account.id)/edit")
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts/\(account.id)", changing: ["email": "other@example.com"]).status, .seeOther)
        let last = try XCTUnwrap(try app.mails().last)
        XCTAssertEqual([last.to, last.subject], ["clinician@example.com", "Your email address was changed"])
        XCTAssertTrue(try app.browser.follow(try app.get(reset)).contains("This link was cancelled"))
    }

    func testTokens_areInNoLogAndNoAuditEntry_andOnlyAsHashes() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .clinician)
        let link = try asked(app)
        _ = try app.get(link)
        _ = try app.post("/email")
        let token = try XCTUnwrap(link.split(separator: "/").last.map(String.init))
        XCTAssertFalse("\(try app.auditLog()) \(app.log)".contains(token))
    }
}
