import XCTest
@testable import HTTP

final class RequestTests: XCTestCase {
    private func segments(_ target: String) throws -> [String] { try Request(.get, target).path.segments }

    func testPath_decodesSegments() throws {
        XCTAssertEqual(try segments("/"), [])
        XCTAssertEqual(try segments("/?x"), [])
        XCTAssertEqual(try segments("/a"), ["a"])
        XCTAssertEqual(try segments("/a/"), ["a", ""])
        XCTAssertEqual(try segments("//a"), ["", "a"])
        XCTAssertEqual(try segments("/a//b"), ["a", "", "b"])
        XCTAssertEqual(try segments("/Dr%20O%27Neil/%C3%A9+/...?a/../b"), ["Dr O'Neil", "é+", "..."])
        XCTAssertEqual(try segments("/a;b=c,d:e@f"), ["a;b=c,d:e@f"])
    }

    func testPath_hasOneCanonicalForm() throws {
        XCTAssertEqual(try Request(.get, "/%61/b%20c/?x").path.description, "/a/b%20c/")
        XCTAssertEqual(try Request(.get, "/").path.description, "/")
    }

    func testInit_checksTheTarget() {
        XCTAssertThrowsError(try Request(.get, "/a b"))
        XCTAssertThrowsError(try Request(.get, ""))
        XCTAssertThrowsError(try Request(.get, "/../x"))
    }

    func testRequestID_hasSixteenDigits() {
        XCTAssertEqual(RequestID(number: 0).description, "0000000000000000")
        XCTAssertEqual(RequestID(number: .max).description, "ffffffffffffffff")
    }

    func testMethod_knowsWhichAreSafe() {
        XCTAssertEqual(Method.allCases.filter(\.isSafe), [.get, .head, .options, .trace])
    }
}
