import XCTest
@testable import HTTP

final class HTTPDateTests: XCTestCase {
    func testFormat_ofKnownInstants() {
        XCTAssertEqual(HTTPDate.format(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT")
        XCTAssertEqual(HTTPDate.format(0), "Thu, 01 Jan 1970 00:00:00 GMT")
        XCTAssertEqual(HTTPDate.format(951_782_400), "Tue, 29 Feb 2000 00:00:00 GMT")
        XCTAssertEqual(HTTPDate.format(-1), "Wed, 31 Dec 1969 23:59:59 GMT")
    }

    func testParse_readsAllThreeForms() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            XCTAssertEqual(HTTPDate.parse(text, now: 1_795_000_000), 784_111_777, text)
        }
        XCTAssertEqual(HTTPDate.parse("Friday, 01-Jan-27 00:00:00 GMT", now: 1_795_000_000), 1_798_761_600)
    }

    func testParse_roundTrips() {
        for step in 0..<5_000 {
            let instant = step * 777_777 - 1_000_000_000
            XCTAssertEqual(HTTPDate.parse(HTTPDate.format(instant), now: 0), instant)
        }
    }

    func testFormat_staysInTheYearsOfFourDigits() {
        XCTAssertEqual(HTTPDate.format(.min), "Mon, 01 Jan 0001 00:00:00 GMT")
        XCTAssertEqual(HTTPDate.format(.max), "Fri, 31 Dec 9999 23:59:59 GMT")
    }

    func testParse_refusesWhatIsNoDate() {
        for text in [
            "", "x", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT",
        ] { XCTAssertNil(HTTPDate.parse(text, now: 0), text) }
    }
}
