import Civil
import Foundation
import HTTP
import RotaDomain
import Synchronization
import XCTest

@testable import RotaWeb

/// Conventions §3: one line a request, with the route and not the address, and nobody's name.
final class RequestLogTests: XCTestCase {
    func testLine_namesTheRouteTheAccountAndWhatItTook() throws {
        let app = try TestApp()
        let account = try app.signIn(as: .manager)
        _ = try app.get("/clinicians/4711?secret=1")
        let wanted = #/ts=2026-11-23T08:30:00Z level=info request_id=[0-9a-f]{16} method=GET route=\/clinicians\/:id status=404 ms=\d+\.\d bytes=\d+ user=(\d+)/#
        let line = try XCTUnwrap(app.log.last)
        XCTAssertEqual(try XCTUnwrap(line.wholeMatch(of: wanted), line).1, "\(account.id)")
    }

    func testLine_hasADashForWhoAndWhatIsNotKnown() throws {
        let app = try TestApp()
        for (target, route) in [("/no/such/page", "-"), ("/tasks", "/tasks"), ("/assets/nothing.css", "/assets/*"), ("/setup/\(String(repeating: "t", count: 43))", "/setup/:token")] {
            _ = try app.get(target)
            let line = app.log.last ?? ""
            XCTAssertTrue(line.contains(" method=GET route=\(route) status="), line)
            XCTAssertTrue(line.hasSuffix(" user=-"), line)
        }
    }

    func testLogLine_staysOneLine() {
        var line = LogLine(at: Instant(seconds: -1), level: .error)
        line.add("error", "said \"no\"\nlevel=info\u{7F}é")
        line.add("empty", "")
        line.add("plain", "a=b")
        line.add("number", -12)
        line.add("id", RequestID(number: 0x0123_4567_89AB_CDEF))
        line.add("ms", nanoseconds: 12_345_678)
        XCTAssertEqual(line.text, #"ts=1969-12-31T23:59:59Z level=error error="said 'no' level=info é" empty="" plain=a=b number=-12 id=0123456789abcdef ms=12.3"#)
    }

    func testLogLine_isJSONWhereAsked() throws {
        var line = LogLine(at: Instant(seconds: 0), level: .warn, format: .json)
        line.add("error", "said \"no\"\\\n\u{7F}\u{0}é😀")
        line.add("number", -12)
        line.add("none", nil)
        line.add("id", RequestID(number: 0x0123_4567_89AB_CDEF))
        line.add("ms", nanoseconds: 12_345_678)
        XCTAssertEqual(
            line.text,
            #"{"ts":"1970-01-01T00:00:00Z","level":"warn","error":"said \"no\"\\\u000a\u007f\u0000é😀","number":-12,"id":"0123456789abcdef","ms":12.3}"#)
        var bytes: [UInt8] = []
        line.write(to: &bytes)
        XCTAssertEqual(String(decoding: bytes, as: UTF8.self), line.text + "\n")
        let object = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(line.text.utf8)) as? [String: Any])
        XCTAssertEqual(object["error"] as? String, "said \"no\"\\\n\u{7F}\u{0}é😀")
    }

    func testLog_writesFromItsLevelOn() {
        let lines = Mutex<[String]>([])
        let log = Log(level: .warn) { line in lines.withLock { $0.append(line.text) } }
        func writeAll() {
            for level in LogLevel.allCases { log.write(level, at: Instant(seconds: 0)) { $0.add("n", 1) } }
        }
        writeAll()
        log.setLevel(.error)
        writeAll()
        log.setLevel(.info)
        writeAll()
        let levels = lines.withLock { $0 }.compactMap { $0.split(separator: " ").first { $0.hasPrefix("level=") }?.dropFirst(6) }
        XCTAssertEqual(levels, ["warn", "error", "error", "info", "warn", "error"])
    }

    /// Conventions §3: the id that a trusted proxy gave is the one in the log, in the answer and on the page.
    func testRequestID_isTheTrustedProxysOwn() throws {
        let app = try TestApp { $0.trustedProxies = TrustedProxies("192.0.2.10") ?? .none }
        let response = try app.get("/nothing", headers: ["X-Request-Id": "edge-1", "X-Forwarded-For": "203.0.113.9"])
        XCTAssertEqual(response.headers["X-Request-Id"], "edge-1")
        XCTAssertEqual(app.log.last?.contains(" request_id=edge-1 "), true)
        app.browser.address = "192.0.2.11"
        XCTAssertNotEqual(try app.get("/nothing", headers: ["X-Request-Id": "edge-2"]).headers["X-Request-Id"], "edge-2")
    }

    func testForwardedAddress_isTheOneThatSignInsAreCountedBy() throws {
        let app = try TestApp { $0.trustedProxies = TrustedProxies("192.0.2.10") ?? .none }
        try app.makeAccount(role: .manager)
        let response = try app.browser.post(
            "/sign-in", ["username": "manager", "password": TestApp.password, "next": "/"], headers: ["X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "https"])
        XCTAssertEqual(response.status, .forbidden, "by https the visit's cookie has another name")
        app.browser.setCookie("__Host-visit", app.browser.cookie("visit"))
        let signedIn = try app.browser.post(
            "/sign-in", ["username": "manager", "password": TestApp.password, "next": "/"], headers: ["X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "https"])
        XCTAssertEqual(signedIn.status, .seeOther)
        XCTAssertNotNil(app.browser.cookie("__Host-login"))
        XCTAssertEqual(try app.auditLog().first { $0.action == "sign in" }?.after?.contains("203.0.113.9"), true)
    }
}
