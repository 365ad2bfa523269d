import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Issue 5.6 and 5.8, ASVS 6.4.1 and 6.4.6: where mail is on, a new user chooses the first password by a link, and no manager learns it.
final class FirstPasswordTests: XCTestCase {
    private let chosen = "seven green bottles"
    private let ann: KeyValuePairs = ["name": "Ann Moss", "email": "ann@example.com", "username": "ann.moss", "role": "clinician"]
    private let awaited = "Has not chosen a password yet"

    private func appWithManager() throws -> TestApp {
        let app = try TestApp.mailed()
        try app.signIn(as: .manager)
        return app
    }

    /// The path of the link that Ann was sent.
    private func added(_ app: TestApp) throws -> String {
        XCTAssertEqual(try app.post("/accounts", ann).location, "/accounts/2")
        return try XCTUnwrap(try app.mails().last?.link)
    }

    private func choose(_ app: TestApp, _ link: String, _ password: String? = nil) throws -> TestResponse {
        let browser = TestBrowser(app)
        XCTAssertEqual(try browser.get(link).location, "/reset-password")
        return try browser.submit(try browser.get("/reset-password"), form: "/reset-password", changing: ["password": password ?? chosen])
    }

    func testCreate_mailsALink_andAsksForNoPassword() throws {
        let app = try appWithManager()
        let form = try app.get("/accounts/new")
        XCTAssertFalse(form.hasControl("password"))
        XCTAssertTrue(form.contains("A link to choose a password goes to the email address. It works once, for 7 days"), form.words)
        _ = try added(app)
        let page = try app.get("/accounts/2")
        XCTAssertTrue(page.contains("A link to choose a password is on its way to ann@example.com. It works once, for 7 days. Then Ann Moss signs in as ann.moss."), page.words)
        let mail = try XCTUnwrap(try app.mails().last)
        XCTAssertEqual([mail.kind, mail.to, mail.subject], ["first-password", "ann@example.com", "Choose a password for Elm Surgery"])
        XCTAssertTrue(mail.text.contains("username ann.moss"), mail.text)
        XCTAssertTrue(mail.text.contains("It works once, until 30 November 2026, 8:30am. The manager sent you this link."), mail.text)
        XCTAssertEqual(mail.expiresAt, app.now + 7 * 86_400)
        XCTAssertEqual(try app.auditLog().prefix(2).map(\.action), ["send password link", "create account"])
    }

    func testAccount_withoutAPassword_letsNobodyIn_andSaysSo() throws {
        let app = try appWithManager()
        _ = try added(app)
        XCTAssertEqual(try app.count("SELECT count(*) FROM accounts WHERE password_hash = ''"), 1)
        for password in ["", " ", TestApp.password] {
            XCTAssertEqual(try TestBrowser(app).signIn("ann.moss", password: password).status, .unprocessableContent)
        }
        XCTAssertTrue(try app.get("/accounts").contains(awaited))
        let page = try app.get("/accounts/2")
        XCTAssertTrue(page.words.contains("\(awaited) A link to ann@example.com waits to be mailed. It works until 30 November 2026, 8:30am."), page.words)
        try app.store.write { db in _ = try db.run("UPDATE outbox SET state = 'sent', ended_at = created_at, next_at = NULL, text = NULL, html = NULL") }
        XCTAssertTrue(try app.get("/accounts/2").words.contains("\(awaited) A link was mailed to ann@example.com."))
        try app.store.write { db in _ = try db.run("UPDATE outbox SET state = 'failed'") }
        XCTAssertTrue(try app.get("/accounts/2").words.contains("\(awaited) The mail with the link to ann@example.com could not be sent."))
    }

