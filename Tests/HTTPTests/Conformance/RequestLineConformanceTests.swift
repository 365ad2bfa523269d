import XCTest
@testable import HTTP

/// Request lines: RFC 9112 §2.2, §2.3 and §3, RFC 9110 §9. Sections are of RFC 9112 unless another is named.
final class RequestLineConformanceTests: ConformanceTestCase {
    private let end = "\r\nHost: a\r\n\r\n"

    func testRequestLine_hasSingleSpacesAndOneVersion() {
        check([
            .reads("plain", "§3", "GET / HTTP/1.1" + end, "GET /"),
            .reads("query", "§3.2.1", "GET /a?b=c&d HTTP/1.1" + end, "GET /a?b=c&d"),
            .reads("empty lines before it", "§2.2", "\r\n\r\nGET / HTTP/1.1" + end, "GET /"),
            .refuses(.badRequest, "too many empty lines", "§2.2", "\r\n\r\n\r\nGET / HTTP/1.1" + end),
            .refuses(.badRequest, "space before the method", "§3", " GET / HTTP/1.1" + end),
            .refuses(.badRequest, "two spaces after the method", "§3", "GET  / HTTP/1.1" + end),
            .refuses(.badRequest, "two spaces after the target", "§3", "GET /  HTTP/1.1" + end),
            .refuses(.badRequest, "space at the end", "§3", "GET / HTTP/1.1 " + end),
            .refuses(.badRequest, "space in the target", "§3.2", "GET /a b HTTP/1.1" + end),
            .refuses(.badRequest, "tab after the method", "§3", "GET\t/ HTTP/1.1" + end),
            .refuses(.badRequest, "tab after the target", "§3", "GET /\tHTTP/1.1" + end),
            .refuses(.badRequest, "method alone", "§3", "GET\r\n\r\n"),
            .refuses(.badRequest, "no target", "§3", "GET HTTP/1.1" + end),
            .refuses(.badRequest, "empty target", "§3", "GET  HTTP/1.1" + end),
            .refuses(.badRequest, "no version: the simple request of HTTP/0.9", "§3", "GET /\r\n\r\n"),
            .refuses(.badRequest, "bare LF after it", "§2.2", "GET / HTTP/1.1\nHost: a\r\n\r\n"),
            .refuses(.badRequest, "bare CR in it", "§2.2", "GET /\r HTTP/1.1" + end),
            .refuses(.badRequest, "bare CR before it", "§2.2", "\rGET / HTTP/1.1" + end),
            .refuses(.badRequest, "bare LF before it", "§2.2", "\nGET / HTTP/1.1" + end),
            .refuses(.badRequest, "NUL in it", "§3", "GET /\u{0} HTTP/1.1" + end),
            .refuses(.badRequest, "TLS on a plain port", "§3", "\u{16}\u{3}\u{1}\u{2}\u{0}"),
            .waits("a line still to end", "§3", "GET / HTTP/1."),
        ])
    }

