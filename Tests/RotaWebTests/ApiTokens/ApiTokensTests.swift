import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// The page of tokens (issue 5.9).
final class APITokensTests: XCTestCase {
    private let good: [(String, String)] = [("name", "Telephone system"), ("scopes", "rota")] + typed("expires", "31", "3", "2027")

    func testList_saysWhatToDoWhenThereIsNone() throws {
        let app = try TestApp.managed()
        let page = try app.get("/api-tokens")
        XCTAssertTrue(page.contains("No tokens yet"))
        XCTAssertFalse(page.text.contains("<table"))
    }

    func testCreate_showsTheSecretOnceAndKeepsItsHash() throws {
        let app = try TestApp.managed()
        let saved = try app.post("/api-tokens", pairs: good)
        XCTAssertEqual(saved.location, "/api-tokens")
        let page = try app.get("/api-tokens")
        let secret = page.between("id=\"secret\" type=\"text\" readonly value=\"", "\"")
        XCTAssertEqual(secret.utf8.count, 48)
        XCTAssertTrue(secret.hasPrefix("rota_"))
        for words in ["Telephone system", "Published rota", "by The manager", "31 March 2027", "Not yet", "Works"] { XCTAssertTrue(page.contains(words), words) }
        XCTAssertFalse(try app.get("/api-tokens").text.contains("rota_"), "once")
        XCTAssertEqual(try app.api("/api/v1/duty", secret).status, .ok)
        XCTAssertTrue(try app.get("/api-tokens").contains("23 November 2026, 8:30am"), "last used")
        let entry = try XCTUnwrap(try app.auditLog().first)
        XCTAssertEqual(entry.action, "add API token")
        XCTAssertEqual(entry.after, #"{"scopes":"Published rota","expires":"2027-03-31"}"#)
        let kept = try app.store.read { db in try db.all("SELECT hex(token_hash) FROM api_tokens") { $0.text(0) } }
        XCTAssertEqual(kept.count, 1)
        let database = try app.auditLog().map { "\($0)" }.joined() + app.log.joined()
        XCTAssertFalse(database.contains(String(secret.dropFirst(5))))
    }

    /// The secret is for the browser that made the token, and not for a look ahead by HEAD.
    func testSecret_isForItsMakerOnly() throws {
        let app = try TestApp.managed(), other = TestBrowser(app)
        try other.signIn(as: .admin)
        _ = try app.post("/api-tokens", pairs: good)
        XCTAssertFalse(try other.get("/api-tokens").text.contains("rota_"))
        _ = try app.browser.send(.head, "/api-tokens")
        XCTAssertTrue(try app.get("/api-tokens").text.contains("rota_"))
        _ = try app.post("/api-tokens", pairs: good)
        app.now = app.now + 601
        XCTAssertFalse(try app.get("/api-tokens").text.contains("rota_"), "nobody came for it")
    }

    func testCreate_refusesWhatIsWrongAndKeepsIt() throws {
        let app = try TestApp.managed()
        let table: [([String: String?], String)] = [
            (["name": ""], "Enter a name, such as the program that will use it"), (["name": String(repeating: "x", count: 201)], "Name must be 200 characters or fewer"),
            (["name": "a\u{0000}b"], ""), (["name": "a\nb"], "Name must be one line of text"), (["scopes": nil], "Choose what the program may read"),
            (["scopes": "admin"], "Choose what the program may read"), (["scopes": "drafts"], "“Draft rota” works only together with “Published rota”"),
            (["expires-year": "2025"], "Last day must be today or later"), (["expires-month": "13"], "Last day must be a real date"),
        ]
        for (change, message) in table where !message.isEmpty {
            let page = try app.post("/api-tokens", pairs: fields(good, change))
            XCTAssertEqual(page.status, .unprocessableContent, message)
            XCTAssertEqual(page.errors, [message])
            XCTAssertEqual(page.value(of: "expires-day"), "31")
        }
        XCTAssertEqual(try app.count("SELECT count(*) FROM api_tokens"), 0)
    }

    func testRevoke_endsItAtOnceAndOnlyOnce() throws {
        let app = try TestApp.managed()
        _ = try app.makeAccount(role: .admin)
        let secret = try app.makeToken([.rota])
        XCTAssertEqual(try app.api("/api/v1/duty", secret).status, .ok)
        for _ in 0..<2 { XCTAssertEqual(try app.post("/api-tokens/1/revocation").location, "/api-tokens") }
        XCTAssertEqual(try app.api("/api/v1/duty", secret).status, .unauthorized)
        XCTAssertEqual(try app.auditLog().filter { $0.action == "revoke API token" }.count, 1)
        let page = try app.get("/api-tokens")
        XCTAssertTrue(page.contains("Revoked 23 November 2026"), page.words)
        XCTAssertFalse(page.text.contains("/api-tokens/1/revocation"))
    }

    func testList_saysThatATokenStoppedWithItsMaker() throws {
        let app = try TestApp.managed()
        _ = try app.makeToken(by: "leaver")
        try app.store.write { db in try db.run("UPDATE accounts SET active = 0 WHERE username = 'leaver'") }
        let page = try app.get("/api-tokens")
        XCTAssertTrue(page.contains("Stopped The leaver may no longer manage settings"), page.words)
    }
}
