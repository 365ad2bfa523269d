import Civil
import HTTP
import RotaDomain
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
        var line = LogLine(at: Instant(seconds: -1), level: "error")
        line.add("error", "said \"no\"\nlevel=info\u{7F}é")
        line.add("empty", "")
        line.add("plain", "a=b")
        line.add("number", -12)
        line.add("id", RequestID(number: 0x0123_4567_89AB_CDEF))
        line.add("ms", nanoseconds: 12_345_678)
        XCTAssertEqual(line.text, #"ts=1969-12-31T23:59:59Z level=error error="said 'no' level=info é" empty="" plain=a=b number=-12 id=0123456789abcdef ms=12.3"#)
    }
}
