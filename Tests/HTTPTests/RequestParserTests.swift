import XCTest
@testable import HTTP

/// Requests as they should be, and every way to spoil them that RFC 9112 or experience knows; each whole and byte by byte.
final class RequestParserTests: XCTestCase {
    private let host = "Host: a\r\n"

    private func request(_ text: String, file: StaticString = #filePath, line: UInt = #line) -> Request? {
        var parser = RequestParser()
        parser.append(Array(text.utf8))
        do throws(HTTPParseError) {
            while true {
                switch try parser.next() {
                case .request(let request): return request
                case .head: continue
                case .needsMore:
                    XCTFail("not complete", file: file, line: line)
                    return nil
                }
            }
        } catch {
            XCTFail("\(error)", file: file, line: line)
            return nil
        }
    }

    func testNext_readsTheWholeRequest() {
        let read = request("POST /clinicians/7?page=2&q=a%20b+c HTTP/1.1\r\nHost: rota.example:8080\r\nCookie: a=1\r\nX-Y:\t v \t\r\nContent-Length: 3\r\n\r\nabc")
        XCTAssertEqual(read?.method, .post)
        XCTAssertEqual(read?.target, "/clinicians/7?page=2&q=a%20b+c")
        XCTAssertEqual(read?.path.segments, ["clinicians", "7"])
        XCTAssertEqual(read?.query["page"], "2")
        XCTAssertEqual(read?.query["q"], "a b c")
        XCTAssertEqual(read?.headers["x-y"], "v")
        XCTAssertEqual(read?.headers.count, 4)
        XCTAssertEqual(read?.authority, "rota.example:8080")
        XCTAssertEqual(read?.cookies["a"], "1")
        XCTAssertEqual(read?.body, Array("abc".utf8))
        XCTAssertEqual(read?.minorVersion, 1)
    }

    func testNext_readsEveryMethod() {
        for method in Method.allCases {
            XCTAssertEqual(request("\(method.rawValue) / HTTP/1.1\r\n\(host)\r\n")?.method, method)
        }
    }

