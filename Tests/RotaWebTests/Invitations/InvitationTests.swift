import Civil
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// Inviting from the clinician's page (issue 5.1, S0.58 to S0.63, S0.70 to S0.72, S3.13).
final class InvitationTests: XCTestCase {
    func testPage_saysNoAccountLinked_andHasTheForm() throws {
        let fixture = try InvitationFixture()
        let page = try fixture.page
        XCTAssertTrue(page.contains("Account status"))
        XCTAssertTrue(page.contains("No account linked"))
        XCTAssertEqual(page.formFields("/clinicians/1/invitations").map(\.0), ["csrf", "once", "email"])
        XCTAssertTrue(page.contains("Mail is not set up"))
        XCTAssertTrue(page.text.contains("/clinicians/1/edit#account"))
        XCTAssertTrue(page.text.contains("/accounts/new?clinician=1"))
    }

    /// The button says what it does: nothing is sent where mail is off, and no manager types a password where it is on.
    func testPage_saysWhetherItSendsOrMakesALink() throws {
        let off = try InvitationFixture(), on = try InvitationFixture(mail: .smtp)
        XCTAssertTrue(try off.page.contains(">Make an invitation link</button>"))
        XCTAssertTrue(try off.page.contains("create one with a password"))
        XCTAssertTrue(try on.page.contains(">Send invitation</button>"))
        XCTAssertTrue(try on.page.contains("create one for them"))
        try off.invite()
        XCTAssertTrue(try off.page.contains(">Make another invitation link</button>"))
        XCTAssertFalse(try off.page.contains("Send invitation"))
    }

    func testCreate_showsTheLinkOnceWhereMailIsOff() throws {
        let fixture = try InvitationFixture()
        let shown = try fixture.invite()
        XCTAssertEqual(shown.status, .ok)
        XCTAssertTrue(shown.contains("Mail is not set up, so nothing was sent"))
        XCTAssertTrue(shown.text.contains("value=\"http://rota.test/join/"))
        XCTAssertTrue(shown.contains("until 7 December 2026, 8:30am"))
        let page = try fixture.page
        XCTAssertNil(InvitationFixture.path(in: page.text))
        XCTAssertTrue(page.contains("amara@example.org Pending until 7 December 2026, 8:30am Sent 23 November 2026, 8:30am by The manager"), page.words)
        XCTAssertTrue(page.contains("Not mailed: the link was shown to hand over"))
        XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM outbox"), 0)
    }

    func testCreate_queuesTheMailWithTheInvitation() throws {
        let fixture = try InvitationFixture(mail: .smtp)
        let sent = try fixture.invite()
        XCTAssertEqual(sent.location, "/clinicians/1")
        XCTAssertTrue(try fixture.app.follow(sent).contains("An invitation is on its way to amara@example.org. It works until 7 December 2026, 8:30am."))
        let mail = try fixture.app.store.read { db in
            try db.all("SELECT key, kind, to_name, to_address, subject, text, holds_secret, state FROM outbox") { row in (0..<8).map { row.text($0) } }
        }
        XCTAssertEqual(mail.count, 1)
        let row = try XCTUnwrap(mail.first)
        XCTAssertEqual(Array(row[0..<5]), ["invitation/1", "invitation", "Dr Amara Okafor", "amara@example.org", "Your account at Elm Surgery"])
        XCTAssertEqual(Array(row[6...]), ["1", "waiting"])
        for words in ["Elm Surgery invites you to its rota", "The manager has invited you", "http://rota.test/join/", "until 7 December 2026, 8:30am", "the record of Dr Amara Okafor", "did not expect this"] {
            XCTAssertTrue(row[5].contains(words), "\(words) in \(row[5])")
        }
        XCTAssertTrue(try fixture.page.contains("The mail waits to be sent"))
        let path = try XCTUnwrap(InvitationFixture.path(in: row[5]))
        XCTAssertEqual(try TestBrowser(fixture.app).get(path).location, "/join")
    }

    func testPage_saysWhatBecameOfTheMail() throws {
        let fixture = try InvitationFixture(mail: .smtp)
        try fixture.invite()
        try fixture.app.store.write { db in _ = try db.run("UPDATE outbox SET state = 'sent', ended_at = '2026-11-23T08:31:00Z', next_at = NULL") }
        XCTAssertTrue(try fixture.page.contains("Mailed 23 November 2026, 8:31am"))
        try fixture.app.store.write { db in _ = try db.run("UPDATE outbox SET state = 'failed'") }
        XCTAssertTrue(try fixture.page.contains("The mail could not be sent"))
    }

