import XCTest
@testable import HTTP

/// Header fields and Host: RFC 9112 §2.2, §3.2 and §5, RFC 9110 §5 and §10.1.1. Sections are of RFC 9112 unless another is named.
final class FieldConformanceTests: ConformanceTestCase {
    private let line = "GET / HTTP/1.1\r\n"
    private let host = "GET / HTTP/1.1\r\nHost: a\r\n"

    func testHost_isThereOnceAndValid() {
        check([
            .reads("name and port", "§3.2", line + "Host: rota.example:8080\r\n\r\n", "GET /"),
            .reads("empty port", "RFC 3986 §3.2.3", line + "Host: a:\r\n\r\n", "GET /"),
            .reads("IPv4", "RFC 3986 §3.2.2", line + "Host: 127.0.0.1\r\n\r\n", "GET /"),
            .reads("IPv6", "RFC 3986 §3.2.2", line + "Host: [2001:db8::1]:80\r\n\r\n", "GET /"),
            .reads("escaped name", "RFC 3986 §3.2.2", line + "Host: a%C3%A9.example\r\n\r\n", "GET /"),
            .reads("sub-delims", "RFC 3986 §3.2.2", line + "Host: a_b!$&'()*+;=~\r\n\r\n", "GET /"),
            .reads("in capitals, after another field", "RFC 9110 §5.1", line + "A: b\r\nHOST:a\r\n\r\n", "GET /"),
            .reads("another one than the absolute target's, which counts", "§3.2.2", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://b/"),
            .refuses(.badRequest, "missing", "§3.2", line + "\r\n"),
            .refuses(.badRequest, "twice the same", "§3.2", line + "Host: a\r\nHost: a\r\n\r\n"),
            .refuses(.badRequest, "two", "§3.2", line + "Host: a\r\nhost: b\r\n\r\n"),
            .refuses(.badRequest, "two in HTTP/1.0", "§3.2", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
            .refuses(.badRequest, "list", "§3.2", line + "Host: a, b\r\n\r\n"),
            // Empty is lawful for an address without an authority only, which no http address is.
            .refuses(.badRequest, "empty", "§3.2, RFC 9110 §4.2.1", line + "Host:\r\n\r\n"),
            .refuses(.badRequest, "empty in HTTP/1.0", "§3.2", "GET / HTTP/1.0\r\nHost: \r\n\r\n"),
            .refuses(.badRequest, "empty beside an absolute target", "§3.2", "GET http://a/ HTTP/1.1\r\nHost:\r\n\r\n"),
            .refuses(.badRequest, "empty with OPTIONS *", "§3.2", "OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n"),
            .refuses(.badRequest, "port alone", "§3.2", line + "Host: :80\r\n\r\n"),
            .refuses(.badRequest, "space", "§3.2", line + "Host: a b\r\n\r\n"),
            .refuses(.badRequest, "user information", "RFC 9110 §4.2.4", line + "Host: u@a\r\n\r\n"),
            .refuses(.badRequest, "path", "§3.2", line + "Host: a/b\r\n\r\n"),
            .refuses(.badRequest, "address", "§3.2", line + "Host: http://a\r\n\r\n"),
            .refuses(.badRequest, "port of letters", "§3.2", line + "Host: a:80x\r\n\r\n"),
            .refuses(.badRequest, "port too long", "§3.2", line + "Host: a:123456\r\n\r\n"),
            .refuses(.badRequest, "two ports", "§3.2", line + "Host: a:1:2\r\n\r\n"),
            .refuses(.badRequest, "bad escape", "RFC 3986 §2.1", line + "Host: a%zz\r\n\r\n"),
            .refuses(.badRequest, "escape cut short", "RFC 3986 §2.1", line + "Host: a%4\r\n\r\n"),
            .refuses(.badRequest, "bracket left open", "RFC 3986 §3.2.2", line + "Host: [::1\r\n\r\n"),
            .refuses(.badRequest, "text after the bracket", "RFC 3986 §3.2.2", line + "Host: [::1]x\r\n\r\n"),
            .refuses(.badRequest, "brackets about nothing", "RFC 3986 §3.2.2", line + "Host: []\r\n\r\n"),
            .refuses(.badRequest, "no IPv6 address", "RFC 3986 §3.2.2", line + "Host: [1:2:3]\r\n\r\n"),
            .refuses(.badRequest, "too many colons", "RFC 3986 §3.2.2", line + "Host: [:::]\r\n\r\n"),
            .refuses(.badRequest, "zone", "RFC 9110 §4.2.1", line + "Host: [fe80::1%25eth0]\r\n\r\n"),
            .refuses(.badRequest, "bytes beyond ASCII", "§3.2", line + "Host: \u{E9}\r\n\r\n"),
        ])
    }

    func testField_isANameAColonAndAValue() {
        check([
            .reads("empty value", "RFC 9110 §5.5", host + "X:\r\n\r\n", "GET /"),
            .reads("whitespace about the value", "§5", host + "X:\t v \t\r\n\r\n", "GET /"),
            .reads("tab within the value", "RFC 9110 §5.5", host + "X: a\tb\r\n\r\n", "GET /"),
            .reads("obs-text", "RFC 9110 §5.5", host + "X: caf\u{E9}\r\n\r\n", "GET /"),
            .reads("colons in the value", "§5", host + "X: a:b::c\r\n\r\n", "GET /"),
            .reads("every character of a token", "RFC 9110 §5.6.2", host + "!#$%&'*+-.^_`|~09azAZ: v\r\n\r\n", "GET /"),
            .reads("Upgrade, which is ignored", "RFC 9110 §7.8", host + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n", "GET /"),
            .refuses(.badRequest, "space before the colon", "§5.1", line + "Host : a\r\n\r\n"),
            .refuses(.badRequest, "tab before the colon", "§5.1", host + "X\t: 1\r\n\r\n"),
            .refuses(.badRequest, "space before the first field", "§2.2", line + " Host: a\r\n\r\n"),
            .refuses(.badRequest, "line of a space before the fields", "§2.2", line + " \r\nHost: a\r\n\r\n"),
            .refuses(.badRequest, "folded by a space", "§5.2", host + "X: 1\r\n 2\r\n\r\n"),
            .refuses(.badRequest, "folded by a tab", "§5.2", host + "X: 1\r\n\t2\r\n\r\n"),
            .refuses(.badRequest, "folded into nothing", "§5.2", host + "X: 1\r\n \r\n\r\n"),
            .refuses(.badRequest, "no colon", "§5", host + "X\r\n\r\n"),
            .refuses(.badRequest, "no name", "§5", host + ": 1\r\n\r\n"),
            .refuses(.badRequest, "name with a space", "RFC 9110 §5.6.2", host + "X Y: 1\r\n\r\n"),
            .refuses(.badRequest, "name with a delimiter", "RFC 9110 §5.6.2", host + "X(Y): 1\r\n\r\n"),
            .refuses(.badRequest, "name beyond ASCII", "RFC 9110 §5.6.2", host + "X\u{E9}: 1\r\n\r\n"),
            .refuses(.badRequest, "NUL in a name", "RFC 9110 §5.6.2", host + "X\u{0}: 1\r\n\r\n"),
            .refuses(.badRequest, "NUL in a value", "RFC 9110 §5.5", host + "X: 1\u{0}\r\n\r\n"),
            .refuses(.badRequest, "bare CR in a value", "§2.2", host + "X: 1\r2\r\n\r\n"),
            .refuses(.badRequest, "CR CR LF", "§2.2", host + "X: 1\r\r\n\r\n"),
            .refuses(.badRequest, "bare LF after a field", "§2.2", host + "X: 1\n\r\n"),
            .refuses(.badRequest, "bare LF at the end", "§2.2", host + "\n"),
            .refuses(.badRequest, "other control byte", "RFC 9110 §5.5", host + "X: \u{1B}[0m\r\n\r\n"),
            .refuses(.badRequest, "DEL", "RFC 9110 §5.5", host + "X: \u{7F}\r\n\r\n"),
            .waits("fields still to end", "§2.1", host + "X: 1\r\n"),
        ])
    }

    func testExpect_isContinueOr417() {
        let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
        check([
            .reads("known", "RFC 9110 §10.1.1", post + "Expect: 100-continue\r\n\r\nx", "POST / | x"),
            .reads("known, in capitals", "RFC 9110 §10.1.1", post + "Expect: 100-Continue\r\n\r\nx", "POST / | x"),
            .reads("known, in HTTP/1.0, where it is ignored", "RFC 9110 §10.1.1", "GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n", "GET /"),
            .reads("empty list", "RFC 9110 §5.6.1.2", post + "Expect: ,\r\n\r\nx", "POST / | x"),
            .refuses(.expectationFailed, "unknown", "RFC 9110 §10.1.1", post + "Expect: tea\r\n\r\nx"),
            .refuses(.expectationFailed, "known and unknown", "RFC 9110 §10.1.1", post + "Expect: 100-continue, tea\r\n\r\nx"),
            .refuses(.expectationFailed, "known with a parameter", "RFC 9110 §10.1.1", post + "Expect: 100-continue;x=y\r\n\r\nx"),
        ])
    }
}
