import Civil
import HTTP
import RotaDomain
import RotaStore
import Secrets
import XCTest

@testable import RotaWeb

/// The second page of signing in (issue 5.7; ASVS 6.3.3, 6.5, 6.6).
final class SecondStepTests: XCTestCase {
    /// A manager with two-step verification, and a browser that has shown the password.
    private func between(_ app: TestApp, role: Role = .manager) throws -> (Account, [String]) {
        let account = try app.account(role.rawValue) ?? app.makeAccount(role: role)
        let codes = try app.turnOnTwoStep(account)
        XCTAssertEqual(try app.browser.signIn(account.username).location, "/sign-in/code")
        return (account, codes)
    }

    func testPassword_alone_opensNothing() throws {
        let app = try TestApp()
        _ = try between(app)
        XCTAssertNil(app.browser.cookie("login"))
        XCTAssertEqual(try app.get("/logins").location, "/sign-in?next=%2Flogins")
        XCTAssertEqual(try app.count("SELECT count(*) FROM logins"), 0)
        XCTAssertEqual(try app.auditLog().count { $0.action == "sign in" }, 0)
    }

    func testPage_isMadeForOneTimeCodes() throws {
        let app = try TestApp()
        _ = try between(app)
        let page = try app.get("/sign-in/code")
        XCTAssertEqual(page.title, "Enter your code - Elm Surgery")
        for part in [#"inputmode="numeric""#, #"autocomplete="one-time-code""#] { XCTAssertTrue(page.text.contains(part), part) }
        XCTAssertEqual(page.value(of: "code"), "")
    }

    func testCode_signsIn_andLeadsToTheWantedPage() throws {
        let app = try TestApp()
        let account = try app.makeAccount(role: .manager)
        try app.turnOnTwoStep(account)
        let second = try app.browser.signIn("manager", next: "/clinicians?q=a")
        XCTAssertEqual(second.location, "/sign-in/code?next=%2Fclinicians%3Fq%3Da")
        let page = try app.browser.follow(second)
        let answer = try app.browser.submit(page, form: "/sign-in/code", changing: ["code": try app.code()])
        XCTAssertEqual(answer.location, "/clinicians?q=a")
        XCTAssertNil(app.browser.cookie("sign-in-step"))
        XCTAssertEqual(try app.get("/logins").status, .ok)
    }

    func testCode_mayBeTypedWithSpaces_andBeOneStepOff() throws {
        for offset in [-1, 1] {
            let app = try TestApp()
            _ = try between(app)
            let code = try app.code(in: offset)
            XCTAssertEqual(try app.post("/sign-in/code", ["code": " \(code.prefix(3)) \u{200B}\(code.suffix(3))\n"]).location, "/")
        }
    }

    func testCode_refusesWhatIsNone() throws {
        let app = try TestApp()
        _ = try between(app)
        for (typed, message) in [
            ("", "Enter the code from your app"), (try app.wrongCode(), SignInCodePage.app.wrong), ("abcdef", SignInCodePage.app.wrong),
            (try app.code(in: 3), SignInCodePage.app.wrong),
        ] {
            let answer = try app.post("/sign-in/code", ["code": typed])
            XCTAssertEqual(answer.status, .unprocessableContent)
            XCTAssertEqual(answer.errors, [message])
            XCTAssertEqual(answer.value(of: "code"), "")
        }
        XCTAssertEqual(try app.auditLog().first?.action, "second step refused")
    }

    /// A recovery code in the wrong field is neither a try nor used up.
    func testCode_tellsWhereARecoveryCodeGoes() throws {
        let app = try TestApp(), (_, codes) = try between(app)
        for _ in 0..<7 {
            let answer = try app.post("/sign-in/code", ["code": codes[0].lowercased()])
            XCTAssertEqual(answer.errors, ["That is a recovery code. Follow “Use a recovery code instead”, and enter it there"])
            XCTAssertTrue(answer.contains("Use a recovery code instead"))
        }
        XCTAssertEqual(try app.post("/sign-in/recovery-code", ["code": codes[0]]).location, "/")
    }

    /// RFC 6238 §5.2, ASVS 6.5.1: not even within its 30 seconds, not in another browser, and none from before it.
    func testCode_isTakenOnce() throws {
        let app = try TestApp()
        _ = try between(app)
        let (code, before) = (try app.code(), try app.code(in: -1))
        XCTAssertEqual(try app.post("/sign-in/code", ["code": code]).location, "/")
        let thief = TestBrowser(app)
        XCTAssertEqual(try thief.signIn("manager").location, "/sign-in/code")
        for used in [code, before] { XCTAssertEqual(try thief.post("/sign-in/code", ["code": used]).status, .unprocessableContent) }
        XCTAssertEqual(try thief.post("/sign-in/code", ["code": try app.code(in: 1)]).location, "/")
    }

    func testRecoveryCode_isTakenOnce_howeverItIsTyped() throws {
        let app = try TestApp()
        let (account, codes) = try between(app)
        let code = try XCTUnwrap(codes.first)
        XCTAssertEqual(code.count, 29)
        let typed = " " + code.lowercased().replacing("-", with: " ").replacing("o", with: "0") + " "
        XCTAssertEqual(try app.post("/sign-in/recovery-code", ["code": typed]).location, "/")
        XCTAssertEqual(try app.browser.signIn("manager").location, "/sign-in/code")
        let again = try app.post("/sign-in/recovery-code", ["code": code])
        XCTAssertEqual(again.errors, [SignInCodePage.recovery.wrong])
        XCTAssertEqual(try app.store.read { db in try TwoStepRepository(db).recoveryCodesLeft(of: account.id) }, 9)
        XCTAssertEqual(try app.post("/sign-in/recovery-code", ["code": codes[1]]).location, "/")
    }

    /// ASVS 6.3.7: at two left, and each time after.
    func testRecoveryCodes_runLow_whichTheOwnerIsTold() throws {
        let app = try TestApp.mailed()
        let (_, codes) = try between(app)
        for (index, code) in codes.enumerated() {
            if index > 0 { _ = try app.browser.signIn("manager") }
            XCTAssertEqual(try app.post("/sign-in/recovery-code", ["code": code]).location, "/")
            app.now = app.now + 60
        }
        let low = try app.mails().filter { $0.subject == "Recovery codes are running low" }
        XCTAssertEqual(low.count, 3)
        XCTAssertTrue(try XCTUnwrap(low.first).text.contains("have 2 codes left"))
        XCTAssertEqual(low.first?.to, "manager@example.com")
    }

    func testStep_endsAfterFiveMinutes() throws {
        let app = try TestApp()
        _ = try between(app)
        app.now = app.now + 300
        XCTAssertEqual(try app.get("/sign-in/code").status, .ok)
        app.now = app.now + 1
        XCTAssertEqual(try app.get("/sign-in/code?next=/groups").location, "/sign-in?next=%2Fgroups&why=time")
        let late = try app.post("/sign-in/code", ["code": try app.code()])
        XCTAssertEqual(late.location, "/sign-in?why=time")
        XCTAssertTrue(try app.browser.follow(late).contains("You had five minutes for the second step"))
        XCTAssertNil(app.browser.cookie("login"))
    }

    /// The token of the step is of one browser, is used up, and is worth nothing without a password before it (ASVS 6.6.2).
    func testStep_isOfTheBrowserThatShowedThePassword() throws {
        let app = try TestApp()
        _ = try between(app)
        let token = app.browser.cookie("sign-in-step")
        let other = TestBrowser(app)
        XCTAssertEqual(try other.post("/sign-in/code", ["code": try app.code()]).location, "/sign-in?why=time")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).location, "/")
        other.setCookie("sign-in-step", token)
        XCTAssertEqual(try other.post("/sign-in/code", ["code": try app.code(in: 1)]).location, "/sign-in?why=time")
        XCTAssertEqual(try other.get("/sign-in/recovery-code").location, "/sign-in?why=time")
    }

    func testStep_endsWithTheAccount_andWithANewPassword() throws {
        for change in [0, 1, 2] {
            let app = try TestApp()
            let (account, _) = try between(app)
            try app.store.write { db in
                switch change {
                case 0: _ = try db.run("UPDATE accounts SET active = 0 WHERE id = :id", ["id": account.id])
                case 1: try NewPassword.store("", of: account, db, at: app.now)
                default: _ = try TwoStepRepository(db).end(account.id)
                }
            }
            XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).location, "/sign-in?why=time", "\(change)")
        }
    }

    /// A wrong code counts like a wrong password: five free, then 30 seconds, doubling to 15 minutes; never shut for good (ASVS 6.1.1, 6.3.1, 6.6.3).
    func testCode_isSlowedDown_alsoOverNewSignIns_andOverRecoveryCodes() throws {
        let app = try TestApp()
        let (_, codes) = try between(app)
        for number in 0..<5 {
            if number == 3 { _ = try app.browser.signIn("manager") }
            XCTAssertEqual(try app.post(number == 4 ? "/sign-in/recovery-code" : "/sign-in/code", ["code": try app.wrongCode()]).status, .unprocessableContent)
        }
        for wait in [30, 60, 120, 240, 480, 900, 900] {
            _ = try app.browser.signIn("manager")
            let early = try app.post("/sign-in/code", ["code": try app.code()])
            XCTAssertEqual(early.status, .tooManyRequests)
            XCTAssertEqual(early.headers["Retry-After"], String(wait))
            XCTAssertEqual(try app.post("/sign-in/recovery-code", ["code": codes[0]]).status, .tooManyRequests)
            app.now = app.now + wait
            _ = try app.browser.signIn("manager")
            XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.wrongCode()]).status, .unprocessableContent)
        }
        app.now = app.now + 900
        _ = try app.browser.signIn("manager")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).location, "/")
        _ = try app.browser.signIn("manager")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.wrongCode()]).status, .unprocessableContent, "a right code forgets")
    }

    /// Even one who knows the password can't keep the owner out from elsewhere.
    func testCode_slowsDownWhereTheTriesCameFrom() throws {
        let app = try TestApp()
        _ = try between(app)
        let thief = TestBrowser(app)
        thief.address = "203.0.113.1"
        for _ in 0..<6 {
            _ = try thief.signIn("manager")
            _ = try thief.post("/sign-in/code", ["code": try app.wrongCode()])
        }
        XCTAssertEqual(try thief.post("/sign-in/code", ["code": try app.code()]).status, .tooManyRequests)
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code()]).location, "/")
    }

    func testNext_isOneOfOurPages() throws {
        let app = try TestApp()
        _ = try between(app)
        XCTAssertEqual(try app.get("/sign-in/code?next=//evil.example").value(of: "next"), "/")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code(), "next": "//evil.example"]).location, "/")
    }

    /// An invitation's form sent a second time signs in whom the first sending made: not without their second step (ASVS 6.3.4).
    func testInvitation_sentAgain_doesNotGoRoundTheSecondStep() throws {
        for hasTwoSteps in [false, true] {
            let app = try TestApp()
            let account = try app.makeAccount(role: .clinician), clinician = try app.addClinician("Dr Bethan Price"), token = try Token(random: .seeded(9))
            try app.store.write { db in
                _ = try db.run("UPDATE clinicians SET account_id = :account WHERE id = :id", ["account": account.id, "id": clinician])
                _ = try db.run(
                    """
                    INSERT INTO invitations (clinician_id, email, token_hash, created_at, created_by, expires_at, ended_at, ended, account_id)
                    VALUES (:id, 'clinician@example.com', :hash, :at, 'x', :until, :at, 'accepted', :account)
                    """, ["id": clinician, "hash": token.hash, "at": app.now.iso, "until": (app.now + 86_400).iso, "account": account.id])
            }
            if hasTwoSteps { try app.turnOnTwoStep(account) }
            XCTAssertEqual(try app.get("/join/\(token.text)").location, "/join")
            let answer = try app.post("/join", ["username": "clinician", "password": TestApp.password])
            XCTAssertEqual(answer.status, hasTwoSteps ? .gone : .seeOther)
            XCTAssertEqual(app.browser.cookie("login") == nil, hasTwoSteps)
        }
    }

    func testCodes_areInNoLogAndNoAuditEntry() throws {
        let app = try TestApp()
        let (_, codes) = try between(app)
        let code = try app.code()
        _ = try app.post("/sign-in/code", ["code": code])
        _ = try app.browser.signIn("manager")
        _ = try app.post("/sign-in/recovery-code", ["code": codes[0]])
        let written = "\(try app.auditLog()) \(app.log)"
        for secret in [code, codes[0]] { XCTAssertFalse(written.contains(secret)) }
        let stored = try app.store.read { db in try db.all("SELECT hex(code_hash) FROM recovery_codes") { $0.text(0) } }.joined()
        XCTAssertFalse(stored.contains(codes[1]))
    }
}