    func testLink_leadsToAFirstPassword_onceAndForSevenDays() throws {
        let app = try appWithManager()
        let link = try added(app)
        app.now = app.now + 7 * 86_400 - 1
        let browser = TestBrowser(app)
        _ = try browser.get(link)
        XCTAssertEqual(try browser.get("/reset-password").title, "Choose a password - Elm Surgery")
        XCTAssertEqual(try choose(app, link).location, "/sign-in?why=password")
        XCTAssertEqual(try TestBrowser(app).signIn("ann.moss", password: chosen).location, "/")
        XCTAssertEqual(try app.mails().last?.subject, "Your password was chosen")
        XCTAssertNotNil(try app.account("ann.moss")?.emailVerifiedAt, "whoever opened it reads mail there")
        XCTAssertTrue(try app.browser.follow(try app.get(link)).contains("This link was used"))
        try app.signIn(as: .manager)
        XCTAssertFalse(try app.get("/accounts").contains(awaited))
        XCTAssertFalse(try app.get("/accounts/2").contains(awaited))
        XCTAssertEqual(try app.auditLog().first { $0.action.contains("by link") }?.action, "choose first password by link")
    }

    func testLink_runsOut_andIsSentAgain() throws {
        let app = try appWithManager()
        let first = try added(app)
        app.now = app.now + 7 * 86_400
        XCTAssertTrue(try app.browser.follow(try app.get(first)).contains("This link has run out"))
        try app.signIn(as: .manager)
        let page = try app.get("/accounts/2")
        XCTAssertTrue(page.words.contains("\(awaited) No link works now."), page.words)
        XCTAssertTrue(page.contains("<a href=\"/accounts/2/password\">Send a link to choose a password</a>"))
        let ask = try app.get("/accounts/2/password")
        XCTAssertTrue(ask.contains("It works once, for 7 days."))
        let answer = try app.browser.follow(try app.browser.submit(ask, form: "/accounts/2/reset-link"))
        XCTAssertTrue(answer.contains("A link to choose a password is on its way to ann@example.com. It works once, for 7 days."), answer.words)
        XCTAssertEqual(try choose(app, try XCTUnwrap(try app.mails().last?.link)).status, .seeOther)
    }

    /// Whoever asks, also a stranger: an account without a password is sent the same mail, and its link lives as long.
    func testForgottenPassword_sendsAFirstOneAgain() throws {
        let app = try appWithManager()
        _ = try added(app)
        XCTAssertEqual(try TestBrowser(app).post("/forgotten-password", ["username": "ann.moss"]).status, .seeOther)
        let mail = try XCTUnwrap(try app.mails().last)
        XCTAssertEqual([mail.kind, mail.subject], ["first-password", "Choose a password for Elm Surgery"])
        XCTAssertTrue(mail.text.contains("It was asked for at the sign-in page, we hope by you."), mail.text)
        XCTAssertEqual(mail.expiresAt, app.now + 7 * 86_400)
    }

    func testCreate_refusesATakenAddress_keepsWhatWasTyped_andMailsNothing() throws {
        let app = try appWithManager()
        let clinician = try app.addClinician("Dr Amara Okafor")
        let answers: KeyValuePairs = [
            "name": "Ann <Moss>", "email": "MANAGER@example.com", "username": "ann.moss", "role": "clinic-admin", "locum": "yes", "clinician": "\(clinician)", "password": "old page",
        ]
        let page = try app.post("/accounts", answers)
        XCTAssertEqual(page.status, .unprocessableContent)
        XCTAssertEqual(page.errors, ["Another user has this email address"])
        for (name, value) in answers where name != "password" && name != "locum" { XCTAssertEqual(page.value(of: name), value, name) }
        XCTAssertEqual(page.ticked("locum"), ["yes"])
        XCTAssertFalse(page.hasControl("password"))
        XCTAssertEqual(try app.mails(), [])
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts", changing: ["email": "ann@example.com"]).location, "/accounts/2")
        XCTAssertEqual(try app.clinician(clinician)?.accountId, 2)
    }

    func testCreate_sentTwice_makesOneAccountAndOneMail() throws {
        let app = try appWithManager()
        let answers = [try app.browser.post("/accounts", ann, once: "same"), try app.browser.post("/accounts", ann, once: "same")]
        XCTAssertEqual(answers.map(\.location), ["/accounts/2", "/accounts/2"])
        XCTAssertEqual(try app.post("/accounts", ann).errors, ["Another user has this username", "Another user has this email address"])
        XCTAssertEqual(try app.count("SELECT count(*) FROM accounts"), 2)
        XCTAssertEqual(try app.mails().count, 1)
    }

