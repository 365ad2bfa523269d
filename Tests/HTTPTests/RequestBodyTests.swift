import XCTest
@testable import HTTP

final class RequestBodyTests: XCTestCase {
    private let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"

    private func body(_ coded: String, limit: Int? = nil) -> (String?, Status?) {
        let whole = ParserHarness.whole(chunked + coded, bodyLimit: limit)
        XCTAssertEqual(ParserHarness.byteByByte(chunked + coded, bodyLimit: limit), whole, coded.debugDescription)
        let marker = "expect=false "
        let text = whole.requests.first.flatMap { summary in summary.range(of: marker).map { String(summary[$0.upperBound...]) } }
        return (text, whole.error?.status)
    }

    func testLimitBody_boundsBothFramings() {
        XCTAssertEqual(body("5\r\nabcde\r\n0\r\n\r\n", limit: 5).0, "abcde")
        XCTAssertEqual(body("6\r\n", limit: 5).1, .contentTooLarge)
        XCTAssertEqual(body("3\r\nabc\r\n3\r\n", limit: 5).1, .contentTooLarge)
        let announced = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n"
        XCTAssertEqual(ParserHarness.whole(announced, bodyLimit: 5).error?.status, .contentTooLarge)
        XCTAssertEqual(ParserHarness.whole(announced + "abcdef", bodyLimit: 6).requests.count, 1)
        XCTAssertEqual(ParserHarness.whole(announced + "abcdef", bodyLimit: -1).error?.status, .contentTooLarge)
    }

    func testLimits_boundABodyNobodyAskedAbout() {
        var limits = RequestParser.Limits()
        limits.maximumBodyBytes = 2
        XCTAssertEqual(ParserHarness.whole(chunked + "3\r\nabc\r\n", limits: limits).error?.status, .contentTooLarge)
        XCTAssertEqual(ParserHarness.whole("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", limits: limits).error?.status, .contentTooLarge)
    }
}
