import Civil
import Foundation
import HTTP
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// Signing up by an invitation (issue 5.2, S0.64 to S0.68, S3.14).
final class SignUpTests: XCTestCase {
    func testOpen_movesTheTokenOutOfTheAddress_andUsesNothingUp() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        for _ in 1...3 {
            let scanner = TestBrowser(fixture.app)
            let opened = try scanner.get(link)
            XCTAssertEqual(opened.location, "/join")
            XCTAssertEqual(opened.headers["Referrer-Policy"], "no-referrer")
            XCTAssertEqual(opened.headers["Cache-Control"], "no-store")
            XCTAssertEqual(try scanner.send(.head, link).status, .seeOther)
            XCTAssertEqual(try scanner.get("/join").status, .ok)
        }
        XCTAssertEqual(try fixture.states(), [.pending])
    }

    func testPage_saysWhoseRecordItIs_andSuggestsAUsername() throws {
        let fixture = try InvitationFixture()
        try fixture.app.makeAccount(role: .clinician, username: "amara.okafor")
        let link = try fixture.link()
        let page = try fixture.opened(link).get("/join")
        XCTAssertEqual(page.status, .ok)
        XCTAssertTrue(page.contains("Elm Surgery has invited you."))
        XCTAssertTrue(page.contains("Name Dr Amara Okafor Email amara@example.org"), page.words)
        XCTAssertEqual(page.value(of: "username"), "amara.okafor2", "the first is taken")
        XCTAssertFalse(page.text.contains(link.dropFirst("/join/".count)), "no token in the page")
        XCTAssertTrue(page.text.contains("autocomplete=\"new-password\""))
        XCTAssertTrue(page.text.contains("hidden data-password=\"password\""), "without JavaScript there is no button")
    }

    func testSuggestion_findsAUsernameForAnyName() throws {
        let app = try TestApp()
        let long = "Dr Wilhelmina Constance Featherstonehaugh de Vere Cholmondeley-Warner", word = String(repeating: "a", count: 200)
        let table = [
            ("Dr Zoë O’Neil", "zoe.oneil"), ("Prof. 李 明", "li.ming"), ("🩺", "post"), ("Dr", "dr"), ("Dr Mary Jane Smith", "mary.smith"), (long, "wilhelmina.warner"),
            ("Ann Moss 🩺", "ann.moss"), (word, String(repeating: "a", count: 29)), ("Ann \(word)", "ann." + String(repeating: "a", count: 25)),
        ]
        for (name, expected) in table {
            XCTAssertEqual(try app.store.read { db in try UsernameSuggestion.make(for: name, email: "post@example.org", db) }, expected, name)
        }
    }

    func testCreate_makesTheAccountLinksItAndSignsIn() throws {
        let fixture = try InvitationFixture()
        let partners = try fixture.addGroup("Partners")
        _ = try fixture.addGroup("North team")
        let browser = try fixture.opened(try fixture.link(groups: [partners]))
        let page = try browser.get("/join")
        let done = try browser.submit(page, form: "/join", changing: ["password": InvitationFixture.password])
        XCTAssertEqual(done.status, .seeOther)
        XCTAssertEqual(done.location, "/")
        let account = try XCTUnwrap(fixture.app.account("amara.okafor"))
        XCTAssertEqual([account.name, account.email, account.role.rawValue], ["Dr Amara Okafor", "amara@example.org", "clinician"])
        XCTAssertTrue(account.active)
        XCTAssertNil(account.emailVerifiedAt, "to be proved yet (S0.68)")
        XCTAssertEqual(try fixture.app.clinician(fixture.clinician)?.accountId, account.id)
        XCTAssertEqual(try fixture.groupsOfClinician(), [partners], "S3.14")
        XCTAssertEqual(try fixture.states(), [.accepted])
        XCTAssertEqual(try fixture.invitations().first?.accountId, account.id)
        XCTAssertTrue(try browser.follow(done).contains("Your account is made and linked to the record of Dr Amara Okafor."))
        XCTAssertNil(browser.cookie("join"), "the hold is let go")
        XCTAssertTrue(try fixture.page.contains("Username amara.okafor"), "S0.71")
        XCTAssertTrue(try fixture.page.contains("amara@example.org Accepted on 23 November 2026, 8:30am"))
        XCTAssertEqual(try TestBrowser(fixture.app).signIn("amara.okafor", password: InvitationFixture.password).status, .seeOther)
    }

    func testCreate_isAuditedWithoutToken() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        _ = try fixture.opened(link).signUp()
        let entries = try fixture.app.auditLog()
        XCTAssertEqual(entries.prefix(3).map(\.action), ["sign in", "accept invitation", "create account"])
        XCTAssertEqual(entries.prefix(3).map(\.actor), ["Dr Amara Okafor", "Dr Amara Okafor", "Dr Amara Okafor"])
        XCTAssertEqual(entries[1].after, #"{"account":"amara.okafor"}"#)
        let token = link.dropFirst("/join/".count)
        XCTAssertFalse(entries.contains { "\($0)".contains(token) })
        XCTAssertFalse(fixture.app.log.contains { $0.contains(token) })
    }

    func testCreate_refusesWithTheReason_andKeepsTheUsername() throws {
        let fixture = try InvitationFixture()
        try fixture.app.makeAccount(role: .clinician, username: "taken")
        let browser = try fixture.opened(try fixture.link())
        let cases: [(String, String, String)] = [
            ("", InvitationFixture.password, "Enter a username"),
            ("a b", InvitationFixture.password, "Username must be letters, numbers, dots, hyphens and underscores only"),
            (String(repeating: "a", count: 65), InvitationFixture.password, "Username must be 64 characters or fewer"),
            ("TAKEN", InvitationFixture.password, "Another user has this username"),
            ("amara", "", "Enter a password"),
            ("amara", "elevenchars", "Password must be 12 characters or more"),
            ("amara", "password2026!", "This password is one of the most common. Choose one that is harder to guess"),
            ("amara", "aaaaaaaaaaaaaa", "This password is one of the most common. Choose one that is harder to guess"),
            ("amara", "amara.okafor1", "Password must not be made of your name, username, email or practice"),
        ]
        for (username, password, message) in cases {
            let page = try browser.signUp(username, password)
            XCTAssertEqual(page.status, .unprocessableContent, message)
            XCTAssertEqual(page.errors, [message])
            XCTAssertEqual(page.value(of: "username"), username)
            XCTAssertEqual(page.value(of: "password"), "")
        }
        XCTAssertEqual(try fixture.states(), [.pending])
        XCTAssertEqual(try browser.signUp("amara", " \(InvitationFixture.password) é ").status, .seeOther, "and then takes a good one, as typed")
    }

    /// S0.66.
    func testHold_lastsFiveMinutes_andOpeningTheLinkAgainRenewsIt() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        let browser = try fixture.opened(link)
        fixture.app.now = fixture.app.now + 300
        XCTAssertEqual(try browser.get("/join").status, .ok)
        fixture.app.now = fixture.app.now + 1
        for page in [try browser.get("/join"), try browser.signUp()] {
            XCTAssertEqual(page.status, .gone)
            XCTAssertEqual(page.title, "Open your link again - Practice Rota")
            XCTAssertTrue(page.contains("Your invitation was not used up"))
        }
        XCTAssertEqual(try browser.get(link).location, "/join")
        XCTAssertEqual(try browser.signUp().status, .seeOther)
    }

    func testHold_isOneBrowsersOwn() throws {
        let fixture = try InvitationFixture()
        _ = try fixture.opened(try fixture.link())
        let other = TestBrowser(fixture.app)
        XCTAssertEqual(try other.get("/join").status, .gone)
        XCTAssertEqual(try other.signUp().status, .gone)
        XCTAssertEqual(try fixture.states(), [.pending])
    }

    func testCreate_sentTwice_showsTheFirstResult() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        let browser = try fixture.opened(link)
        let hold = try XCTUnwrap(browser.cookie("join"))
        XCTAssertEqual(try browser.signUp().location, "/")
        browser.setCookie("join", hold)
        XCTAssertEqual(try browser.signUp().location, "/", "signed in by the first")
        browser.setCookie("login", nil)
        let second = try browser.signUp()
        XCTAssertEqual(second.location, "/", "or not, because the browser left the first answer")
        XCTAssertTrue(try browser.follow(second).contains("Your account is made"))
        XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM accounts WHERE role = 'clinician'"), 1)
        browser.setCookie("login", nil)
        browser.setCookie("join", hold)
        XCTAssertEqual(try browser.signUp("amara.okafor", "another-password-77").status, .gone, "nobody signs in here without the password")
        XCTAssertEqual(try browser.signUp("manager", TestApp.password).status, .gone, "nor to another account")
    }

    func testCreate_withoutItsFormIsRefused() throws {
        let fixture = try InvitationFixture()
        let browser = try fixture.opened(try fixture.link())
        XCTAssertEqual(try browser.post("/join", ["username": "amara", "password": InvitationFixture.password], csrf: .none).status, .forbidden)
        XCTAssertEqual(
            try browser.post("/join", ["username": "amara", "password": InvitationFixture.password], headers: ["Sec-Fetch-Site": "cross-site"]).status, .forbidden)
        XCTAssertEqual(try fixture.states(), [.pending])
    }

    /// Whoever is signed in is told so, and nothing is used up or linked to the wrong account.
    func testSignedIn_isToldToSignOut() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        XCTAssertEqual(try fixture.app.get(link).location, "/join")
        for page in [try fixture.app.get("/join"), try fixture.app.browser.signUp()] {
            XCTAssertEqual(page.status, .conflict)
            XCTAssertTrue(page.contains("This browser is signed in as The manager"))
            XCTAssertFalse(page.contains("Amara"))
        }
        XCTAssertEqual(try fixture.states(), [.pending])
        let out = try fixture.app.browser.submit(try fixture.app.get("/join"), form: "/sign-out")
        XCTAssertEqual(out.status, .seeOther)
        XCTAssertEqual(try fixture.app.get("/join").status, .ok, "the same hold goes on")
    }

    func testCreate_isCostly() throws {
        let app = try TestApp()
        XCTAssertTrue(app.app.isCostly(try Request(.post, "/join", headers: ["Host": "rota.test"])))
    }

    /// Two browsers at once: one account; the other gets the page of a used one.
    func testTwoBrowsers_makeOneAccount() throws {
        for _ in 1...5 {
            let fixture = try InvitationFixture()
            let link = try fixture.link()
            let browsers = try (1...4).map { _ in try fixture.opened(link) }
            for browser in browsers { _ = try browser.get("/join") }
            let answers = Answers(count: browsers.count)
            let boxes = browsers.map(Box.init)
            DispatchQueue.concurrentPerform(iterations: boxes.count) { index in
                answers.put((try? boxes[index].browser.signUp("amara\(index)"))?.status.code ?? 0, at: index)
            }
            XCTAssertEqual(answers.all.sorted(), [303, 410, 410, 410])
            XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM accounts WHERE role = 'clinician'"), 1)
            XCTAssertEqual(try fixture.states(), [.accepted])
            XCTAssertNotNil(try fixture.app.clinician(fixture.clinician)?.accountId)
        }
    }
}

/// Each is used by one thread only.
private struct Box: @unchecked Sendable {
    let browser: TestBrowser
}

private final class Answers: @unchecked Sendable {
    private let lock = NSLock()
    private var codes: [Int]

    init(count: Int) { codes = Array(repeating: 0, count: count) }
    func put(_ code: Int, at index: Int) { lock.withLock { codes[index] = code } }
    var all: [Int] { lock.withLock { codes } }
}