    func testVersion_isHTTP1InCapitals() {
        check([
            .reads("1.0 needs no Host", "§3.2", "GET / HTTP/1.0\r\n\r\n", "GET /"),
            .reads("1.2 means 1.1", "RFC 9110 §2.5", "GET / HTTP/1.2" + end, "GET /"),
            .reads("1.9 means 1.1", "RFC 9110 §2.5", "GET / HTTP/1.9" + end, "GET /"),
            .refuses(.versionNotSupported, "2.0", "RFC 9110 §15.6.6", "GET / HTTP/2.0" + end),
            .refuses(.versionNotSupported, "3.0", "RFC 9110 §15.6.6", "GET / HTTP/3.0" + end),
            .refuses(.versionNotSupported, "0.9 by name", "RFC 9110 §15.6.6", "GET / HTTP/0.9" + end),
            .refuses(.versionNotSupported, "the HTTP/2 preface", "RFC 9113 §3.4", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            .refuses(.badRequest, "lower case", "§2.3", "GET / http/1.1" + end),
            .refuses(.badRequest, "another protocol", "§2.3", "GET / HTCP/1.1" + end),
            .refuses(.badRequest, "no dot", "§2.3", "GET / HTTP/11" + end),
            .refuses(.badRequest, "no minor version", "§2.3", "GET / HTTP/1" + end),
            .refuses(.badRequest, "two digits", "§2.3", "GET / HTTP/1.10" + end),
            .refuses(.badRequest, "leading zero", "§2.3", "GET / HTTP/01.1" + end),
            .refuses(.badRequest, "letter", "§2.3", "GET / HTTP/1.x" + end),
            .refuses(.badRequest, "comma", "§2.3", "GET / HTTP/1,1" + end),
        ])
    }

    func testMethod_isKnownOr501() {
        check([
            .refuses(.notImplemented, "unknown", "RFC 9110 §9.1", "BREW / HTTP/1.1" + end),
            .refuses(.notImplemented, "lower case", "RFC 9110 §9.1", "get / HTTP/1.1" + end),
            .refuses(.notImplemented, "mixed case", "RFC 9110 §9.1", "Get / HTTP/1.1" + end),
            .refuses(.notImplemented, "of WebDAV", "RFC 9110 §9.1", "PROPFIND / HTTP/1.1" + end),
            .refuses(.notImplemented, "longer than any, in a short line", "§3", String(repeating: "M", count: 60) + " / HTTP/1.1" + end),
            .refuses(.notImplemented, "longer than any line", "§3", String(repeating: "M", count: 9_000)),
            .refuses(.badRequest, "no token", "RFC 9110 §9.1", "G(T / HTTP/1.1" + end),
            .refuses(.badRequest, "not ASCII", "RFC 9110 §9.1", "G\u{C9}T / HTTP/1.1" + end),
        ])
        for method in Method.allCases where method != .connect {
            check([.reads("\(method)", "RFC 9110 §9.3", "\(method.rawValue) / HTTP/1.1" + end, "\(method.rawValue) /")])
        }
    }

    func testTarget_hasTheFormThatItsMethodTakes() {
        check([
            .reads("absolute", "§3.2.2", "GET http://a/x HTTP/1.1" + end, "GET http://a/x"),
            .reads("absolute https", "§3.2.2", "GET https://a/x HTTP/1.1" + end, "GET https://a/x"),
            .reads("absolute, scheme in capitals", "RFC 3986 §3.1", "GET HTTP://a/x HTTP/1.1" + end, "GET HTTP://a/x"),
            .reads("absolute without a path", "§3.2.2", "GET http://a HTTP/1.1" + end, "GET http://a"),
            .reads("absolute with a port and a query", "§3.2.2", "GET http://a:80?b HTTP/1.1" + end, "GET http://a:80?b"),
            .reads("absolute in HTTP/1.0", "§3.2.2", "GET http://a/ HTTP/1.0\r\n\r\n", "GET http://a/"),
            .refuses(.badRequest, "another scheme", "RFC 9110 §7.1", "GET ftp://a/ HTTP/1.1" + end),
            .refuses(.badRequest, "scheme alone", "RFC 9110 §4.2.1", "GET http:// HTTP/1.1" + end),
            .refuses(.badRequest, "empty host", "RFC 9110 §4.2.1", "GET http:///x HTTP/1.1" + end),
            .refuses(.badRequest, "empty host with a port", "RFC 9110 §4.2.1", "GET http://:80/x HTTP/1.1" + end),
            .refuses(.badRequest, "user information", "RFC 9110 §4.2.4", "GET http://u:p@a/ HTTP/1.1" + end),
            .refuses(.badRequest, "absolute without Host", "§3.2", "GET http://a/ HTTP/1.1\r\n\r\n"),
            .refuses(.badRequest, "one slash", "§3.2.2", "GET http:/a HTTP/1.1" + end),
            .refuses(.badRequest, "a path without its slash", "§3.2.1", "GET x/y HTTP/1.1" + end),
            .refuses(.badRequest, "query alone", "§3.2.1", "GET ?x HTTP/1.1" + end),
            .reads("asterisk", "§3.2.4", "OPTIONS * HTTP/1.1" + end, "OPTIONS *"),
            .refuses(.badRequest, "asterisk with GET", "§3.2.4", "GET * HTTP/1.1" + end),
            .refuses(.badRequest, "asterisk with TRACE", "§3.2.4", "TRACE * HTTP/1.1" + end),
            .refuses(.badRequest, "asterisk and more", "§3.2.4", "OPTIONS *x HTTP/1.1" + end),
            .reads("CONNECT", "§3.2.3", "CONNECT a:443 HTTP/1.1" + end, "CONNECT a:443"),
            .reads("CONNECT to IPv6", "§3.2.3", "CONNECT [::1]:443 HTTP/1.1" + end, "CONNECT [::1]:443"),
            .refuses(.badRequest, "CONNECT without a port", "RFC 9110 §9.3.6", "CONNECT a HTTP/1.1" + end),
            .refuses(.badRequest, "CONNECT with an empty port", "RFC 9110 §9.3.6", "CONNECT a: HTTP/1.1" + end),
            .refuses(.badRequest, "CONNECT to port 0", "RFC 9110 §9.3.6", "CONNECT a:0 HTTP/1.1" + end),
            .refuses(.badRequest, "CONNECT beyond all ports", "RFC 9110 §9.3.6", "CONNECT a:65536 HTTP/1.1" + end),
            .refuses(.badRequest, "CONNECT to a path", "§3.2.3", "CONNECT / HTTP/1.1" + end),
            .refuses(.badRequest, "CONNECT to an address", "§3.2.3", "CONNECT http://a:80/ HTTP/1.1" + end),
            .refuses(.badRequest, "authority with GET", "§3.2.3", "GET a:443 HTTP/1.1" + end),
        ])
    }

    func testTarget_isMadeOfCharactersOfAnAddress() {
        check([
            .reads("what browsers leave as it is", "WHATWG URL §4.4", "GET /?a[]=1|2^{}` HTTP/1.1" + end, "GET /?a[]=1|2^{}`"),
            .refuses(.badRequest, "fragment", "§3.2", "GET /#x HTTP/1.1" + end),
            .refuses(.badRequest, "quote", "RFC 3986 §2", "GET /\"x\" HTTP/1.1" + end),
            .refuses(.badRequest, "angle brackets", "RFC 3986 §2", "GET /?<x> HTTP/1.1" + end),
            .refuses(.badRequest, "raw backslash in the path", "RFC 3986 §2", "GET /..\\x HTTP/1.1" + end),
            .refuses(.badRequest, "raw bytes beyond ASCII", "RFC 3986 §2", "GET /caf\u{E9} HTTP/1.1" + end),
            .refuses(.badRequest, "DEL", "RFC 3986 §2", "GET /\u{7F} HTTP/1.1" + end),
            .refuses(.badRequest, "escape cut short", "RFC 3986 §2.1", "GET /%4 HTTP/1.1" + end),
            .refuses(.badRequest, "escape of no digits", "RFC 3986 §2.1", "GET /%zz HTTP/1.1" + end),
            .refuses(.badRequest, "escaped NUL", "RFC 3986 §7.3", "GET /%00 HTTP/1.1" + end),
            .refuses(.badRequest, "escaped line end", "RFC 3986 §7.3", "GET /%0d%0aX HTTP/1.1" + end),
            .refuses(.badRequest, "escaped slash", "RFC 3986 §2.2", "GET /a%2fb HTTP/1.1" + end),
            .refuses(.badRequest, "dot segment", "RFC 3986 §5.2.4", "GET /a/../b HTTP/1.1" + end),
            .refuses(.badRequest, "escaped dot segment", "RFC 3986 §6.2.2.2", "GET /a/%2E%2e/b HTTP/1.1" + end),
            .refuses(.badRequest, "overlong UTF-8", "RFC 3629 §3", "GET /%c0%ae HTTP/1.1" + end),
        ])
    }
}
