import XCTest
@testable import HTTP

final class ResponseWriterTests: XCTestCase {
    private func written(_ response: Response, method: Method = .get, minorVersion: UInt8 = 1, keepAlive: Bool = true) -> String {
        var writer = ResponseWriter(), out: [UInt8] = []
        _ = writer.append(response, method: method, minorVersion: minorVersion, keepAlive: keepAlive, now: 784_111_777, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

    func testAppend_writesHeadAndBody() {
        XCTAssertEqual(
            written(.text("hello")), "HTTP/1.1 200 OK\r\n\(date)Content-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\n\r\nhello")
        XCTAssertEqual(written(Response(.created)), "HTTP/1.1 201 Created\r\n\(date)Content-Length: 0\r\n\r\n")
    }

    func testAppend_headHasTheLengthButNoBody() {
        XCTAssertTrue(written(.text("hello"), method: .head).hasSuffix("\r\nContent-Length: 5\r\n\r\n"))
    }

    func testAppend_someStatusesHaveNoContent() {
        for status in [Status.noContent, .notModified] {
            let text = written(Response(status, headers: ["ETag": "\"a\""], body: .bytes([65])))
            XCTAssertEqual(text, "HTTP/1.1 \(status.code) \(status.reason)\r\n\(date)ETag: \"a\"\r\n\r\n")
        }
    }

    func testAppend_saysWhatBecomesOfTheConnection() {
        XCTAssertFalse(written(.text("a")).contains("Connection"))
        XCTAssertTrue(written(.text("a"), keepAlive: false).contains("\r\nConnection: close\r\n"))
        XCTAssertTrue(written(.text("a"), minorVersion: 0).contains("\r\nConnection: keep-alive\r\n"))
        XCTAssertTrue(written(.text("a"), minorVersion: 0, keepAlive: false).contains("\r\nConnection: close\r\n"))
    }

    func testAppend_framesAsItDecidesItself() {
        let response = Response(.ok, headers: ["content-length": "99", "TRANSFER-ENCODING": "chunked", "Date": "x", "Connection": "upgrade", "X": "y"], body: .bytes([65]))
        XCTAssertEqual(written(response), "HTTP/1.1 200 OK\r\n\(date)X: y\r\nContent-Length: 1\r\n\r\nA")
    }

    func testAppend_leavesFilesAndMuchContentToTheServer() throws {
        let file = try XCTUnwrap(OpenFile(#filePath))
        for (body, length) in [(Response.Body.file(file, offset: 5, length: 7), 7), (.bytes([UInt8](repeating: 1, count: 16_385)), 16_385)] {
            var writer = ResponseWriter(), out: [UInt8] = []
            let response = Response(.ok, body: body)
            XCTAssertEqual(writer.append(response, method: .get, minorVersion: 1, keepAlive: true, now: 0, to: &out).map(\.count), [length])
            XCTAssertTrue(String(decoding: out, as: UTF8.self).hasSuffix("Content-Length: \(length)\r\n\r\n"))
            XCTAssertTrue(writer.append(response, method: .head, minorVersion: 1, keepAlive: true, now: 0, to: &out).isEmpty)
        }
    }

    func testAppend_tellsTheTimeOfEachAnswer() {
        var writer = ResponseWriter()
        for (now, text) in [(0, "00:00:00"), (1, "00:00:01"), (1, "00:00:01"), (0, "00:00:00")] {
            var out: [UInt8] = []
            _ = writer.append(Response(.ok), method: .get, minorVersion: 1, keepAlive: true, now: now, to: &out)
            XCTAssertTrue(String(decoding: out, as: UTF8.self).contains(text))
        }
    }

    func testRedirect_cannotEndTheHeader() {
        let response = Response.redirect(to: "/a?b=c d\r\nSet-Cookie: x=1\u{0}é")
        XCTAssertEqual(response.status, .seeOther)
        XCTAssertEqual(response.headers["Location"], "/a?b=c%20d%0D%0ASet-Cookie:%20x=1%00%C3%A9")
        XCTAssertEqual(response.headers.count, 1)
    }

    /// RFC 9110 §9.3.7 and §10.2.1.
    func testOptions_hasNoContentButAllow() {
        XCTAssertEqual(written(.options(allow: [.get, .options])), "HTTP/1.1 204 No Content\r\n\(date)Allow: GET, OPTIONS\r\n\r\n")
        var refused = Response(.methodNotAllowed)
        refused.allow([])
        XCTAssertEqual(refused.headers["Allow"], "", "an address that takes no method says so")
    }

    func testStatus_hasALineForEachCode() {
        for status in Status.allCases {
            XCTAssertTrue(status.line.description.hasPrefix("\(status.code) "))
            XCTAssertFalse(status.reason.isEmpty)
        }
    }
}
