import Civil
import HTTP
import RotaStore
import Secrets
import XCTest

@testable import RotaWeb

/// S0.66: an opened link is held for five minutes, by one browser, outside the address.
final class LinkHoldsTests: XCTestCase {
    private let link: [UInt8] = Array(repeating: 7, count: 32)

    private func holds(_ app: TestApp, cookie: String? = nil, secure: Bool = false) throws -> LinkHolds {
        var request = try Request(.get, "/email", headers: cookie.map { ["Host": "rota.test", "Cookie": $0] } ?? ["Host": "rota.test"])
        request.isSecure = secure
        return LinkHolds(Visitor(practice: app.practice, request: request, parameters: RouteParameters(), form: FormBody(fields: FormFields()), csrf: ""), "email-link", path: "/email")
    }

    private func cookie(of response: Response) throws -> String {
        let line = try XCTUnwrap(response.headers.values("Set-Cookie").first)
        return String(try XCTUnwrap(line.split(separator: ";").first))
    }

    func testKeep_movesTheTokenOutOfTheAddress() throws {
        let app = try TestApp()
        let response = try holds(app).keep(link)
        XCTAssertEqual(response.headers["Location"], "/email")
        XCTAssertEqual(response.headers["Referrer-Policy"], "no-referrer")
        let line = try XCTUnwrap(response.headers.values("Set-Cookie").first)
        for flag in ["Path=/email", "Max-Age=300", "HttpOnly", "SameSite=Lax"] { XCTAssertTrue(line.contains("; \(flag)"), flag) }
        XCTAssertEqual(try holds(app, cookie: cookie(of: response)).linkHash(), link)
        XCTAssertNil(try holds(app).linkHash(), "another browser")
        XCTAssertNil(try holds(app, cookie: "email-link=\(String(repeating: "A", count: 43))").linkHash())
    }

    func testKeep_isForHTTPSOnlyWhereThePracticeIs() throws {
        let app = try TestApp()
        let line = try XCTUnwrap(try holds(app, secure: true).keep(link).headers.values("Set-Cookie").first)
        XCTAssertTrue(line.hasPrefix("__Secure-email-link="))
        XCTAssertTrue(line.contains("; Secure"))
    }

    func testLinkHash_isForgottenAfterFiveMinutes_andRenewedByOpeningAgain() throws {
        let app = try TestApp()
        let first = try cookie(of: holds(app).keep(link))
        app.now = app.now + 300
        XCTAssertEqual(try holds(app, cookie: first).linkHash(), link)
        let second = try cookie(of: holds(app, cookie: first).keep(link))
        XCTAssertNil(try holds(app, cookie: first).linkHash(), "the older hold is gone")
        app.now = app.now + 300
        XCTAssertEqual(try holds(app, cookie: second).linkHash(), link)
        app.now = app.now + 1
        XCTAssertNil(try holds(app, cookie: second).linkHash())
        _ = try holds(app).keep(link)
        XCTAssertEqual(try app.count("SELECT count(*) FROM link_holds"), 1, "old ones are swept")
    }

    func testEnd_letsGo() throws {
        let app = try TestApp()
        let held = try cookie(of: holds(app).keep(link))
        var response = Response.redirect(to: "/")
        try holds(app, cookie: held).end(in: &response)
        XCTAssertTrue(try XCTUnwrap(response.headers.values("Set-Cookie").first).contains("; Max-Age=0"))
        XCTAssertNil(try holds(app, cookie: held).linkHash())
    }

    /// Whoever has any link that was ever ours, long dead or not, must not have the program write without end (ASVS 2.4.1).
    func testKeep_isBounded_forABrowserThatForgetsItsCookie() throws {
        let app = try TestApp()
        let held = try cookie(of: holds(app).keep(link))
        for _ in 0..<60 { _ = try holds(app).keep(link) }
        XCTAssertEqual(try app.count("SELECT count(*) FROM link_holds"), 30)
        let refused = try holds(app).keep(link)
        XCTAssertEqual([refused.status.code, refused.headers.values("Set-Cookie").count], [429, 0])
        XCTAssertEqual([refused.headers["Retry-After"], refused.headers["Referrer-Policy"]], ["300", "no-referrer"])
        XCTAssertEqual(try holds(app).keep(Array(repeating: 8, count: 32)).status, .seeOther, "another link")
        XCTAssertEqual(try holds(app, cookie: held).linkHash(), link, "who has opened it goes on")
        app.now = app.now + 301
        XCTAssertEqual(try holds(app).keep(link).status, .seeOther)
    }
}
