import XCTest
@testable import HTTP

/// Who a request is from behind proxies (conventions §3; RFC 7239): nothing is believed that no trusted proxy wrote.
final class ForwardedForTests: XCTestCase {
    private let trusted = TrustedProxies("10.0.0.0/8,fd00::/8,unix") ?? .none

    private func client(_ headers: Headers, peer: String = "10.0.0.1") -> ForwardedFor.Client { ForwardedFor.client(headers, peer: peer, trusted) }

    func testClient_isThePeerUnlessThatIsTrusted() {
        let headers: Headers = ["X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9;proto=https", "X-Forwarded-Proto": "https"]
        XCTAssertEqual(client(headers, peer: "192.0.2.1"), .init(address: "192.0.2.1"))
        XCTAssertEqual(client(headers, peer: ""), .init(address: ""))
        XCTAssertEqual(client(headers), .init(address: "203.0.113.9", isSecure: true))
        XCTAssertEqual(client([:]), .init(address: "10.0.0.1"))
        XCTAssertEqual(client(["X-Forwarded-For": "203.0.113.9"], peer: "unix").address, "203.0.113.9")
    }

    func testXForwardedFor_isReadFromItsEnd() {
        for (line, wanted) in [
            ("203.0.113.9", "203.0.113.9"),
            // What the client itself claimed stands first.
            ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
            ("198.51.100.1, 203.0.113.9, 10.0.0.2,10.0.0.3", "203.0.113.9"),
            ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
            ("203.0.113.9:4711", "203.0.113.9"), ("[2001:db8::7]:4711", "2001:db8::7"), ("2001:DB8::7", "2001:db8::7"), ("203.0.113.9, fd00::1", "203.0.113.9"),
            // Malformed: the last that is sure.
            ("203.0.113.9, nonsense", "10.0.0.1"), ("203.0.113.9, nonsense, 10.0.0.2", "10.0.0.2"), ("203.0.113.9,", "10.0.0.1"), ("", "10.0.0.1"), ("unknown", "10.0.0.1"),
            ("203.0.113.9:x", "10.0.0.1"), ("203.0.113.9:123456", "10.0.0.1"), ("[203.0.113.9]", "10.0.0.1"), ("2001:db8::7:", "10.0.0.1"),
        ] {
            XCTAssertEqual(client(["X-Forwarded-For": line]).address, wanted, line)
        }
    }

    func testXForwardedFor_onSeveralLinesIsOneList() {
        var headers: Headers = ["X-Forwarded-For": "198.51.100.1"]
        headers.add("X-Forwarded-For", "203.0.113.9")
        XCTAssertEqual(client(headers).address, "203.0.113.9")
    }

    func testForwarded_isReadAsTheRFCSays() {
        for (line, wanted) in [
            ("for=203.0.113.9", ForwardedFor.Client(address: "203.0.113.9")),
            ("For=\"[2001:db8:cafe::17]:4711\"", .init(address: "2001:db8:cafe::17")),
            ("for=203.0.113.9;proto=http;by=203.0.113.43", .init(address: "203.0.113.9", isSecure: false)),
            ("for=198.51.100.1;proto=https, for=203.0.113.9;proto=HTTPS", .init(address: "203.0.113.9", isSecure: true)),
            // The scheme is what the first proxy saw, not what its neighbour did.
            ("for=203.0.113.9;proto=https, for=10.0.0.2;proto=http", .init(address: "203.0.113.9", isSecure: true)),
            ("for=\"203.0.113.9:80\" ; host=\"a, b; c\"", .init(address: "203.0.113.9")),
            ("for=\"203.0.11\\3.9\"", .init(address: "203.0.113.9")),
            (", for=203.0.113.9,,", .init(address: "203.0.113.9")),
            ("for=unknown", .init(address: "10.0.0.1")), ("for=_hidden;proto=https", .init(address: "10.0.0.1", isSecure: true)), ("for=\"_hidden:_1\"", .init(address: "10.0.0.1")),
            ("for=203.0.113.9, for=_SEVKISEK", .init(address: "10.0.0.1")),
            // Not in brackets, brackets around version 4, no value, twice, unquoted colon, no end of the quote.
            ("for=\"2001:db8::7\"", .init(address: "10.0.0.1")), ("for=\"[203.0.113.9]\"", .init(address: "10.0.0.1")), ("for=", .init(address: "10.0.0.1")),
            ("for=203.0.113.9;for=198.51.100.1", .init(address: "10.0.0.1")), ("for=203.0.113.9:80", .init(address: "10.0.0.1")), ("for=\"203.0.113.9", .init(address: "10.0.0.1")),
            ("for=203.0.113.9;proto=\"https\\\"", .init(address: "10.0.0.1")), ("203.0.113.9", .init(address: "10.0.0.1")),
        ] {
            XCTAssertEqual(client(["Forwarded": line]), wanted, line)
        }
    }

    /// A proxy that writes one of the two hands the other on as the client sent it.
    func testBothHeaders_countOnlyWhereTheyAgree() {
        XCTAssertEqual(client(["Forwarded": "for=203.0.113.9", "X-Forwarded-For": "198.51.100.1, 203.0.113.9"]).address, "203.0.113.9")
        XCTAssertEqual(
            client(["Forwarded": "for=203.0.113.9;proto=https", "X-Forwarded-For": "198.51.100.1", "X-Forwarded-Proto": "https"]), .init(address: "10.0.0.1"))
    }

    func testScheme_isWhatAllAgreeOn() {
        for (line, wanted) in [("https", true), ("HTTP", false), ("https, https", true), ("https, http", nil), ("wss", nil), ("", nil)] as [(String, Bool?)] {
            XCTAssertEqual(client(["X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": line]).isSecure, wanted, line)
        }
    }

    func testRequest_isSeenAsTheClientSentIt() throws {
        var request = try Request(
            .get, "/", headers: ["X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Request-Id": "req-1.a_B", "X-Forwarded-Host": "evil.example", "Host": "a"])
        request.remoteAddress = "10.0.0.1"
        request.id = RequestID(number: 1)
        let seen = request.behind(trusted)
        XCTAssertEqual([seen.remoteAddress, seen.id.description, seen.authority], ["203.0.113.9", "req-1.a_B", "a"])
        XCTAssertTrue(seen.isSecure)
        request.remoteAddress = "192.0.2.1"
        let stranger = request.behind(trusted)
        XCTAssertEqual([stranger.remoteAddress, stranger.id.description], ["192.0.2.1", "0000000000000001"])
        XCTAssertFalse(stranger.isSecure)
    }

    func testRequestID_isTakenWhenDecent() {
        XCTAssertEqual(RequestID(given: String(repeating: "a", count: 64))?.description.count, 64)
        for text in ["", String(repeating: "a", count: 65), "a b", "a\"b", "a~b", "é", "a,b", "a/b"] { XCTAssertNil(RequestID(given: text), text) }
    }
}
