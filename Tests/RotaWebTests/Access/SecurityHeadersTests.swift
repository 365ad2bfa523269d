import HTTP
import XCTest

@testable import RotaWeb

/// ASVS 3.4: on every answer, whatever it is.
final class SecurityHeadersTests: XCTestCase {
    func testEveryAnswer_hasThem() throws {
        let app = try TestApp()
        let stylesheet = app.practice.assets.address("app.css")
        let signedOut: [(String, Status)] = [
            ("/sign-in", .ok), ("/healthz", .ok), ("/tasks", .seeOther), ("/nothing", .notFound), ("/assets/nothing.css", .notFound), (stylesheet, .ok),
            ("/setup/practice", .gone), ("/accessibility", .ok),
        ]
        for (target, status) in signedOut { check(try app.get(target), status, target) }
        check(try app.browser.post("/sign-out", csrf: .none), .seeOther, "POST signed out")
        check(try app.browser.send(.post, "/healthz"), .methodNotAllowed, "wrong method")
        check(try app.browser.send(.post, stylesheet), .methodNotAllowed, "wrong method")
        check(try app.browser.send(.options, "/tasks"), .noContent, "OPTIONS")
        check(try app.get(stylesheet, headers: ["If-None-Match": try app.get(stylesheet).headers["ETag"] ?? ""]), .notModified, "known file")
        try app.signIn(as: .clinician)
        check(try app.get("/tasks"), .forbidden, "wrong role")
        check(try app.browser.post("/sign-out", csrf: .none), .forbidden, "no csrf")
        check(try app.browser.send(.post, "/sign-out", type: "text/plain", body: [1]), .unsupportedMediaType, "no form")
        check(try app.browser.send(.post, "/sign-out", type: "application/x-www-form-urlencoded", body: Array("a=%zz".utf8)), .badRequest, "bad form")
        check(try app.get("/logins"), .ok, "signed in")
    }

    private func check(_ response: TestResponse, _ status: Status, _ what: String, line: UInt = #line) {
        XCTAssertEqual(response.status, status, what, line: line)
        let policy = response.headers["Content-Security-Policy"] ?? ""
        for part in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            XCTAssertTrue(policy.contains(part), "\(what): \(part)", line: line)
        }
        XCTAssertFalse(policy.contains("unsafe"), what, line: line)
        XCTAssertEqual(response.headers["X-Content-Type-Options"], "nosniff", what, line: line)
        XCTAssertNotNil(response.headers["Referrer-Policy"], what, line: line)
        XCTAssertEqual(response.headers["Cross-Origin-Opener-Policy"], "same-origin", what, line: line)
        XCTAssertNotNil(response.headers["Cache-Control"], what, line: line)
        XCTAssertNotNil(response.headers["X-Request-Id"], what, line: line)
        XCTAssertNil(response.headers["Strict-Transport-Security"], what, line: line)
        XCTAssertNil(response.headers["Server"], what, line: line)
        if !response.bytes.isEmpty { XCTAssertTrue(response.headers["Content-Type"]?.isEmpty == false, what, line: line) }
    }

    func testPages_areNotKept_andFilesAre() throws {
        let app = try TestApp()
        XCTAssertEqual(try app.get("/sign-in").headers["Cache-Control"], "no-store")
        XCTAssertEqual(try app.get(app.practice.assets.address("app.css")).headers["Cache-Control"], "public, max-age=31536000, immutable")
        XCTAssertEqual(try app.get("/assets/app-000000000000.css").headers["Cache-Control"], "no-store")
        XCTAssertEqual(try app.get("/assets/app.css").headers["Cache-Control"], "no-cache", "without its fingerprint a file may change")
    }

    func testHTTPS_isInsistedOnForAYear() throws {
        let app = try TestApp { $0.baseURL = "https://rota.test" }
        XCTAssertEqual(try app.get("/nothing").headers["Strict-Transport-Security"], "max-age=31536000; includeSubDomains")
    }

    func testFailure_showsAReferenceAndNothingElse() throws {
        let app = try TestApp()
        let page = try app.get("/nothing")
        XCTAssertFalse(page.contains("Reference"))
        XCTAssertTrue(page.title.hasPrefix("Page not found"))
    }
}
