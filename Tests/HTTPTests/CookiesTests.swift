import XCTest
@testable import HTTP

final class CookiesTests: XCTestCase {
    private func cookies(_ lines: String...) -> Cookies {
        var headers = Headers()
        for line in lines { headers.add("Cookie", line) }
        return Cookies(headers)
    }

    func testSubscript_readsPairs() {
        let read = cookies("a=1; __Host-login=abc==;b=\"q\" ;empty=; junk; =x", "c=3")
        XCTAssertEqual(read["a"], "1")
        XCTAssertEqual(read["__Host-login"], "abc==")
        XCTAssertEqual(read["b"], "q")
        XCTAssertEqual(read["empty"], "")
        XCTAssertEqual(read["c"], "3")
        XCTAssertNil(read["A"])
        XCTAssertNil(read["junk"])
    }

    func testSubscript_takesQuotesAwayBeforeAnAccent() {
        // U+035C makes one character of itself and the quote before it.
        XCTAssertEqual(cookies("a=\"\u{35C}b\"")["a"], "\u{35C}b")
        XCTAssertEqual(cookies("a=\"")["a"], "\"")
    }

    func testSubscript_trustsNoNameThatCameTwice() {
        let read = cookies("login=planted; login=mine")
        XCTAssertNil(read["login"])
        XCTAssertEqual(read.all("login"), ["planted", "mine"])
    }

    func testHeaderValue_writesEveryAttribute() {
        XCTAssertEqual(
            SetCookie("__Host-login", "x", maxAge: 60, secure: true, sameSite: .strict).headerValue,
            "__Host-login=x; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Strict")
        XCTAssertEqual(SetCookie("seen", "1", path: "/rota", secure: false, httpOnly: false).headerValue, "seen=1; Path=/rota; SameSite=Lax")
        XCTAssertEqual(SetCookie.removing("a", secure: true).headerValue, "a=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax")
    }

    func testHeaderValue_isNilWhereABrowserWouldRefuse() {
        let refused = [
            SetCookie("__Host-a", "x", secure: false), SetCookie("__Host-a", "x", path: "/b", secure: true), SetCookie("__Secure-a", "x", secure: false),
            SetCookie("a", "x", secure: false, sameSite: .none), SetCookie("a", "x;y", secure: true), SetCookie("a", "x\r\ny", secure: true),
            SetCookie("a", "é", secure: true), SetCookie("a b", "x", secure: true), SetCookie("", "x", secure: true), SetCookie("a", "x", path: "/;b", secure: true),
        ]
        for cookie in refused { XCTAssertNil(cookie.headerValue, "\(cookie)") }
        var response = Response(.ok)
        XCTAssertFalse(response.set(SetCookie("a", "x y", secure: true)))
        XCTAssertTrue(response.set(SetCookie("a", "xy", secure: true)))
        XCTAssertEqual(response.headers.values("Set-Cookie").count, 1)
    }
}