    func testKeepsAlive_followsVersionAndConnection() {
        let table: [(String, Bool)] = [
            ("GET / HTTP/1.1\r\nHost: a\r\n", true),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n", false),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE ,\r\n", false),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: close\r\n", false),
            ("GET / HTTP/1.0\r\n", false),
            ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n", true),
            ("GET / HTTP/1.0\r\nConnection: close, keep-alive\r\n", false),
            ("GET / HTTP/1.9\r\nHost: a\r\n", true),
        ]
        for (head, keeps) in table { XCTAssertEqual(request(head + "\r\n")?.keepsAlive, keeps, head) }
    }

    func testExpectsContinue_onlyWithABodyAndHTTP11() {
        XCTAssertEqual(request("POST / HTTP/1.1\r\n\(host)Expect: 100-Continue\r\nContent-Length: 1\r\n\r\nx")?.expectsContinue, true)
        XCTAssertEqual(request("POST / HTTP/1.1\r\n\(host)Expect: 100-continue\r\n\r\n")?.expectsContinue, false)
        XCTAssertEqual(request("POST / HTTP/1.0\r\n\(host)Expect: 100-continue\r\nContent-Length: 1\r\n\r\nx")?.expectsContinue, false)
    }

    func testNext_readsLawfulOddities() {
        let table = [
            "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a.b-c_d.example\r\n\r\n",
            "GET / HTTP/1.1\r\nHOST: a\r\nX-Empty:\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: caf\u{E9} \u{1F600}\r\n\r\n",
            "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET HTTPS://a:443?x=1 HTTP/1.1\r\nHost: a\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /?a[]=1|2^{} HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0003\r\n\r\nabc",
            "GET / HTTP/1.0\r\n\r\n",
        ]
        for text in table {
            let whole = ParserHarness.whole(text)
            XCTAssertEqual(whole.requests.count, 1, "\(text) \(String(describing: whole.error))")
            XCTAssertEqual(whole.progress, .idle)
            XCTAssertEqual(ParserHarness.byteByByte(text), whole, text)
        }
    }

    func testNext_takesTheAuthorityOfAnAbsoluteTarget() {
        let read = request("GET http://real.example:81/x?y=1 HTTP/1.1\r\nHost: other\r\n\r\n")
        XCTAssertEqual(read?.authority, "real.example:81")
        XCTAssertEqual(read?.path.segments, ["x"])
        XCTAssertEqual(read?.query["y"], "1")
    }

    func testNext_readsPipelinedRequestsInOrder() {
        let text = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nGET GET /3 HTTP/1.1\r\nHost: a\r\n\r\n"
        let whole = ParserHarness.whole(text)
        XCTAssertEqual(whole.requests.map { String($0.prefix(7)) }, ["GET /1 ", "POST /2", "GET /3 "])
        XCTAssertEqual(ParserHarness.byteByByte(text), whole)
    }

    func testNext_refusesMalformedHeads() {
        let table: [(Status, String)] = [
            (.badRequest, " GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.badRequest, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.badRequest, "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
            (.badRequest, "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.badRequest, "GET /\r\n\r\n"),
            (.badRequest, "GET\r\n\r\n"),
            (.badRequest, "GET / http/1.1\r\nHost: a\r\n\r\n".replacingOccurrences(of: "http/1.1", with: "HTTP/11")),
            (.badRequest, "GET / HTTP/1.x\r\nHost: a\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.10\r\nHost: a\r\n\r\n"),
            (.badRequest, "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.badRequest, "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.badRequest, "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.badRequest, "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.badRequest, "\u{16}\u{3}\u{1}"),
            (.badRequest, "GET / HTTP/1.1\nHost: a\n\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\n\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r2\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\u{0}\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\u{7F}\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\tfolded\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\nX\u{E9}: 1\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a:80x\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: a:123456\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: [::1]x\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.1\r\nHost: [g::]\r\n\r\n"),
            (.badRequest, "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
            (.versionNotSupported, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
            (.versionNotSupported, "GET / HTTP/0.9\r\nHost: a\r\n\r\n"),
            (.versionNotSupported, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            (.notImplemented, "BREW / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.notImplemented, "get / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.notImplemented, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.notImplemented, "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.expectationFailed, "POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n"),
        ]
        assertRefused(table)
    }

    func testNext_refusesAmbiguousFraming() {
        let head = "POST / HTTP/1.1\r\nHost: a\r\n"
        let table: [(Status, String)] = [
            (.badRequest, "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"),
            (.badRequest, "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"),
            (.badRequest, "Content-Length: 3\r\nContent-Length: 3\r\n\r\n"),
            (.badRequest, "Content-Length: 3\r\ncontent-length: 4\r\n\r\n"),
            (.badRequest, "Content-Length: 3, 3\r\n\r\n"),
            (.badRequest, "Content-Length: +3\r\n\r\n"),
            (.badRequest, "Content-Length: -3\r\n\r\n"),
            (.badRequest, "Content-Length: 0x3\r\n\r\n"),
            (.badRequest, "Content-Length: 3 3\r\n\r\n"),
            (.badRequest, "Content-Length:\r\n\r\n"),
            (.contentTooLarge, "Content-Length: 99999999999999999999999999\r\n\r\n"),
            (.badRequest, "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
            (.badRequest, "Transfer-Encoding: chunked, chunked\r\n\r\n"),
            (.badRequest, "Transfer-Encoding: chunked, gzip\r\n\r\n"),
            (.notImplemented, "Transfer-Encoding: gzip, chunked\r\n\r\n"),
            (.notImplemented, "Transfer-Encoding: identity\r\n\r\n"),
            (.notImplemented, "Transfer-Encoding: xchunked\r\n\r\n"),
            (.notImplemented, "Transfer-Encoding: \u{B}chunked\r\n\r\n".replacingOccurrences(of: "\u{B}", with: "\"")),
            (.badRequest, "Transfer-Encoding: \u{B}chunked\r\n\r\n"),
        ]
        assertRefused(table.map { ($0.0, head + $0.1) })
        assertRefused([(.badRequest, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n")])
    }

    func testNext_refusesDangerousTargets() {
        let table = [
            "x", "x/y", "//a/../b", "/.", "/..", "/a/..", "/a/../b", "/a/./b", "/%2e%2e/b", "/%2E/b", "/a%", "/a%2", "/a%zz", "/a%00", "/a%0d%0a", "/a%2fb", "/a%2Fb",
            "/a%5cb", "/%ff", "/%c0%ae", "/a#b", "/é", "/a\u{7F}", "*", "http://", "http:///x", "http://u@a/", "http://a b/", "ftp://a/", "http:/a", "a:443", "/?%zz", "/?a=%ff", "/?a=%00",
        ]
        assertRefused(table.map { (.badRequest, "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n") })
    }

    func testNext_boundsTheHead() {
        var limits = RequestParser.Limits()
        limits.maximumTargetBytes = 40
        limits.maximumHeadBytes = 200
        limits.maximumFields = 3
        let target = "/" + String(repeating: "a", count: 39)
        XCTAssertEqual(ParserHarness.whole("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n", limits: limits).requests.count, 1)
        let table: [(Status, String)] = [
            (.targetTooLong, "GET \(target)a HTTP/1.1\r\nHost: a\r\n\r\n"),
            (.targetTooLong, "GET /" + String(repeating: "a", count: 100)),
            (.targetTooLong, String(repeating: "A", count: 100)),
            (.fieldsTooLarge, "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 200)),
            (.fieldsTooLarge, "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 180) + "\r\n\r\n"),
            (.fieldsTooLarge, "GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n"),
        ]
        assertRefused(table, limits: limits)
    }

    func testNext_countsHeadBytesUpToTheLastOne() {
        let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        var limits = RequestParser.Limits()
        limits.maximumHeadBytes = text.utf8.count
        XCTAssertEqual(ParserHarness.byteByByte(text, limits: limits).requests.count, 1)
        limits.maximumHeadBytes -= 1
        XCTAssertEqual(ParserHarness.byteByByte(text, limits: limits).error?.status, .fieldsTooLarge)
    }

    func testNext_repeatsItsError() {
        var parser = RequestParser()
        parser.append(Array("BREW / HTTP/1.1\r\n".utf8))
        XCTAssertThrowsError(try parser.next())
        parser.append(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
        XCTAssertThrowsError(try parser.next()) { XCTAssertEqual(($0 as? HTTPParseError)?.status, .notImplemented) }
    }

    func testProgress_tellsWhatIsAwaited() throws {
        var parser = RequestParser()
        XCTAssertEqual(parser.progress, .idle)
        parser.append(Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n".utf8))
        _ = try parser.next()
        XCTAssertEqual(parser.progress, .head)
        parser.append(Array("\r\nab".utf8))
        guard case .head = try parser.next() else { return XCTFail("no head") }
        guard case .needsMore = try parser.next() else { return XCTFail("complete too early") }
        XCTAssertEqual(parser.progress, .body(received: 2))
        parser.append(Array("cde".utf8))
        guard case .request(let request) = try parser.next() else { return XCTFail("no request") }
        XCTAssertEqual(request.body.count, 5)
        XCTAssertEqual(parser.progress, .idle)
    }

    private func assertRefused(
        _ table: [(Status, String)], limits: RequestParser.Limits = RequestParser.Limits(), file: StaticString = #filePath, line: UInt = #line
    ) {
        for (status, text) in table {
            let whole = ParserHarness.whole(text, limits: limits)
            XCTAssertEqual(whole.error?.status, status, text.debugDescription, file: file, line: line)
            XCTAssertEqual(whole.requests, [], text.debugDescription, file: file, line: line)
            let slow = ParserHarness.byteByByte(text, limits: limits)
            XCTAssertEqual(slow.error?.status, status, "byte by byte: " + text.debugDescription, file: file, line: line)
        }
    }
}
