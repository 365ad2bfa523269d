import HTTP
import HTTPServer
import XCTest

@testable import RotaCommands

final class PrimaryProbeTests: CommandTestCase {
    private func withServer(_ status: Status, _ body: (String) throws -> Void) throws {
        let server = Server(hooks: ServerHooks { request in Response("\(request.path)" == "/healthz" ? status : .notFound) })
        let address = try XCTUnwrap(server.start(on: [ListenAddress(host: "127.0.0.1", port: 0)]).first)
        defer { server.stop() }
        try body("\(address)")
    }

    func testAnswer_ofWhoIsAlive() throws {
        for (status, answer) in [(Status.ok, "200"), (.serviceUnavailable, "503"), (.notFound, "404")] {
            try withServer(status) { XCTAssertEqual(PrimaryProbe("http://\($0)")?.answer(), answer) }
        }
    }

    func testMeaning_ofAnAnswersStart() {
        for (start, meaning) in [
            ("HTTP/1.1 502 Bad Gateway\r\nServer: x", nil), ("HTTP/1.1 504 Gateway Timeout\r\n", nil), ("HTTP/1.0 301 Moved\r\n", "301"), ("HTTP/1.1 200\r\n\r\n", "200"),
            ("SSH-2.0-OpenSSH_9.2", "something that is not HTTP"),
        ] { XCTAssertEqual(PrimaryProbe.meaning(of: start), meaning, start) }
    }

    func testAnswer_ofNobody() {
        XCTAssertNil(PrimaryProbe("http://127.0.0.1:1")?.answer())
        XCTAssertNil(PrimaryProbe("https://127.0.0.1:1")?.answer())
        XCTAssertNil(PrimaryProbe("http://host.invalid")?.answer())
    }

    /// Something that does not speak TLS is there all the same.
    func testAnswer_withoutTLS() throws {
        try withServer(.ok) { XCTAssertEqual(PrimaryProbe("https://\($0)")?.answer(), "a TLS error") }
    }

    func testAddress_thatIsNone() {
        for text in ["", "rota.example.org", "ftp://rota.example.org", "http://", "http://:80", "http://a:0", "http://a:70000", "http://a b", "http://user@host"] {
            XCTAssertNil(PrimaryProbe(text), text)
        }
        XCTAssertNotNil(PrimaryProbe("https://[::1]:8443/rota"))
    }

    func testPromote_refusesWhileThePrimaryAnswers() throws {
        try withServer(.ok) { address in
            let run = try rota("promote", "--from", path("replica"), "--primary", "http://\(address)", "--data", path("standby"))
            XCTAssertEqual(run.status, 1)
            XCTAssertEqual(run.errors, "rota: The old primary http://\(address) answers (200). Stop it first, so that nothing that people enter there is lost.\n")
        }
    }
}
