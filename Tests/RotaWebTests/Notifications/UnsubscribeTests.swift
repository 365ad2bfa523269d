import Civil
import HTTP
import RotaDomain
import RotaStore
import Secrets
import XCTest

@testable import RotaWeb

/// One-click unsubscribing (RFC 8058) that works without signing in (issue 5.14).
final class UnsubscribeTests: XCTestCase {
    /// A manager who wants all three kinds, and the link of one mail about operational things.
    private func mailed() throws -> (TestApp, Account, link: String) {
        let app = try TestApp.mailed { $0.backups = "off" }, manager = try app.makeAccount(role: .manager, name: "Priya Shah")
        try app.want([.operational, .system, .action], manager)
        try app.tell("a")
        app.now = TestApp.start + 60
        NoticeRunner(app.practice).work()
        let address = try XCTUnwrap(try app.mails().first?.unsubscribe)
        XCTAssertTrue(address.hasPrefix("http://rota.test/unsubscribe/"), address)
        return (app, manager, String(address.dropFirst("http://rota.test".count)))
    }

    private func post(_ app: TestApp, _ link: String, body: String = "List-Unsubscribe=One-Click", type: String = "application/x-www-form-urlencoded") throws -> TestResponse {
        // A mail program: another browser, without a cookie, from anywhere.
        try TestBrowser(app).send(.post, link, headers: ["Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"], type: type, body: Array(body.utf8))
    }

    func testPost_withoutSignInCookieOrFormToken_stopsTheCategoryAtOnce() throws {
        let (app, manager, link) = try mailed()
        let answer = try post(app, link)
        XCTAssertEqual(answer.status, .ok, "RFC 8058 §3.1 allows no redirect")
        XCTAssertTrue(answer.contains("These mails are stopped"))
        XCTAssertEqual(answer.headers.values("Set-Cookie"), [])
        XCTAssertEqual(try app.wanted(by: manager), [.system, .action])
        let entry = try XCTUnwrap(try app.auditLog().first)
        XCTAssertEqual([entry.action, entry.subject, entry.actor], ["stop notification mails", "manager", "Link in a mail"])
        XCTAssertEqual(entry.after, #"{"mailed about":"System failure, Admin action"}"#)
        try app.tell("b")
        app.now = TestApp.start + 3_600
        NoticeRunner(app.practice).work()
        XCTAssertEqual(try app.mails().count, 1, "nothing more is mailed")
    }

    func testPost_asMultipart_isTakenToo() throws {
        let (app, manager, link) = try mailed()
        let body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"
        XCTAssertEqual(try post(app, link, body: body, type: "multipart/form-data; boundary=x").status, .ok)
        XCTAssertEqual(try app.wanted(by: manager), [.system, .action])
    }

    func testTwice_isFine_andAuditedOnce() throws {
        let (app, _, link) = try mailed()
        XCTAssertEqual(try post(app, link).status, .ok)
        let entries = try app.auditLog().count
        let again = try post(app, link)
        XCTAssertEqual(again.status, .ok)
        XCTAssertTrue(again.contains("These mails are stopped"))
        XCTAssertEqual(try app.auditLog().count, entries)
    }

    /// Scanners of mail open every link.
    func testGet_changesNothing_andAsksByAButton() throws {
        let (app, manager, link) = try mailed()
        let page = try TestBrowser(app).get(link)
        XCTAssertEqual(page.status, .ok)
        XCTAssertEqual(try app.wanted(by: manager), [.operational, .system, .action])
        XCTAssertEqual(page.formFields(link).map { "\($0.0)=\($0.1)" }, ["List-Unsubscribe=One-Click"])
        let answer = try TestBrowser(app).send(.post, link, type: "application/x-www-form-urlencoded", body: Array("List-Unsubscribe=One-Click".utf8))
        XCTAssertTrue(answer.contains("These mails are stopped"))
        XCTAssertTrue(try TestBrowser(app).get(link).contains("These mails are stopped"), "and says so from then on")
    }

    func testPage_namesTheCategory_butNeitherPersonNorPractice() throws {
        let (app, _, link) = try mailed()
        for page in [try TestBrowser(app).get(link), try post(app, link)] {
            XCTAssertTrue(page.contains("“Operational”"))
            for secret in ["Priya", "manager@", "Elm Surgery", "Something happened"] { XCTAssertFalse(page.text.contains(secret), secret) }
            XCTAssertEqual(page.headers["Referrer-Policy"], "no-referrer")
            XCTAssertEqual(page.headers["Cache-Control"], "no-store")
        }
    }

    func testUnknownLink_isAPlainPage() throws {
        let (app, manager, link) = try mailed()
        for address in ["/unsubscribe/x", "/unsubscribe/" + String(repeating: "A", count: 43), link + "A", "/unsubscribe/%C3%A9"] {
            XCTAssertEqual(try TestBrowser(app).get(address).status, .notFound, address)
            let answer = try post(app, address)
            XCTAssertEqual(answer.status, .notFound, address)
            XCTAssertFalse(answer.text.contains("Elm Surgery"))
        }
        XCTAssertTrue(try TestBrowser(app).get("/unsubscribe/x").contains("This link does not work"))
        XCTAssertEqual(try app.wanted(by: manager).count, 3)
    }

    func testPost_ofAnythingElse_asks() throws {
        let (app, manager, link) = try mailed()
        for body in ["", "List-Unsubscribe=", "x=y"] { XCTAssertEqual(try post(app, link, body: body).status, .unprocessableContent, body) }
        XCTAssertEqual(try app.wanted(by: manager).count, 3)
    }

    func testWhoIsSignedInAsSomebodyElse_stopsTheirsWhoseLinkItIs() throws {
        let (app, manager, link) = try mailed()
        let admin = try app.signIn(as: .admin)
        try app.want([.operational], admin)
        _ = try app.browser.send(.post, link, type: "application/x-www-form-urlencoded", body: Array("List-Unsubscribe=One-Click".utf8))
        XCTAssertEqual(try app.wanted(by: admin), [.operational])
        XCTAssertEqual(try app.wanted(by: manager), [.system, .action])
    }

    func testTheToken_isKeptAsItsHash_andIsNotInTheLog() throws {
        let (app, _, link) = try mailed()
        _ = try post(app, link)
        let token = String(link.dropFirst("/unsubscribe/".count))
        let hashes = try app.store.read { db in try db.all("SELECT token_hash FROM unsubscribe_links") { $0.blob(0) } }
        XCTAssertEqual(hashes, [try XCTUnwrap(Token(presented: token)).hash])
        XCTAssertFalse(app.log.joined().contains(token))
        XCTAssertTrue(app.log.joined().contains("/unsubscribe/:token"))
    }

    func testEachMail_hasALinkOfItsOwn() throws {
        let (app, _, link) = try mailed()
        try app.tell("b")
        app.now = TestApp.start + 3_600
        NoticeRunner(app.practice).work()
        let second = try XCTUnwrap(try app.mails().last?.unsubscribe)
        XCTAssertFalse(second.hasSuffix(link))
        XCTAssertEqual(try TestBrowser(app).get(link).status, .ok, "the older one goes on working")
    }
}
