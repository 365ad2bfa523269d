import HTTP
import XCTest

@testable import RotaWeb

/// Methods in the right place and in the wrong one (RFC 9110 §9, §15.5.6, §15.5.20).
final class MethodsTests: XCTestCase {
    func testAllow_namesWhatAnAddressTakes() throws {
        let app = try TestApp()
        let table: [(HTTP.Method, String, Status, String?)] = [
            (.options, "/sign-in", .noContent, "GET, HEAD, POST, OPTIONS"), (.options, "/sign-out", .noContent, "POST, OPTIONS"),
            (.options, "/assets/app.css", .noContent, "GET, HEAD, OPTIONS"), (.options, "*", .noContent, "GET, HEAD, POST, OPTIONS"),
            (.options, "/no/such/page", .notFound, nil), (.delete, "/sign-in", .methodNotAllowed, "GET, HEAD, POST, OPTIONS"),
            (.get, "/sign-out", .methodNotAllowed, "POST, OPTIONS"), (.head, "/sign-out", .methodNotAllowed, "POST, OPTIONS"),
            (.put, "/assets/app.css", .methodNotAllowed, "GET, HEAD, OPTIONS"), (.connect, "example.com:443", .methodNotAllowed, ""),
        ]
        for (method, target, status, allow) in table {
            let response = try app.browser.send(method, target)
            XCTAssertEqual(response.status, status, "\(method) \(target)")
            XCTAssertEqual(response.headers["Allow"], allow, "\(method) \(target)")
        }
    }

    /// ASVS 13.4.4.
    func testTrace_isRefusedAndEchoesNothing() throws {
        let app = try TestApp()
        for target in ["/", "/sign-in", "/assets/app.css"] {
            let response = try app.browser.send(.trace, target, headers: ["X-Secret": "echo-me"])
            XCTAssertEqual(response.status, .methodNotAllowed, target)
            XCTAssertNotNil(response.headers["Allow"], target)
            XCTAssertFalse(response.text.contains("echo-me"), target)
            XCTAssertNotEqual(response.headers["Content-Type"], "message/http", target)
        }
    }

    func testHead_isServedWhereverGetIs() throws {
        let app = try TestApp()
        try app.signIn(as: .admin)
        for endpoint in Routes.all where endpoint.method == .get && !endpoint.pattern.contains(":") && !endpoint.pattern.contains("*") {
            let head = try app.browser.send(.head, endpoint.pattern), get = try app.browser.send(.get, endpoint.pattern)
            XCTAssertEqual(head.status, get.status, endpoint.pattern)
            XCTAssertEqual(head.headers["Content-Type"], get.headers["Content-Type"], endpoint.pattern)
            XCTAssertEqual(head.headers["Location"], get.headers["Location"], endpoint.pattern)
        }
        let signedOut = try TestApp()
        XCTAssertEqual(try signedOut.browser.send(.head, "/tasks").headers["Location"], try signedOut.get("/tasks").headers["Location"])
    }

    /// A notice is for the page that somebody sees, not for a HEAD before it.
    func testHead_leavesTheNoticeToThePage() throws {
        let app = try TestApp.managed()
        let notices: StaticString = "SELECT count(*) FROM logins WHERE flash IS NOT NULL"
        let page = try XCTUnwrap(try app.post("/groups", ["name": "Minor surgery"]).location)
        XCTAssertEqual(try app.count(notices), 1)
        _ = try app.browser.send(.head, page)
        XCTAssertEqual(try app.count(notices), 1)
        _ = try app.get(page)
        XCTAssertEqual(try app.count(notices), 0)
    }

    func testHTTPSAddress_isMisdirectedOnAPlainConnection() throws {
        let plain = try TestApp()
        XCTAssertEqual(try plain.get("https://rota.test/sign-in").status, .misdirectedRequest)
        XCTAssertEqual(try plain.get("http://rota.test/sign-in").status, .ok)
        let behindProxy = try TestApp { $0.baseURL = "https://rota.test" }
        XCTAssertEqual(try behindProxy.get("https://rota.test/sign-in").status, .ok)
    }
}
