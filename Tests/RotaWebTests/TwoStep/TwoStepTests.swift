import Civil
import HTTP
import RotaDomain
import RotaStore
import Secrets
import XCTest

@testable import RotaWeb

/// One's own two-step verification (issue 5.7), and the roles that must have it.
final class TwoStepTests: XCTestCase {
    private func begun(_ app: TestApp, role: Role = .clinician) throws -> (Account, [UInt8]) {
        let account = try app.signIn(as: role)
        XCTAssertEqual(try app.post("/two-step/secret", ["current": TestApp.password]).location, "/two-step/new")
        let secret = try app.store.read { db in try TwoStepRepository(db).secret(of: account.id)?.bytes }
        return (account, try XCTUnwrap(secret))
    }

    private func isOn(_ app: TestApp, _ account: Account) throws -> Bool { try app.store.read { db in try TwoStepRepository(db).isOn(account.id) } }

    func testBegin_asksThePassword() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        for (typed, message) in [("", "Enter your current password"), ("wrong", "The current password is not right")] {
            let answer = try app.post("/two-step/secret", ["current": typed])
            XCTAssertEqual(answer.status, .unprocessableContent)
            XCTAssertEqual(answer.errors, [message])
        }
        XCTAssertEqual(try app.count("SELECT count(*) FROM two_step_secrets"), 0)
        XCTAssertEqual(try app.get("/two-step/new").location, "/two-step")
        for _ in 0..<4 { _ = try app.post("/two-step/secret", ["current": "wrong"]) }
        XCTAssertEqual(try app.post("/two-step/secret", ["current": TestApp.password]).status, .tooManyRequests)
    }

    func testNew_showsTheSecretAsPictureAndInGroupsOfFour() throws {
        let app = try TestApp()
        let (_, secret) = try begun(app)
        let page = try app.get("/two-step/new")
        XCTAssertTrue(page.contains(Base32.grouped(Base32.encode(secret), by: 4, " ")))
        XCTAssertTrue(page.text.contains(#"<path class="qr-dark" d="M4 4h7v1h-7z"#))
        XCTAssertTrue(page.text.contains(#"role="img" aria-label="QR code"#))
        XCTAssertEqual(page.headers["Cache-Control"], "no-store")
    }

    func testCreate_turnsItOnWithAFirstCode_andShowsTenCodesOnce() throws {
        let app = try TestApp.mailed()
        let (account, secret) = try begun(app)
        let other = TestBrowser(app)
        try other.signIn(as: .clinician)
        let page = try app.post("/two-step", ["code": try app.code(secret)])
        XCTAssertEqual(page.status, .ok)
        let codes = page.text.matches(of: #/<code>([A-Z2-7]{4}(?:-[A-Z2-7]{4}){5})<\/code>/#).map { String($0.1) }
        XCTAssertEqual(Set(codes).count, 10)
        XCTAssertTrue(try isOn(app, account))
        XCTAssertEqual(try other.get("/profile").status, .seeOther, "other browsers had shown a password only")
        XCTAssertEqual(try app.get("/profile").status, .ok)
        XCTAssertFalse(try app.get("/two-step").contains(codes[0]))
        XCTAssertEqual(try app.mails().map(\.subject), ["Two-step verification is on"])
        XCTAssertEqual(try app.auditLog().first?.action, "turn on two-step verification")
        XCTAssertEqual(try app.post("/two-step", ["code": try app.code(secret, in: 1)]).location, "/two-step", "nothing waits any more")
        _ = try app.post("/sign-out")
        XCTAssertEqual(try app.browser.signIn("clinician").location, "/sign-in/code")
        XCTAssertEqual(try app.post("/sign-in/code", ["code": try app.code(secret)]).status, .unprocessableContent, "the code that turned it on is used")
        XCTAssertEqual(try app.post("/sign-in/recovery-code", ["code": codes[9]]).location, "/")
    }

    func testCreate_refusesAWrongFirstCode_andKeepsTheSecret() throws {
        let app = try TestApp()
        let (account, secret) = try begun(app)
        for typed in ["", "123", String(repeating: "9", count: 5_000)] {
            let answer = try app.post("/two-step", ["code": typed])
            XCTAssertEqual(answer.status, .unprocessableContent)
            XCTAssertTrue(answer.contains(Base32.grouped(Base32.encode(secret), by: 4, " ")))
        }
        XCTAssertFalse(try isOn(app, account))
        for _ in 0..<2 { _ = try app.post("/two-step", ["code": "123"]) }
        XCTAssertEqual(try app.post("/two-step", ["code": try app.code(secret)]).status, .tooManyRequests)
        app.now = app.now + 30
        XCTAssertEqual(try app.post("/two-step", ["code": try app.code(secret)]).status, .ok)
    }

    func testNew_asksThePasswordAgainAfterAQuarterOfAnHour() throws {
        let app = try TestApp()
        let (_, secret) = try begun(app)
        app.now = app.now + 900
        XCTAssertEqual(try app.get("/two-step/new").location, "/two-step")
        XCTAssertEqual(try app.post("/two-step", ["code": try app.code(secret)]).location, "/two-step")
    }

    /// Whoever has stolen a login, but not the password, is not to copy the second step while its owner sets it up (issue 5.7, ASVS 7.5.1).
    func testNew_showsTheSecretOnlyToTheBrowserThatShowedThePassword() throws {
        let app = try TestApp()
        let (account, secret) = try begun(app)
        let thief = TestBrowser(app)
        try thief.signIn(as: .clinician)
        XCTAssertEqual(try thief.get("/two-step/new").location, "/two-step")
        XCTAssertEqual(try thief.post("/two-step", ["code": try app.code(secret)]).location, "/two-step")
        XCTAssertFalse(try isOn(app, account))
        XCTAssertEqual(try app.get("/two-step/new").status, .ok)
        XCTAssertEqual(try app.post("/two-step", ["code": try app.code(secret)]).status, .ok)
        XCTAssertEqual(try app.count("SELECT count(*) FROM two_step_secrets WHERE login_id IS NOT NULL"), 0)
    }

    /// Whoever finds a browser left open can't put in a secret of their own.
    func testBegin_leavesASecretThatIsProved() throws {
        let app = try TestApp()
        let account = try app.signIn(as: .clinician)
        try app.turnOnTwoStep(account)
        _ = try app.post("/two-step/secret", ["current": TestApp.password])
        XCTAssertEqual(try app.store.read { db in try TwoStepRepository(db).secret(of: account.id)?.bytes }, TestApp.secret)
        XCTAssertTrue(try isOn(app, account))
    }

    func testCodes_areMadeAnew_withThePassword() throws {
        let app = try TestApp.mailed()
        let account = try app.signIn(as: .clinician)
        XCTAssertEqual(try app.post("/two-step/codes", ["current": TestApp.password]).location, "/two-step", "it is off")
        let old = try app.turnOnTwoStep(account)
        XCTAssertEqual(try app.post("/two-step/codes", ["current": "wrong"]).errors, ["The current password is not right"])
        XCTAssertEqual(try app.post("/two-step/codes", ["current": TestApp.password]).status, .ok)
        XCTAssertEqual(try app.mails().map(\.subject), ["New recovery codes were made"])
        _ = try app.browser.signIn("clinician")
        XCTAssertEqual(try app.post("/sign-in/recovery-code", ["code": old[0]]).status, .unprocessableContent)
    }

    func testRemoval_takesPasswordAndCode() throws {
        let app = try TestApp.mailed()
        let account = try app.signIn(as: .clinician)
        let codes = try app.turnOnTwoStep(account)
        XCTAssertEqual(try app.post("/two-step/removal", ["current": "wrong", "code": try app.code()]).errors, ["The current password is not right"])
        XCTAssertEqual(try app.post("/two-step/removal", ["current": TestApp.password, "code": ""]).errors, ["Enter the code from your app, or a recovery code"])
        XCTAssertEqual(try app.post("/two-step/removal", ["current": TestApp.password, "code": try app.wrongCode()]).status, .unprocessableContent)
        XCTAssertTrue(try isOn(app, account))
        XCTAssertEqual(try app.post("/two-step/removal", ["current": TestApp.password, "code": codes[3]]).location, "/profile")
        XCTAssertFalse(try isOn(app, account))
        XCTAssertEqual(try app.count("SELECT count(*) FROM recovery_codes"), 0)
        XCTAssertEqual(try app.mails().map(\.subject), ["Two-step verification is off"])
        XCTAssertEqual(try TestBrowser(app).signIn("clinician").location, "/")
    }

    /// Google's "Key URI format": otpauth://totp/ISSUER:ACCOUNT, where the one colon parts them, and nothing in a name ends either.
    func testAddress_namesPracticeAndEmail_escaped() {
        XCTAssertEqual(
            TwoStepNewView.address(secret: "GEZDGNBV", email: "zoe+rota&x@elm.example", practice: "Elm: Surgery & Co?"),
            "otpauth://totp/Elm%20Surgery%20%26%20Co%3F:zoe%2Brota%26x%40elm.example?secret=GEZDGNBV&issuer=Elm%20Surgery%20%26%20Co%3F")
        let long = TwoStepNewView.address(secret: "GEZDGNBV", email: "zoe@elm.example", practice: String(repeating: "é", count: 200))
        XCTAssertEqual(long.matches(of: #/%C3%A9/#).count, 80, "40 of it, twice")
    }

    /// A role that must have it sees nothing else first: no page and no form, by any address.
    func testDemandedRole_reachesNothingButItsEnrolment() throws {
        let app = try TestApp()
        try app.signIn(as: .admin)
        let clinician = TestBrowser(app)
        try clinician.signIn(as: .clinician)
        XCTAssertEqual(try app.post("/accounts/two-step", pairs: [("shown", try app.get("/accounts/two-step").value(of: "shown") ?? ""), ("roles", "clinician"), ("roles", "nonsense")]).location, "/accounts")
        XCTAssertEqual(try app.auditLog().first?.after, #"{"roles":"Clinician"}"#)
        XCTAssertEqual(try app.get("/logins").status, .ok, "another role")
        let open = ["GET /two-step", "GET /two-step/new", "POST /two-step", "POST /two-step/secret", "POST /sign-out"]
        for route in Routes.all {
            guard case .staff = route.action else { continue }
            let name = "\(route.method.rawValue) \(route.pattern)"
            XCTAssertEqual(open.contains(name), route.isOpenWhileTwoStepIsDue, name)
            guard !route.isOpenWhileTwoStepIsDue else { continue }
            let target = route.pattern.split(separator: "/", omittingEmptySubsequences: false).map { $0.hasPrefix(":") || $0.hasPrefix("*") ? "1" : String($0) }.joined(separator: "/")
            let answer = try route.method == .get ? clinician.get(target) : clinician.post(target)
            XCTAssertEqual(answer.location, "/two-step", name)
        }
        XCTAssertTrue(try clinician.get("/two-step").contains("Your practice asks everybody in your role to use it."))
        XCTAssertEqual(try clinician.post("/two-step/secret", ["current": TestApp.password]).location, "/two-step/new")
        let account = try XCTUnwrap(try app.account("clinician"))
        let secret = try XCTUnwrap(try app.store.read { db in try TwoStepRepository(db).secret(of: account.id)?.bytes })
        XCTAssertEqual(try clinician.get("/rota").location, "/two-step", "an unproved secret is not enough")
        XCTAssertEqual(try clinician.post("/two-step", ["code": try app.code(secret)]).status, .ok)
        XCTAssertEqual(try clinician.get("/rota").status, .ok)
    }

    /// For who lost phone and codes: whoever may manage users takes it away, which is audited and told.
    func testReset_byAManager() throws {
        let app = try TestApp.mailed()
        try app.signIn(as: .manager)
        let other = TestBrowser(app)
        let account = try other.signIn(as: .clinician)
        try app.turnOnTwoStep(account)
        XCTAssertTrue(try app.get("/accounts/\(account.id)").text.contains("/accounts/\(account.id)/two-step\""))
        XCTAssertTrue(try app.get("/accounts/\(account.id)/two-step").contains("Reset it only when you know that it is The clinician who asks"))
        XCTAssertTrue(try app.get("/accounts/\(account.id)/two-step").contains("signed out everywhere and told by mail, and"))
        XCTAssertEqual(try app.post("/accounts/\(account.id)/two-step/reset").location, "/accounts/\(account.id)")
        XCTAssertFalse(try isOn(app, account))
        XCTAssertEqual(try other.get("/rota").status, .seeOther)
        XCTAssertEqual(try app.auditLog().first?.action, "reset two-step verification")
        XCTAssertEqual(try app.mails().map { [$0.to, $0.subject] }, [["clinician@example.com", "Two-step verification was reset"]])
        XCTAssertTrue(try app.get("/accounts/\(account.id)/two-step").contains("there is nothing to reset"))
        _ = try app.post("/accounts/\(account.id)/two-step/reset")
        XCTAssertEqual(try app.mails().count, 1)
    }

    func testReset_withoutMail_promisesNone() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let account = try app.makeAccount(role: .clinician)
        try app.turnOnTwoStep(account)
        XCTAssertTrue(try app.get("/accounts/\(account.id)/two-step").contains("They are signed out everywhere, and can set it up again."))
    }

    func testReset_ofWhoStandsAbove_isForbidden() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let admin = try app.makeAccount(role: .admin)
        try app.turnOnTwoStep(admin)
        XCTAssertEqual(try app.post("/accounts/\(admin.id)/two-step/reset").status, .forbidden)
        XCTAssertEqual(try app.get("/accounts/\(admin.id)/two-step").status, .forbidden)
        XCTAssertTrue(try isOn(app, admin))
    }

    /// One's own is turned off with password and code, not so.
    func testReset_ofOnesOwn_isNotHowItIsTurnedOff() throws {
        let app = try TestApp()
        let account = try app.signIn(as: .manager)
        try app.turnOnTwoStep(account)
        XCTAssertEqual(try app.post("/accounts/\(account.id)/two-step/reset").location, "/two-step")
        XCTAssertTrue(try isOn(app, account))
    }
}
