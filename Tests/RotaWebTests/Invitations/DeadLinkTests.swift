import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Every link that leads nowhere says which it is and what to do, and nothing of who was invited (issue 5.3).
final class DeadLinkTests: XCTestCase {
    /// Opens the link anew, and looks at the page behind it and at what its form answers.
    private func check(_ fixture: InvitationFixture, _ link: String, title: String, _ remedy: String, line: UInt = #line) throws {
        let browser = try fixture.opened(link)
        for page in [try browser.get("/join"), try browser.signUp("somebody.else")] {
            XCTAssertEqual(page.status, .gone, line: line)
            XCTAssertEqual(page.title, "\(title) - Practice Rota", line: line)
            XCTAssertTrue(page.contains(remedy), page.words, line: line)
            check(page, link, line)
        }
    }

    private func check(_ page: TestResponse, _ link: String, _ line: UInt) {
        for word in ["Amara", "Okafor", "amara", "Elm Surgery", String(link.dropFirst("/join/".count))] { XCTAssertFalse(page.text.contains(word), word, line: line) }
        XCTAssertEqual(page.headers["Referrer-Policy"], "no-referrer", line: line)
        XCTAssertEqual(page.headers["Cache-Control"], "no-store", line: line)
    }

    func testUsed() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        _ = try fixture.opened(link).signUp()
        try check(fixture, link, title: "This invitation was used already", "If that was you, sign in. If it was not, tell the practice at once.")
    }

    /// Whoever is signed in by now is not told to sign in.
    func testUsed_whileSignedIn_leadsToTheRota() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link(), browser = try fixture.opened(link)
        _ = try browser.signUp()
        _ = try browser.get(link)
        let page = try browser.get("/join")
        XCTAssertTrue(page.contains("This invitation was used already"), page.text)
        XCTAssertTrue(page.text.contains("<a class=\"button\" href=\"/rota\">"))
        XCTAssertFalse(page.text.contains("href=\"/sign-in\""))
        XCTAssertTrue(page.contains("If that was you, there is nothing left to do. If it was not, tell the practice at once."), page.words)
    }

    func testExpired_afterFourteenDays() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        fixture.app.now = fixture.app.now + 14 * 86_400 - 1
        XCTAssertEqual(try fixture.opened(link).get("/join").status, .ok)
        fixture.app.now = fixture.app.now + 1
        try check(fixture, link, title: "This invitation has expired", "An invitation works for 14 days. Ask the practice to invite you again.")
        XCTAssertEqual(try fixture.states(), [.expired])
    }

    /// Held in time, sent too late: what counts is when the form comes.
    func testExpired_whileTheFormWasOpen() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        fixture.app.now = fixture.app.now + 14 * 86_400 - 60
        let browser = try fixture.opened(link)
        fixture.app.now = fixture.app.now + 61
        XCTAssertEqual(try browser.signUp().title, "This invitation has expired - Practice Rota")
    }

    /// S0.63 through both changes of the clock: as late in the day as it was sent.
    func testExpiry_isFourteenDaysOnByTheClockOnTheWall() {
        for (sent, until) in [
            ("2026-10-20T09:00:00Z", "2026-11-03T10:00:00Z"), ("2027-03-20T09:00:07Z", "2027-04-03T08:00:07Z"), ("2026-11-23T08:30:59Z", "2026-12-07T08:30:59Z"),
            ("2026-10-11T00:30:00Z", "2026-10-25T00:30:00Z"), ("2027-03-14T01:30:00Z", "2027-03-28T01:30:00Z"),
        ] {
            XCTAssertEqual(Instant(iso: sent).map { Invitation.expiry(of: $0).iso }, until)
        }
    }

    func testReplaced_byOneToTheSameAddress() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        let newer = try fixture.link("AMARA@example.org")
        try check(fixture, link, title: "There is a newer invitation", "only the newest link works")
        XCTAssertEqual(try fixture.opened(newer).get("/join").status, .ok)
    }

    func testReplaced_becauseTheAddressChanged() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        _ = try fixture.link("new@example.org")
        try check(fixture, link, title: "There is a newer invitation", "to another email address")
    }

    /// What had run out before another was sent had run out.
    func testReplaced_afterItHadExpired_isExpired() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        fixture.app.now = fixture.app.now + 20 * 86_400
        try fixture.app.signIn(as: .manager)
        _ = try fixture.link()
        try check(fixture, link, title: "This invitation has expired", "Ask the practice")
        XCTAssertEqual(try fixture.states(), [.pending, .expired])
    }

    func testRevoked_alsoWhileTheFormIsOpen() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        let browser = try fixture.opened(link)
        XCTAssertEqual(try browser.get("/join").status, .ok)
        _ = try fixture.app.post("/invitations/1/revocation")
        XCTAssertEqual(try browser.signUp().title, "This invitation was withdrawn - Practice Rota")
        try check(fixture, link, title: "This invitation was withdrawn", "If you think that is a mistake, ask the practice.")
        XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM accounts"), 1)
    }

    func testLinkedMeanwhile() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        try fixture.linkClinician(to: try fixture.app.makeAccount(role: .clinician, username: "other").id)
        try check(fixture, link, title: "There is an account already", "If it is yours, sign in.")
        XCTAssertTrue(try fixture.page.contains("of no use now that there is an account"))
        XCTAssertEqual(try fixture.app.clinician(fixture.clinician)?.accountId, try fixture.app.account("other")?.id)
    }

    func testDeactivatedMeanwhile() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link()
        try fixture.setActive(false)
        try check(fixture, link, title: "This invitation cannot be used now", "is not active at the practice any more")
        XCTAssertTrue(try fixture.page.contains("of no use while inactive"))
    }

    func testAddressTakenMeanwhile() throws {
        let fixture = try InvitationFixture()
        let link = try fixture.link("second@example.com")
        try fixture.app.makeAccount(role: .clinician, username: "second")
        try check(fixture, link, title: "Your email address has an account already", "ask the practice to link it with your record")
    }

    func testGarbage_isNotFound() throws {
        let app = try TestApp()
        let garbage = ["x", String(repeating: "A", count: 43), String(repeating: "A", count: 4_000), "%C3%A9", "a%20b", "pXv0Hq3sVx7mJm2bT1eK9cLr8wZyAfGdNiUo5QkR4hE"]
        for text in garbage {
            let page = try app.get("/join/\(text)")
            XCTAssertEqual(page.status, .notFound, text)
            XCTAssertEqual(page.headers["Referrer-Policy"], "no-referrer", text)
            XCTAssertTrue(page.contains("This link leads nowhere"), text)
            XCTAssertNil(app.browser.cookie("join"), text)
            if text.count > 5 { XCTAssertFalse(page.text.contains(text), text) }
        }
        XCTAssertEqual(try app.count("SELECT count(*) FROM link_holds"), 0, "nobody fills the table")
    }
}
