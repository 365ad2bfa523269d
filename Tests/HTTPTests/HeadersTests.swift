import XCTest
@testable import HTTP

final class HeadersTests: XCTestCase {
    func testSubscript_findsWithoutRegardToCase() {
        var headers: Headers = ["Content-Type": "text/html"]
        XCTAssertEqual(headers["content-TYPE"], "text/html")
        XCTAssertNil(headers["Content-Typ"])
        headers["CONTENT-TYPE"] = "text/plain"
        XCTAssertEqual(headers.values("Content-Type"), ["text/plain"])
        headers["Content-Type"] = nil
        XCTAssertFalse(headers.contains("Content-Type"))
        XCTAssertEqual(headers.count, 0)
    }

    func testAdd_keepsOrderAndRepeats() {
        var headers = Headers()
        headers.add("Set-Cookie", "a=1")
        headers.add("X", "y")
        headers.add("set-cookie", "b=2")
        XCTAssertEqual(headers.values("SET-COOKIE"), ["a=1", "b=2"])
        XCTAssertEqual(headers["Set-Cookie"], "a=1")
        XCTAssertEqual(headers.all.map(\.name), ["Set-Cookie", "X", "set-cookie"])
    }

    func testAdd_refusesWhatWouldStartAnotherHeader() {
        var headers: Headers = ["X": "kept"]
        for value in ["a\r\nSet-Cookie: b=1", "a\nb", "a\rb", "a\u{0}b", "a\u{7F}"] {
            XCTAssertFalse(headers.add("Location", value), value.debugDescription)
            headers["X"] = value
        }
        for name in ["", "a b", "a:", "a\r\n", "é"] { XCTAssertFalse(headers.add(name, "v"), name.debugDescription) }
        XCTAssertEqual(headers.all.map(\.value), ["kept"])
    }
}
