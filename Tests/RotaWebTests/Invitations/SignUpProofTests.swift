import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// What comes after signing up: the address is proved by a mail (S0.68), and nothing that follows is a way around anything.
final class SignUpProofTests: XCTestCase {
    private func mailed() throws -> (InvitationFixture, String) {
        let fixture = try InvitationFixture(mail: .smtp)
        try fixture.invite()
        let link = try XCTUnwrap(try fixture.app.mails().last.flatMap { InvitationFixture.path(in: $0.text) })
        return (fixture, link)
    }

    /// The invitation may have been passed on: having the link is no proof that the address is read.
    func testSignUp_asksByMailToProveTheAddress() throws {
        let (fixture, link) = try mailed()
        let browser = try fixture.opened(link)
        let done = try browser.follow(try browser.signUp())
        XCTAssertTrue(done.contains("A mail is on its way to amara@example.org: open the link in it within 24 hours"), done.words)
        XCTAssertEqual(try fixture.app.mails().map(\.kind), ["invitation", "email-proof"])
        let proof = try XCTUnwrap(fixture.app.mails().last)
        XCTAssertEqual(proof.to, "amara@example.org")
        XCTAssertNil(try fixture.app.account("amara.okafor")?.emailVerifiedAt)
        let path = try XCTUnwrap(proof.text.firstMatch(of: #/\/email\/[A-Za-z0-9_-]{43}/#).map { String($0.0) })
        XCTAssertEqual(try browser.get(path).location, "/email")
        XCTAssertEqual(try browser.post("/email").status, .ok)
        XCTAssertEqual(try fixture.app.account("amara.okafor")?.emailVerifiedAt, fixture.app.now)
        XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM notices WHERE key LIKE 'sign-up/%' AND category = 'operational'"), 1, "S0.69")
    }

    func testSignUp_asksNothingWhereMailIsOff() throws {
        let fixture = try InvitationFixture()
        let browser = try fixture.opened(try fixture.link())
        XCTAssertFalse(try browser.follow(try browser.signUp()).contains("A mail is on its way"))
        XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM account_links"), 0)
        XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM outbox"), 0)
    }

    /// S0.69 without mail: no address is ever proved, so the sign-up itself is told, once.
    func testSignUp_isToldAtOnce_whereMailIsOff() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link(), manager = try XCTUnwrap(try fixture.app.account("manager"))
        XCTAssertEqual(try fixture.app.notices(of: manager), [])
        XCTAssertEqual(try fixture.opened(link).signUp().status, .seeOther)
        let notices = try fixture.app.notices(of: manager)
        XCTAssertEqual(notices.map(\.words), ["Dr Amara Okafor has signed up. Mail is off, so their email address is not proved."])
        XCTAssertEqual(notices.first?.path, "/clinicians/1")
        let account = try XCTUnwrap(try fixture.app.account("amara.okafor"))
        XCTAssertFalse(try fixture.app.tell(.signUp(account, clinicianId: 1)), "not again when the address is proved after all")
    }

    func testRefusal_queuesNothing() throws {
        let (fixture, link) = try mailed()
        let browser = try fixture.opened(link)
        XCTAssertEqual(try browser.signUp("amara", "short").status, .unprocessableContent)
        XCTAssertEqual(try fixture.app.mails().map(\.kind), ["invitation"])
        XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM account_links"), 0)
    }

    /// The second sending of the form signs in only where a password is all that it takes.
    func testSecondSending_isNoWayAroundTheSecondStep() throws {
        let fixture = try InvitationFixture()
        let browser = try fixture.opened(try fixture.link())
        let hold = try XCTUnwrap(browser.cookie("join"))
        XCTAssertEqual(try browser.signUp().status, .seeOther)
        try fixture.app.turnOnTwoStep(try XCTUnwrap(try fixture.app.account("amara.okafor")))
        browser.setCookie("login", nil)
        browser.setCookie("join", hold)
        XCTAssertEqual(try browser.signUp().status, .gone)
        XCTAssertNil(browser.cookie("login"))
    }

    /// Nor is it a way to guess: tries count as they do on the page to sign in.
    func testSecondSending_isSlowedDown() throws {
        let fixture = try InvitationFixture()
        let browser = try fixture.opened(try fixture.link())
        let hold = try XCTUnwrap(browser.cookie("join"))
        XCTAssertEqual(try browser.signUp().status, .seeOther)
        // As in a browser that the account was not made in.
        browser.setCookie("known", nil)
        for number in 1...6 {
            browser.setCookie("login", nil)
            browser.setCookie("join", hold)
            XCTAssertEqual(try browser.signUp("amara.okafor", "a wrong password \(number)").status, .gone)
        }
        browser.setCookie("login", nil)
        XCTAssertEqual(try browser.signUp().status, .gone, "the right one has to wait now too")
    }
}
