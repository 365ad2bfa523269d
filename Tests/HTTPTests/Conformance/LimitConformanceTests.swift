import XCTest
@testable import HTTP

/// Every limit of the parser, at its last lawful byte and one beyond it.
final class LimitConformanceTests: ConformanceTestCase {
    private func limits(_ change: (inout RequestParser.Limits) -> Void) -> RequestParser.Limits {
        var limits = RequestParser.Limits()
        change(&limits)
        return limits
    }

    private func repeated(_ count: Int) -> String { String(repeating: "x", count: count) }

    func testRequestLine_isBounded() {
        let bounded = limits { $0.maximumRequestLineBytes = 60 }
        // 60 bytes: "GET /", 46 more, " HTTP/1.1".
        check(
            [
                .reads("at the limit", "RFC 9112 §3", "GET /\(repeated(46)) HTTP/1.1\r\nHost: a\r\n\r\n", "GET /\(repeated(46))"),
                .refuses(.targetTooLong, "one beyond", "RFC 9112 §3", "GET /\(repeated(47)) HTTP/1.1\r\nHost: a\r\n\r\n"),
                .refuses(.targetTooLong, "one beyond, without its end", "RFC 9112 §3", "GET /" + repeated(57)),
                .waits("at the limit, without its end", "RFC 9112 §3", "GET /" + repeated(56)),
                .refuses(.notImplemented, "a method of that length", "RFC 9112 §3", repeated(62)),
                .refuses(.badRequest, "no method of that length", "RFC 9112 §3", "GET(" + repeated(60)),
                .refuses(.targetTooLong, "one beyond, with a bare LF", "RFC 9112 §3", "GET /\(repeated(48)) HTTP/1.1\nHost: a\r\n\r\n"),
            ], limits: bounded)
    }

    func testTarget_isBounded() {
        let bounded = limits { $0.maximumTargetBytes = 40 }
        check(
            [
                .reads("at the limit", "RFC 9110 §15.5.15", "GET /\(repeated(39)) HTTP/1.1\r\nHost: a\r\n\r\n", "GET /\(repeated(39))"),
                .refuses(.targetTooLong, "one beyond", "RFC 9110 §15.5.15", "GET /\(repeated(40)) HTTP/1.1\r\nHost: a\r\n\r\n"),
            ], limits: bounded)
    }

    func testDefaults_takeTheEightThousandBytesOfRFC9112() {
        check([.reads("8,000", "RFC 9112 §3", "GET /\(repeated(7_986)) HTTP/1.1\r\nHost: a\r\n\r\n", "GET /\(repeated(7_986))")])
    }

    func testHead_isBounded() {
        let head = "GET / HTTP/1.1\r\nHost: a\r\nX: \(repeated(40))\r\n\r\n"
        let atLimit = limits { $0.maximumHeadBytes = head.utf8.count }
        check(
            [
                .reads("at the limit", "RFC 6585 §5", head, "GET /"),
                .refuses(.fieldsTooLarge, "one beyond", "RFC 6585 §5", head.replacing("X:", with: "XX:")),
                .refuses(.fieldsTooLarge, "a field without its end", "RFC 6585 §5", "GET / HTTP/1.1\r\nX: " + repeated(100)),
            ], limits: atLimit)
    }

    func testFields_areCounted() {
        let bounded = limits { $0.maximumFields = 3 }
        let head = "GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\n"
        check(
            [
                .reads("at the limit", "RFC 6585 §5", head + "\r\n", "GET /"),
                .refuses(.fieldsTooLarge, "one beyond", "RFC 6585 §5", head + "C: 3\r\n\r\n"),
            ], limits: bounded)
    }

    func testBody_isBounded() {
        let bounded = limits { $0.maximumBodyBytes = 5 }
        let post = "POST / HTTP/1.1\r\nHost: a\r\n", chunked = post + "Transfer-Encoding: chunked\r\n\r\n"
        check(
            [
                .reads("at the limit", "RFC 9110 §15.5.14", post + "Content-Length: 5\r\n\r\nabcde", "POST / | abcde"),
                .refuses(.contentTooLarge, "one beyond", "RFC 9110 §15.5.14", post + "Content-Length: 6\r\n\r\n"),
                .reads("chunks at the limit", "RFC 9110 §15.5.14", chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "POST / | abcde"),
                .refuses(.contentTooLarge, "a chunk beyond", "RFC 9110 §15.5.14", chunked + "6\r\n"),
                .refuses(.contentTooLarge, "chunks beyond", "RFC 9110 §15.5.14", chunked + "3\r\nabc\r\n3\r\n"),
            ], limits: bounded)
    }

    func testChunkExtensions_areBoundedInAll() {
        let bounded = limits { $0.maximumChunkExtensionBytes = 10 }
        let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        check(
            [
                .reads("at the limit", "RFC 9112 §7.1.1", chunked + "1;\(repeated(9))\r\na\r\n0\r\n\r\n", "POST / | a"),
                .refuses(.contentTooLarge, "one beyond", "RFC 9112 §7.1.1", chunked + "1;\(repeated(10))\r\na\r\n0\r\n\r\n"),
                .reads("together at the limit", "RFC 9112 §7.1.1", chunked + "1;xxxx\r\na\r\n0;xxxx\r\n\r\n", "POST / | a"),
                .refuses(.contentTooLarge, "together one beyond", "RFC 9112 §7.1.1", chunked + "1;xxxx\r\na\r\n0;xxxxx\r\n\r\n"),
                .refuses(.contentTooLarge, "a line that does not end", "RFC 9112 §7.1.1", chunked + "1;" + repeated(50)),
            ], limits: bounded)
        check([.reads("padded sizes count for nothing", "RFC 9112 §7.1", chunked + String(repeating: "00000001\r\na\r\n", count: 700) + "0\r\n\r\n", "POST / | " + String(repeating: "a", count: 700))])
    }

    func testTrailers_areBoundedInAll() {
        let bounded = limits { $0.maximumTrailerBytes = 20 }
        let last = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        check(
            [
                .reads("at the limit", "RFC 6585 §5", last + "X: \(repeated(15))\r\n\r\n", "POST /"),
                .refuses(.fieldsTooLarge, "one beyond", "RFC 6585 §5", last + "X: \(repeated(16))\r\n\r\n"),
                .reads("together at the limit", "RFC 6585 §5", last + "X: yyyyy\r\nX: yyyyy\r\n\r\n", "POST /"),
                .refuses(.fieldsTooLarge, "together one beyond", "RFC 6585 §5", last + "X: yyyyy\r\nX: yyyyyy\r\n\r\n"),
            ], limits: bounded)
        check([.reads("none where none is allowed", "RFC 9112 §7.1.2", last + "\r\n", "POST /")], limits: limits { $0.maximumTrailerBytes = 0 })
        check([.refuses(.fieldsTooLarge, "one where none is allowed", "RFC 9112 §7.1.2", last + "X: y\r\n\r\n")], limits: limits { $0.maximumTrailerBytes = 0 })
    }
}