    func testCreate_again_replacesTheOlderOneAndItsMail() throws {
        let fixture = try InvitationFixture(mail: .smtp)
        try fixture.invite()
        fixture.app.now = fixture.app.now + 86_400
        try fixture.app.signIn(as: .manager)
        let page = try fixture.page
        XCTAssertEqual(page.value(of: "email"), "amara@example.org", "prefilled")
        XCTAssertTrue(page.contains("Send invitation again"))
        try fixture.app.browser.submit(page, form: "/clinicians/1/invitations")
        XCTAssertEqual(try fixture.states(), [.pending, .replaced])
        XCTAssertEqual(try fixture.invitations().map(\.expiresAt.iso), ["2026-12-08T08:30:00Z", "2026-12-07T08:30:00Z"], "fourteen new days")
        let mails = try fixture.app.store.read { db in try db.all("SELECT key || ' ' || state || ' ' || (text IS NULL) FROM outbox ORDER BY id") { $0.text(0) } }
        XCTAssertEqual(mails, ["invitation/1 dropped 1", "invitation/2 waiting 0"])
    }

    func testRevoke_endsThePendingOne_once() throws {
        let fixture = try InvitationFixture(mail: .smtp)
        try fixture.invite()
        let revoked = try fixture.app.browser.submit(try fixture.page, form: "/invitations/1/revocation")
        XCTAssertTrue(try fixture.app.follow(revoked).contains("The invitation to amara@example.org was revoked."))
        XCTAssertEqual(try fixture.states(), [.revoked])
        XCTAssertEqual(try fixture.app.count("SELECT count(*) FROM outbox WHERE state = 'dropped'"), 1)
        XCTAssertFalse(try fixture.page.text.contains("/invitations/1/revocation"))
        XCTAssertEqual(try fixture.app.post("/invitations/1/revocation").status, .conflict)
        XCTAssertEqual(try fixture.app.post("/invitations/2/revocation").status, .notFound)
    }

    func testCreate_refusesAnAddressThatIsNone_andKeepsIt() throws {
        let fixture = try InvitationFixture()
        for email in ["", "amara", "amara@", "@example.org", "a b@example.org", "amara@example", "amara@exa..mple.org", "amara@example.org, other@example.org", "amara@example.org\r\nBcc: x@y.org", "<amara@example.org>"] {
            let page = try fixture.invite(email)
            XCTAssertEqual(page.status, .unprocessableContent, email)
            XCTAssertEqual(page.errors.count, 1, email)
            XCTAssertEqual(page.title, "Error: Invite Dr Amara Okafor - Clinicians - Elm Surgery")
        }
        XCTAssertEqual(try fixture.invite("amara@example").value(of: "email"), "amara@example")
        XCTAssertEqual(try fixture.invite(String(repeating: "a", count: 250) + "@example.org").errors, ["Email address must be 254 characters or fewer"])
        XCTAssertEqual(try fixture.invitations(), [])
    }

    func testCreate_refusesAnAddressThatHasAnAccount_andSaysWhatToDo() throws {
        let fixture = try InvitationFixture()
        try fixture.app.makeAccount(role: .clinician, username: "bethan")
        XCTAssertEqual(
            try fixture.invite("BETHAN@example.com").errors, ["This address belongs to the account bethan. Link that account instead, or use another address"])
        let other = try fixture.app.addClinician("Dr Bethan Price")
        try fixture.app.store.write { db in _ = try db.run("UPDATE clinicians SET account_id = (SELECT id FROM accounts WHERE username = 'bethan') WHERE id = :id", ["id": other]) }
        XCTAssertEqual(
            try fixture.invite("bethan@example.com").errors, ["This address belongs to the account bethan, which is linked to Dr Bethan Price. Use another address"])
        try fixture.app.makeAccount(role: .clinicAdmin, username: "desk")
        XCTAssertEqual(try fixture.app.browser.signIn("desk").status, .seeOther)
        XCTAssertEqual(
            try fixture.invite("bethan@example.com").errors, ["This address has an account already. Ask somebody who manages users to link it, or use another address"])
    }

