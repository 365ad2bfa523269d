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

    func testChunked_joinsChunks() {
        let table: [(String, String)] = [
            ("0\r\n\r\n", ""),
            ("3\r\nabc\r\n0\r\n\r\n", "abc"),
            ("3\r\nabc\r\n2\r\nde\r\n000\r\n\r\n", "abcde"),
            ("A\r\n0123456789\r\na\r\nabcdefghij\r\n0\r\n\r\n", "0123456789abcdefghij"),
            ("2;x=y;z=\"a b\"\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
            ("1 ;x\r\na\r\n0;last\r\n\r\n", "a"),
            ("1\r\na\r\n0\r\nTrailer: yes\r\nOther:\r\n\r\n", "a"),
        ]
        for (coded, plain) in table {
            let (text, status) = body(coded)
            XCTAssertEqual(text, plain, coded.debugDescription)
            XCTAssertNil(status)
        }
    }

    func testChunked_refusesBadFraming() {
        let table: [(String, Status)] = [
            ("\r\n", .badRequest), ("g\r\n", .badRequest), ("-1\r\n", .badRequest), ("0x1\r\n", .badRequest), (" 1\r\na\r\n", .badRequest),
            ("1 \r\na\r\n", .badRequest), ("1 x\r\na\r\n", .badRequest), ("1\na\r\n", .badRequest), ("1\r\nab\r\n", .badRequest), ("1\r\na\n", .badRequest),
            ("1\r\na\r0", .badRequest), ("1;\u{0}\r\na\r\n", .badRequest), ("1;a\rb\r\na\r\n", .badRequest), ("fffffffffffffffff\r\n", .contentTooLarge),
            ("7fffffffffffffff\r\n", .contentTooLarge), ("0\r\nbad trailer\r\n\r\n", .badRequest), ("0\r\n folded: x\r\n\r\n", .badRequest),
            ("1;" + String(repeating: "x", count: 300), .badRequest),
        ]
        for (coded, status) in table {
            let (text, given) = body(coded)
            XCTAssertEqual(given, status, coded.debugDescription)
            XCTAssertNil(text)
        }
    }

    func testChunked_boundsTrailers() {
        let trailers = (0..<200).map { "X-\($0): \(String(repeating: "y", count: 30))\r\n" }.joined()
        XCTAssertEqual(body("0\r\n" + trailers + "\r\n").1, .fieldsTooLarge)
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
