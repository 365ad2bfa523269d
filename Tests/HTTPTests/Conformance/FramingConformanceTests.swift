import XCTest
@testable import HTTP

/// Where a body ends: RFC 9112 §6 and §7.1, RFC 9110 §6.5 and §8.6. Sections are of RFC 9112 unless another is named.
final class FramingConformanceTests: ConformanceTestCase {
    private let post = "POST / HTTP/1.1\r\nHost: a\r\n"
    private let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

    func testContentLength_isOneNumber() {
        check([
            .reads("none", "§6.3", post + "\r\n", "POST /"),
            .reads("length", "§6.2", post + "Content-Length: 3\r\n\r\nabc", "POST / | abc"),
            .reads("nought", "§6.2", post + "Content-Length: 0\r\n\r\n", "POST /"),
            .reads("leading zeros", "RFC 9110 §8.6", post + "Content-Length: 0003\r\n\r\nabc", "POST / | abc"),
            .reads("a body with GET", "RFC 9110 §9.3.1", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", "GET / | x"),
            .reads("a body with HEAD", "RFC 9110 §9.3.2", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", "HEAD / | x"),
            .reads("HTTP/1.0", "§6.3", "POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\nx", "POST / | x"),
            .waits("body still to come", "§6.2", post + "Content-Length: 4\r\n\r\nabc"),
            .refuses(.badRequest, "twice the same", "§6.3, RFC 9110 §8.6", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
            .refuses(.badRequest, "two", "§6.3", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
            .refuses(.badRequest, "list of the same", "§6.3, RFC 9110 §8.6", post + "Content-Length: 5, 5\r\n\r\nabcde"),
            .refuses(.badRequest, "plus", "RFC 9110 §8.6", post + "Content-Length: +5\r\n\r\nabcde"),
            .refuses(.badRequest, "minus", "RFC 9110 §8.6", post + "Content-Length: -1\r\n\r\n"),
            .refuses(.badRequest, "hexadecimal", "RFC 9110 §8.6", post + "Content-Length: 0x5\r\n\r\nabcde"),
            .refuses(.badRequest, "fraction", "RFC 9110 §8.6", post + "Content-Length: 5.0\r\n\r\nabcde"),
            .refuses(.badRequest, "two words", "RFC 9110 §8.6", post + "Content-Length: 5 5\r\n\r\nabcde"),
            .refuses(.badRequest, "no number", "RFC 9110 §8.6", post + "Content-Length:\r\n\r\n"),
            .refuses(.badRequest, "digits beyond ASCII", "RFC 9110 §8.6", post + "Content-Length: \u{B2}\r\n\r\n"),
            .refuses(.contentTooLarge, "above the limit", "RFC 9110 §15.5.14", post + "Content-Length: 1048577\r\n\r\nx"),
            .refuses(.contentTooLarge, "beyond 64 bits", "RFC 9110 §8.6", post + "Content-Length: 18446744073709551617\r\n\r\nx"),
            .refuses(.badRequest, "beyond 64 bits and no number", "RFC 9110 §8.6", post + "Content-Length: 99999999999999999999x\r\n\r\n"),
        ])
    }

    func testTransferEncoding_isChunkedAlone() {
        let last = "\r\n\r\n0\r\n\r\n"
        check([
            .reads("chunked", "§7.1", chunked + "3\r\nabc\r\n0\r\n\r\n", "POST / | abc"),
            .reads("in capitals", "§7", post + "Transfer-Encoding: CHUNKED" + last, "POST /"),
            .reads("with empty list members", "RFC 9110 §5.6.1.2", post + "Transfer-Encoding: , chunked ," + last, "POST /"),
            .reads("TE beside it, which asks for trailers in the answer", "RFC 9110 §10.1.4", post + "TE: trailers\r\nTransfer-Encoding: chunked" + last, "POST /"),
            .refuses(.badRequest, "before Content-Length", "§6.3", post + "Transfer-Encoding: chunked\r\nContent-Length: 5" + last),
            .refuses(.badRequest, "after Content-Length", "§6.3", post + "Content-Length: 5\r\nTransfer-Encoding: chunked" + last),
            .refuses(.badRequest, "after Content-Length 0", "§6.3", post + "Content-Length: 0\r\nTransfer-Encoding: chunked" + last),
            .refuses(.badRequest, "unknown beside Content-Length", "§6.3", post + "Content-Length: 5\r\nTransfer-Encoding: xchunked" + last),
            .refuses(.badRequest, "HTTP/1.0", "§6.1", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked" + last),
            .refuses(.badRequest, "HTTP/1.0 with Content-Length", "§6.1", "POST / HTTP/1.0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked" + last),
            .refuses(.badRequest, "twice in a list", "§7.1", post + "Transfer-Encoding: chunked, chunked" + last),
            .refuses(.badRequest, "twice in two fields", "§7.1", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked" + last),
            .refuses(.badRequest, "not last", "§6.3", post + "Transfer-Encoding: chunked, gzip" + last),
            .refuses(.badRequest, "not last, in two fields", "§6.3", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity" + last),
            .refuses(.notImplemented, "after a coding not known here", "§6.1", post + "Transfer-Encoding: gzip, chunked" + last),
            .refuses(.notImplemented, "after one not known here, in two fields", "§6.1", post + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked" + last),
            // §6.3 asks for 400 where chunked is not the last coding; §6.1 for 501 only where the body's end could be known.
            .refuses(.badRequest, "another alone", "§6.3", post + "Transfer-Encoding: gzip" + last),
            .refuses(.badRequest, "identity", "§6.3, §7.3", post + "Transfer-Encoding: identity" + last),
            .refuses(.badRequest, "misspelt", "§6.3", post + "Transfer-Encoding: xchunked" + last),
            .refuses(.badRequest, "quoted", "§6.3", post + "Transfer-Encoding: \"chunked\"" + last),
            .refuses(.badRequest, "with a parameter", "§7.1", post + "Transfer-Encoding: chunked;q=1" + last),
            .refuses(.badRequest, "empty", "§6.3", post + "Transfer-Encoding:" + last),
            .refuses(.badRequest, "hidden behind a vertical tab", "RFC 9110 §5.5", post + "Transfer-Encoding: \u{B}chunked" + last),
            .refuses(.badRequest, "space before the colon", "§5.1", post + "Transfer-Encoding : chunked" + last),
            .refuses(.badRequest, "folded", "§5.2", post + "Transfer-Encoding:\r\n chunked" + last),
        ])
    }

    func testChunks_areJoined() {
        check([
            .reads("several", "§7.1", chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "POST / | abcde"),
            .reads("hexadecimal of both cases", "§7.1", chunked + "A\r\n0123456789\r\na\r\nabcdefghij\r\n0\r\n\r\n", "POST / | 0123456789abcdefghij"),
            .reads("leading zeros", "§7.1", chunked + "000000000000000000003\r\nabc\r\n000\r\n\r\n", "POST / | abc"),
            .reads("line ends as data", "§7.1", chunked + "4\r\n\r\n\r\n\r\n0\r\n\r\n", "POST / | \r\n\r\n"),
            .reads("extension", "§7.1.1", chunked + "1;a\r\nx\r\n0;b;c=d\r\n\r\n", "POST / | x"),
            .reads("quoted extension", "§7.1.1", chunked + "1;a=\"b;\\\"\\\\c\"\r\nx\r\n0\r\n\r\n", "POST / | x"),
            .reads("whitespace in extensions", "§7.1.1", chunked + "1 ; a\t=\t\"b\" ;c\r\nx\r\n0\r\n\r\n", "POST / | x"),
            .reads("trailers, dropped", "RFC 9110 §6.5.1", chunked + "0\r\nX: y\r\nZ:\r\n\r\n", "POST /"),
            .reads("the next request after trailers", "§7.1.2", chunked + "0\r\nX: y\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n", "POST /", "GET /2"),
            .waits("last chunk without its empty line", "§7.1", chunked + "0\r\n"),
        ])
    }

    func testChunkSize_isHexadecimal() {
        check([
            .refuses(.badRequest, "no size", "§7.1", chunked + "\r\nabc\r\n"),
            .refuses(.badRequest, "no digit", "§7.1", chunked + "g\r\n"),
            .refuses(.badRequest, "0x", "§7.1", chunked + "0x1\r\na\r\n0\r\n\r\n"),
            .refuses(.badRequest, "plus", "§7.1", chunked + "+1\r\na\r\n0\r\n\r\n"),
            .refuses(.badRequest, "minus", "§7.1", chunked + "-1\r\na\r\n0\r\n\r\n"),
            .refuses(.badRequest, "underscore", "§7.1", chunked + "1_0\r\n0123456789abcdef\r\n"),
            .refuses(.badRequest, "space before it", "§7.1", chunked + " 1\r\na\r\n0\r\n\r\n"),
            .refuses(.badRequest, "space after it", "§7.1", chunked + "1 \r\na\r\n0\r\n\r\n"),
            .refuses(.badRequest, "text after it", "§7.1", chunked + "1 a\r\na\r\n0\r\n\r\n"),
            .refuses(.contentTooLarge, "beyond 64 bits", "§7.1", chunked + "10000000000000001\r\na\r\n"),
            .refuses(.contentTooLarge, "the largest signed number", "§7.1", chunked + "7fffffffffffffff\r\na\r\n"),
            .refuses(.badRequest, "more zeros than anybody pads with", "§7.1", chunked + String(repeating: "0", count: 32) + "1\r\na\r\n"),
            .refuses(.badRequest, "bare LF", "§7.1", chunked + "1\na\r\n0\r\n\r\n"),
            .refuses(.badRequest, "bare CR", "§7.1", chunked + "1\ra\r\n0\r\n\r\n"),
            .refuses(.badRequest, "data without its CRLF", "§7.1", chunked + "1\r\na0\r\n\r\n"),
            .refuses(.badRequest, "data with a bare LF", "§7.1", chunked + "1\r\na\n0\r\n\r\n"),
            .refuses(.badRequest, "data with a bare CR", "§7.1", chunked + "1\r\na\r0\r\n\r\n"),
            .refuses(.badRequest, "more data than its size", "§7.1", chunked + "1\r\nab\r\n0\r\n\r\n"),
        ])
    }

    func testChunkExtension_isWellFormed() {
        check([
            .refuses(.badRequest, "no name", "§7.1.1", chunked + "1;\r\na\r\n"),
            .refuses(.badRequest, "value without a name", "§7.1.1", chunked + "1;=b\r\na\r\n"),
            .refuses(.badRequest, "no value", "§7.1.1", chunked + "1;a=\r\na\r\n"),
            .refuses(.badRequest, "quote left open", "§7.1.1", chunked + "1;a=\"b\r\na\r\n"),
            .refuses(.badRequest, "quote ending in its escape", "RFC 9110 §5.6.4", chunked + "1;a=\"b\\\r\na\r\n"),
            .refuses(.badRequest, "text after the quote", "§7.1.1", chunked + "1;a=\"b\"c\r\na\r\n"),
            .refuses(.badRequest, "name of two words", "§7.1.1", chunked + "1;a b\r\na\r\n"),
            .refuses(.badRequest, "space at the end", "§7.1.1", chunked + "1;a \r\na\r\n"),
            .refuses(.badRequest, "NUL", "§7.1.1", chunked + "1;\u{0}\r\na\r\n"),
            .refuses(.badRequest, "NUL in a quote", "RFC 9110 §5.6.4", chunked + "1;a=\"\u{0}\"\r\na\r\n"),
            .refuses(.badRequest, "bare CR", "§7.1.1", chunked + "1;a\rb\r\na\r\n"),
            .refuses(.badRequest, "bare LF, which others take for the line's end", "§7.1.1", chunked + "1;a\nb\r\na\r\n"),
            .refuses(.contentTooLarge, "too long", "§7.1.1", chunked + "1;" + String(repeating: "a", count: 5_000)),
        ])
    }

    func testTrailers_areFieldsThatMayStandThere() {
        let last = chunked + "0\r\n"
        check([
            .refuses(.badRequest, "no colon", "§7.1.2", last + "bad\r\n\r\n"),
            .refuses(.badRequest, "no name", "§7.1.2", last + ": v\r\n\r\n"),
            .refuses(.badRequest, "space before the colon", "§5.1", last + "X : v\r\n\r\n"),
            .refuses(.badRequest, "folded", "§5.2", last + "X: v\r\n w\r\n\r\n"),
            .refuses(.badRequest, "NUL", "RFC 9110 §5.5", last + "X: \u{0}\r\n\r\n"),
            .refuses(.badRequest, "bare LF", "§2.2", last + "X: v\n\r\n"),
            .refuses(.badRequest, "bare LF at the end", "§2.2", last + "\n"),
            .refuses(.badRequest, "a request in their place", "§7.1.2", last + "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            .refuses(.badRequest, "Content-Length", "RFC 9110 §6.5.1", last + "Content-Length: 5\r\n\r\n"),
            .refuses(.badRequest, "Transfer-Encoding", "RFC 9110 §6.5.1", last + "transfer-encoding: chunked\r\n\r\n"),
            .refuses(.badRequest, "Host", "RFC 9110 §6.5.1", last + "HOST: b\r\n\r\n"),
            .refuses(.badRequest, "Cookie", "RFC 9110 §6.5.1", last + "Cookie: a=b\r\n\r\n"),
            .refuses(.badRequest, "Authorization", "RFC 9110 §6.5.1", last + "Authorization: Basic eA==\r\n\r\n"),
            .refuses(.badRequest, "Content-Type", "RFC 9110 §6.5.1", last + "Content-Type: text/plain\r\n\r\n"),
            .refuses(.fieldsTooLarge, "one too long", "RFC 6585 §5", last + "X: " + String(repeating: "y", count: 5_000)),
            .refuses(.fieldsTooLarge, "too many", "RFC 6585 §5", last + String(repeating: "X: yyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n", count: 200)),
        ])
    }

    func testPipelined_requestsKeepTheirOrder() {
        var text = "", expected: [String] = []
        for number in 0..<100 {
            switch number % 4 {
            case 0: text += "GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            case 1: text += "POST /\(number) HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nGET "
            case 2: text += "\r\nHEAD /\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            default: text += "PUT /\(number) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;x=\"y\"\r\n\r\n\r\n0\r\nT: u\r\n\r\n"
            }
            let method = ["GET", "POST", "HEAD", "PUT"][number % 4], body = ["", " | GET ", "", " | \r\n"][number % 4]
            expected.append("\(method) /\(number)\(body)")
        }
        check([ConformanceRow(name: "a hundred", section: "§9.3.2", text: text, outcome: .reads(expected))])
        check([.refuses(.badRequest, "good ones before a bad one", "§9.3.2", text + "oops\r\n\r\n")])
        XCTAssertEqual(ParserHarness.whole(text + "oops\r\n\r\n").requests.count, 100, "what came before it is answered")
    }
}
