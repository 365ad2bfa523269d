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

    func testLook_atWhoIsAlive() throws {
        for (status, answer) in [(Status.ok, "200"), (.serviceUnavailable, "503"), (.notFound, "404")] {
            try withServer(status) { XCTAssertEqual(PrimaryProbe("http://\($0)")?.look(), .answers(answer)) }
        }
    }

    func testMeaning_ofAnAnswersStart() {
        for (start, meaning) in [
            ("HTTP/1.1 502 Bad Gateway\r\nServer: x", PrimaryProbe.Sign.gone), ("HTTP/1.1 504 Gateway Timeout\r\n", .unsure("a gateway waits for it in vain (504)")),
            ("HTTP/1.0 301 Moved\r\n", .answers("301")), ("HTTP/1.1 200\r\n\r\n", .answers("200")), ("SSH-2.0-OpenSSH_9.2", .answers("something that is not HTTP")),
        ] { XCTAssertEqual(PrimaryProbe.meaning(of: start), meaning, start) }
    }

    func testLook_atNobody() {
        XCTAssertEqual(PrimaryProbe("http://127.0.0.1:1")?.look(), .gone)
        XCTAssertEqual(PrimaryProbe("https://127.0.0.1:1")?.look(), .gone)
    }

    /// A mistake in typing, or no name service: nothing is known of the primary then.
    func testLook_atANameThatIsUnknown() throws {
        guard case .unsure(let why)? = PrimaryProbe("http://host.invalid")?.look() else { return XCTFail("it is not sure") }
        XCTAssertTrue(why.hasPrefix("the name host.invalid can't be looked up: "), why)
    }

    /// A process that was stopped, or has all its places taken, still has a system that takes connections for it.
    func testLook_atWhoIsHung() throws {
        let listener = RawListener()
        for scheme in ["http", "https"] {
            XCTAssertEqual(PrimaryProbe("\(scheme)://\(listener.address)", milliseconds: 100)?.look(), .unsure("it takes the connection and says nothing for 100 ms"))
        }
    }

    func testLook_atWhoClosesAtOnce() throws {
        let listener = RawListener()
        listener.answer(["", ""])
        for scheme in ["http", "https"] {
            XCTAssertEqual(PrimaryProbe("\(scheme)://\(listener.address)")?.look(), .unsure("it takes the connection and closes it without an answer"), scheme)
        }
    }

    /// Something that does not speak TLS is there all the same.
    func testLook_withoutTLS() throws {
        try withServer(.ok) { XCTAssertEqual(PrimaryProbe("https://\($0)")?.look(), .answers("a TLS error")) }
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