    func testCreate_refusesAnAddressThatAnotherIsInvitedAt() throws {
        let fixture = try InvitationFixture()
        try fixture.invite()
        let other = try fixture.app.addClinician("Dr Bethan Price")
        let page = try fixture.app.post("/clinicians/\(other)/invitations", ["email": "Amara@Example.org"])
        XCTAssertEqual(page.errors, ["Dr Amara Okafor is invited at this address already. Everybody needs an address of their own"])
        fixture.app.now = fixture.app.now + 15 * 86_400
        try fixture.app.signIn(as: .manager)
        XCTAssertEqual(try fixture.app.post("/clinicians/\(other)/invitations", ["email": "amara@example.org"]).status, .ok, "that one has expired")
    }

    /// S0.72, also by a form that was open before.
    func testCreate_refusesWhoeverIsLinked() throws {
        let fixture = try InvitationFixture()
        let account = try fixture.app.makeAccount(role: .clinician, username: "amara")
        try fixture.linkClinician(to: account.id)
        let page = try fixture.page
        XCTAssertTrue(page.contains("Username amara"), page.words)
        XCTAssertFalse(page.hasControl("email"), "S0.71")
        let refused = try fixture.invite()
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("Dr Amara Okafor has an account already, so no invitation was sent."))
        XCTAssertEqual(try fixture.invitations(), [])
    }

    func testCreate_refusesWhoeverIsInactive() throws {
        let fixture = try InvitationFixture()
        try fixture.setActive(false)
        let page = try fixture.page
        XCTAssertFalse(page.hasControl("email"))
        XCTAssertTrue(page.contains("Only active clinicians can be invited."))
        XCTAssertEqual(try fixture.invite().status, .conflict)
        XCTAssertEqual(try fixture.invitations(), [])
    }

    /// S3.13.
    func testGroups_areAskedOnlyWhereThereAreAny_andKept() throws {
        let fixture = try InvitationFixture()
        XCTAssertFalse(try fixture.page.hasControl("groups"))
        let partners = try fixture.addGroup("Partners"), north = try fixture.addGroup("North team")
        XCTAssertEqual(try fixture.page.ticked("groups"), [])
        XCTAssertEqual(try fixture.invite("no address", groups: [north]).ticked("groups"), ["\(north)"], "an error keeps them")
        XCTAssertEqual(try fixture.invite(groups: [partners, 99]).errors, ["One of the groups was removed meanwhile; choose again"])
        try fixture.invite(groups: [partners, north])
        XCTAssertEqual(try fixture.page.ticked("groups"), ["\(north)", "\(partners)"], "sending it again offers the same")
        XCTAssertTrue(try fixture.page.contains("Groups: North team, Partners"))
        XCTAssertEqual(try fixture.groupsOfClinician(), [], "not before the account is there")
    }

    func testAudit_tellsAllButTheToken() throws {
        let fixture = try InvitationFixture()
        let token = try fixture.link().dropFirst("/join/".count)
        _ = try fixture.app.post("/invitations/1/revocation")
        let entries = try fixture.app.auditLog().prefix(2)
        XCTAssertEqual(entries.map(\.action), ["revoke invitation", "invite clinician"])
        XCTAssertEqual(entries.map(\.subject), ["Dr Amara Okafor", "Dr Amara Okafor"])
        XCTAssertEqual(entries.last?.after, #"{"email":"amara@example.org","until":"7 December 2026, 8:30am"}"#)
        XCTAssertFalse(try fixture.app.auditLog().contains { "\($0)".contains(token) })
        XCTAssertFalse(fixture.app.log.contains { $0.contains(token) })
    }

    func testList_saysWhoIsInvited() throws {
        let fixture = try InvitationFixture()
        XCTAssertTrue(try fixture.app.get("/clinicians").contains("No account"))
        try fixture.invite()
        XCTAssertTrue(try fixture.app.get("/clinicians").contains("Invited until 7 December 2026"))
        fixture.app.now = fixture.app.now + 14 * 86_400
        try fixture.app.signIn(as: .manager)
        XCTAssertTrue(try fixture.app.get("/clinicians").contains("Invitation expired"))
    }

    func testOlderInvitations_areFolded() throws {
        let fixture = try InvitationFixture()
        for _ in 1...5 { try fixture.invite() }
        let page = try fixture.page
        XCTAssertTrue(page.contains("2 older invitations"))
        XCTAssertEqual(page.text.ranges(of: "<li class=\"invitation\">").count, 5)
    }
}
