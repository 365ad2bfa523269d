import XCTest
@testable import HTTP

/// What the parser makes of a request. The ways to spoil one are in `Conformance`.
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
            let target = method == .connect ? "a:443" : "/"
            XCTAssertEqual(request("\(method.rawValue) \(target) HTTP/1.1\r\n\(host)\r\n")?.method, method)
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

    func testForm_tellsHowTheTargetWasWritten() {
        let table: [(String, TargetForm, [String], String)] = [
            ("GET /a", .origin, ["a"], "h"), ("GET http://b/a", .absolute(secure: false), ["a"], "b"), ("GET https://b:1/a", .absolute(secure: true), ["a"], "b:1"),
            ("OPTIONS *", .asterisk, ["*"], "h"), ("OPTIONS http://b", .asterisk, ["*"], "b"), ("OPTIONS http://b/", .absolute(secure: false), [], "b"),
            ("OPTIONS /*", .origin, ["*"], "h"), ("GET http://b", .absolute(secure: false), [], "b"), ("CONNECT b:443", .authority, ["*"], "b:443"),
        ]
        for (line, form, segments, authority) in table {
            let read = request("\(line) HTTP/1.1\r\nHost: h\r\n\r\n")
            XCTAssertEqual(read?.form, form, line)
            XCTAssertEqual(read?.path.segments, segments, line)
            XCTAssertEqual(read?.authority, authority, line)
        }
    }

    func testKeepsAlive_neverAfterConnect() {
        XCTAssertEqual(request("CONNECT b:443 HTTP/1.1\r\nHost: h\r\n\r\n")?.keepsAlive, false)
        XCTAssertEqual(request("TRACE / HTTP/1.1\r\nHost: h\r\n\r\n")?.keepsAlive, true)
    }

    func testNext_readsPipelinedRequestsInOrder() {
        let text = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nGET GET /3 HTTP/1.1\r\nHost: a\r\n\r\n"
        let whole = ParserHarness.whole(text)
        XCTAssertEqual(whole.requests.map { String($0.prefix(7)) }, ["GET /1 ", "POST /2", "GET /3 "])
        XCTAssertEqual(ParserHarness.byteByByte(text), whole)
    }

    func testNext_refusesDangerousTargets() {
        let table = [
            "x", "x/y", "//a/../b", "/.", "/..", "/a/..", "/a/../b", "/a/./b", "/%2e%2e/b", "/%2E/b", "/a%", "/a%2", "/a%zz", "/a%00", "/a%0d%0a", "/a%2fb", "/a%2Fb",
            "/a%5cb", "/%ff", "/%c0%ae", "/a#b", "/é", "/a\u{7F}", "*", "http://", "http:///x", "http://u@a/", "http://a b/", "ftp://a/", "http:/a", "a:443", "/?%zz", "/?a=%ff", "/?a=%00",
        ]
        assertRefused(table.map { (.badRequest, "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n") })
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
        _ table: [(Status, String)], file: StaticString = #filePath, line: UInt = #line
    ) {
        for (status, text) in table {
            let whole = ParserHarness.whole(text)
            XCTAssertEqual(whole.error?.status, status, text.debugDescription, file: file, line: line)
            XCTAssertEqual(whole.requests, [], text.debugDescription, file: file, line: line)
            let slow = ParserHarness.byteByByte(text)
            XCTAssertEqual(slow.error?.status, status, "byte by byte: " + text.debugDescription, file: file, line: line)
        }
    }
}
