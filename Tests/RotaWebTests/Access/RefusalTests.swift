import HTTP
import Secrets
import XCTest

@testable import RotaWeb

/// What is refused before it is a request, and before its body is read.
final class RefusalTests: XCTestCase {
    func testRefusal_isAPageOfTheHouse() throws {
        let app = try TestApp { $0.baseURL = "https://rota.test" }
        let statuses: [Status] = [
            .badRequest, .requestTimeout, .contentTooLarge, .targetTooLong, .expectationFailed, .fieldsTooLarge, .internalServerError, .notImplemented, .serviceUnavailable,
            .versionNotSupported,
        ]
        for status in statuses {
            let page = TestResponse(app.app.refusal(status, RequestID(number: 0xFE)))
            XCTAssertEqual(page.status, status)
            XCTAssertEqual(page.headers["X-Request-Id"], "00000000000000fe")
            XCTAssertEqual(page.headers["Content-Security-Policy"], SecurityHeaders.contentSecurityPolicy)
            XCTAssertEqual(page.headers["X-Content-Type-Options"], "nosniff")
            XCTAssertEqual(page.headers["Cache-Control"], "no-store")
            XCTAssertNotNil(page.headers["Strict-Transport-Security"])
            XCTAssertTrue(page.text.contains("<h1>"), "\(status)")
            XCTAssertEqual(page.text.contains("Something went wrong"), status == .internalServerError, "\(status) has words of its own")
        }
    }

    private func limit(_ app: TestApp, _ method: HTTP.Method, _ target: String, cookie: String? = nil, announced: Int = 5_000_000) throws -> Int {
        var headers = HTTP.Headers()
        headers["Content-Length"] = String(announced)
        if let cookie { headers["Cookie"] = cookie }
        return app.app.bodyLimit(for: try Request(method, target, headers: headers))
    }

    /// Strangers can't make the server hold 20 MB for them, nor a thousand forms of 1 MB.
    func testBodyLimit_isLargeForUploadsBySomebodySignedIn() throws {
        let app = try TestApp()
        let small = 16 << 10, form = 1 << 20, upload = 20 << 20
        try app.signIn(as: .manager)
        let cookie = "login=\(try XCTUnwrap(app.browser.cookie("login")))"
        XCTAssertEqual(try limit(app, .post, "/imports", cookie: cookie), upload)
        XCTAssertEqual(try limit(app, .post, "/imports"), small)
        XCTAssertEqual(try limit(app, .post, "/imports", cookie: "login=guess"), small)
        XCTAssertEqual(try limit(app, .post, "/imports", cookie: "__Host-\(cookie)"), small, "the cookie of https")
        XCTAssertEqual(try limit(app, .post, "/imports/1/confirmation", cookie: cookie), form)
        XCTAssertEqual(try limit(app, .get, "/imports/new", cookie: cookie), form)
        XCTAssertEqual(try limit(app, .post, "/nothing", cookie: cookie), small)
        XCTAssertEqual(try limit(app, .post, "/sign-in", cookie: cookie), small)
        XCTAssertEqual(try limit(app, .post, "/imports", cookie: cookie, announced: 800), small, "nothing is looked up for a small one")
    }

    /// A body that can't be read would answer 400 if anybody looked at it.
    func testForm_isReadOnlyWhenItMayBeSent() throws {
        let app = try TestApp()
        func post(_ target: String, _ headers: KeyValuePairs<String, String> = [:]) throws -> Status {
            try app.browser.send(.post, target, headers: headers, type: "application/x-www-form-urlencoded", body: Array("a=%zz".utf8)).status
        }
        XCTAssertEqual(try post("/imports"), .seeOther, "to sign in")
        XCTAssertEqual(try post("/sign-in"), .forbidden, "no visit yet")
        _ = try app.get("/sign-in")
        XCTAssertEqual(try post("/sign-in", ["Sec-Fetch-Site": "cross-site"]), .forbidden)
        XCTAssertEqual(try post("/sign-in"), .badRequest)
        try app.signIn(as: .clinician)
        XCTAssertEqual(try post("/imports"), .forbidden, "not a clinician's")
        XCTAssertEqual(try post("/logins/end", ["Origin": "https://evil.example"]), .forbidden)
        XCTAssertEqual(try post("/logins/end"), .badRequest)
    }
}