    /// An address that was typed wrongly: what went there opens nothing any more.
    func testUpdate_ofTheAddress_endsTheLink() throws {
        let app = try appWithManager()
        let link = try added(app)
        _ = try app.browser.submit(try app.get("/accounts/2/edit"), form: "/accounts/2", changing: ["email": "ann.moss@example.com"])
        XCTAssertTrue(try app.get("/accounts/2").words.contains("\(awaited) No link works now."))
        XCTAssertTrue(try TestBrowser(app).follow(try app.get(link)).contains("Open the link again"), "held by nobody")
        XCTAssertTrue(try app.browser.follow(try app.get(link)).contains("This link was cancelled"))
    }

    func testDeactivated_theLinkIsDead() throws {
        let app = try appWithManager()
        let link = try added(app)
        let page = try app.get("/accounts/2/edit")
        _ = try app.submit(page, form: "/accounts/2", ticking: [], of: "active")
        XCTAssertTrue(try app.browser.follow(try app.get(link)).contains("This link was cancelled"))
    }

    /// Whoever has not chosen a password yet can't run the practice.
    func testUpdate_whoHasNoPassword_isNotTheOtherManager() throws {
        let app = try appWithManager()
        XCTAssertEqual(try app.post("/accounts", ["name": "Ann Moss", "email": "ann@example.com", "username": "ann.moss", "role": "manager"]).location, "/accounts/2")
        let link = try XCTUnwrap(try app.mails().last?.link)
        let page = try app.browser.submit(try app.get("/accounts/1/edit"), form: "/accounts/1", changing: ["role": "clinician"])
        XCTAssertEqual(page.errors, ["This is the last manager who can sign in and manage users. Make another first"])
        XCTAssertEqual(try choose(app, link).status, .seeOther)
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts/1", changing: ["role": "clinician"]).location, "/")
    }

    /// The account and its mail come together or not at all: a failing mail must not leave an account that nobody was told of.
    func testCreate_makesNoAccountWhereItsMailCannotBeQueued() throws {
        let app = try appWithManager()
        try app.store.write { db in
            _ = try db.run("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no more mail'); END")
        }
        var form = AccountForm(username: "ann.moss", name: "Ann Moss", email: "ann@example.com", role: "clinician", password: "")
        let changes = AccountChanges(practice: app.practice, actor: .commandLine, authority: nil)
        XCTAssertThrowsError(try changes.create(&form, mailsLink: true))
        XCTAssertNil(try app.account("ann.moss"))
    }

    func testWithoutMail_theManagerTypesIt() throws {
        let app = try TestApp.managed()
        XCTAssertTrue(try app.get("/accounts/new").hasControl("password"))
        XCTAssertEqual(try app.post("/accounts", ann).errors, ["Enter a password"])
        XCTAssertEqual(try app.count("SELECT count(*) FROM accounts"), 1)
    }

    /// Mail was turned off before the link was used.
    func testWithoutMail_aManagerSetsThePasswordThatIsMissing() throws {
        let app = try TestApp.managed()
        try app.store.write { db in
            _ = try AccountRepository(db).insert(username: "ann.moss", name: "Ann Moss", email: "ann@example.com", role: .clinician, passwordHash: "", at: app.now.iso)
        }
        let page = try app.get("/accounts/2")
        XCTAssertTrue(page.words.contains("\(awaited) Mail is off, so no link can be sent."), page.words)
        XCTAssertTrue(page.contains("Set a first password"))
        XCTAssertEqual(try app.post("/accounts/2/password", ["password": chosen]).location, "/accounts/2")
        XCTAssertEqual(try TestBrowser(app).signIn("ann.moss", password: chosen).location, "/")
        XCTAssertFalse(try app.get("/accounts/2").contains(awaited))
    }
}
