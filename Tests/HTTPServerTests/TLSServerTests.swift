import COpenSSL
import Foundation
import Glibc
import XCTest
@testable import HTTP
@testable import HTTPServer

/// The whole server behind TLS, over real sockets.
final class TLSServerTests: ServerTestCase {
    private var made: TestCertificates?
    private var tls: TLS?
    private var files: TLSSettings.Certificate?

    override func setUpWithError() throws {
        let made = try TestCertificates(), files = try made.make("first.example")
        (self.made, self.files) = (made, files)
        tls = try TLS(TLSSettings(chainPaths: [files.chainPath], keyPaths: [files.keyPath]))
    }

    override func tearDown() {
        super.tearDown()
        (made, tls) = (nil, nil)
    }

    private func startSecure(_ limits: ServerLimits = ServerLimits(workers: 2)) throws -> ListenAddress { try start(limits, tls: XCTUnwrap(tls)).1 }

    func testRequest_isAnsweredAndKnownToBeSecure() throws {
        let address = try startSecure()
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            let client = try TLSTestClient(to: address, .init(version: version...version, protocols: ["http/1.1"]))
            for _ in 0..<3 {
                XCTAssertEqual(client.get("/whoami"), .done)
                XCTAssertTrue(client.receiveText().contains("\r\n\r\n127.0.0.1 true "))
            }
        }
    }

    func testPlainDoor_standsBesideTheSecureOne() throws {
        let server = Server(limits: ServerLimits(workers: 1), hooks: ServerHooks { .text("\($0.isSecure)") })
        let local = ListenAddress.tcp(host: "127.0.0.1", port: 0)
        let addresses = try server.start(on: [Door(local), Door(local, tls)])
        defer { server.stop() }
        XCTAssertEqual(TestClient(try XCTUnwrap(addresses.first)).get("/").response()?.text, "false")
        let client = try TLSTestClient(to: XCTUnwrap(addresses.last))
        XCTAssertEqual(client.get("/"), .done)
        XCTAssertTrue(client.receiveText().hasSuffix("\r\n\r\ntrue"))
    }

    func testPipelinedRequests_areAllAnswered() throws {
        let client = try TLSTestClient(to: startSecure())
        let requests = (0..<100).map { "GET /\($0.isMultiple(of: 3) ? "quick" : "slow")/\($0)x HTTP/1.1\r\nHost: a\r\n\r\n" }
        XCTAssertEqual(client.send(requests.joined()), .done)
        let text = client.receiveText(endingIn: "/99x")
        XCTAssertEqual(text.components(separatedBy: "HTTP/1.1 200 OK").count, 101)
    }

    func testMasses_goBothWays() throws {
        let client = try TLSTestClient(to: startSecure(), receiveBuffer: 4_096)
        let body = String(repeating: "0123456789", count: 90_000)
        XCTAssertEqual(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n"), .done)
        var sent = 0
        while sent < 900_000 {
            let (count, step) = client.send(Array(body.utf8)[sent..<min(sent + 50_000, 900_000)])
            guard step == .done else { return XCTFail("\(step)") }
            sent += count
        }
        XCTAssertEqual(client.send("GET /close HTTP/1.1\r\nHost: a\r\n\r\n"), .done)
        let (bytes, end) = client.rest()
        let text = String(decoding: bytes, as: UTF8.self)
        XCTAssertTrue(text.contains("\r\n\r\n" + body + "HTTP/1.1 200 OK"))
        XCTAssertTrue(text.hasSuffix("bye"))
        // RFC 8446 §6.1: the client can tell the end from a cut.
        XCTAssertEqual(end, .ended)
    }

    func testFile_isSent() throws {
        let path = try XCTUnwrap(made).path("file", holding: "---" + String(repeating: "abcdefghij", count: 20_000))
        let client = try TLSTestClient(to: startSecure())
        XCTAssertEqual(client.get("/file?length=200000&path=\(path)"), .done)
        XCTAssertTrue(client.receiveText(endingIn: "j]").hasSuffix("\r\n\r\n[" + String(repeating: "abcdefghij", count: 20_000) + "]"))
    }

    func testHalfClosedClient_getsItsAnswer() throws {
        let client = try TLSTestClient(to: startSecure())
        XCTAssertEqual(client.get("/gate"), .done)
        gate.awaitArrivals(1)
        client.sayFarewell()
        gate.open()
        XCTAssertTrue(client.receiveText().hasSuffix("passed"))
    }

    func testSession_isResumedByTheNextConnection() throws {
        let address = try startSecure()
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            let first = try TLSTestClient(to: address, .init(version: version...version))
            XCTAssertEqual(first.get("/a"), .done)
            XCTAssertTrue(first.receiveText().hasSuffix("/a"))
            let second = try TLSTestClient(to: address, .init(version: version...version, session: first.session))
            XCTAssertEqual(second.get("/b"), .done)
            XCTAssertTrue(second.receiveText().hasSuffix("/b"))
            XCTAssertTrue(second.isResumed)
        }
    }

    func testPlainHTTP_isAnsweredInWordsAndTold() throws {
        let client = TestClient(try startSecure()).get("/clinicians")
        XCTAssertEqual(client.response()?.status, 400)
        XCTAssertEqual(client.rest(), "")
        events.await { $0 == .insecure(reason: "http request", remoteAddress: "127.0.0.1") }
    }

    func testMalformedRequest_isAnsweredBehindTLSToo() throws {
        let client = try TLSTestClient(to: startSecure())
        XCTAssertEqual(client.send("nonsense\r\n\r\n"), .done)
        let (bytes, end) = client.rest()
        XCTAssertTrue(String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
        XCTAssertEqual(end, .ended)
    }

    func testSilentClient_isCut() throws {
        var limits = ServerLimits(workers: 1)
        limits.headTimeout = 40
        XCTAssertEqual(TestClient(try startSecure(limits)).rest(), "")
        events.await { if case .timedOut(_, inAnswer: false) = $0 { true } else { false } }
    }

    /// A handshake a byte at a time would take half a second; its bytes earn no time.
    func testSlowHandshake_isCut() throws {
        let (near, far) = try TLSPair.sockets(), hello = try TLSTestClient(near)
        XCTAssertEqual(hello.handshake(), .mustWait)
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(far, &bytes, bytes.count, 0)
        close(far)
        var limits = ServerLimits(workers: 1)
        limits.headTimeout = 40
        let client = TestClient(try startSecure(limits))
        for byte in bytes.prefix(count) {
            client.send([byte])
            usleep(2_000)
        }
        XCTAssertTrue(client.rest().isEmpty)
        events.await { if case .timedOut(_, inAnswer: false) = $0 { true } else { false } }
    }

    func testSlowHead_isAnswered408() throws {
        var limits = ServerLimits(workers: 1)
        limits.headTimeout = 200
        let client = try TLSTestClient(to: startSecure(limits))
        XCTAssertEqual(client.send("GET / HT"), .done)
        XCTAssertTrue(client.receiveText().hasPrefix("HTTP/1.1 408 "))
        XCTAssertEqual(client.receive().1, .ended)
    }

    /// libssl would make room for as much as the hello announces (RFC 8446 §4, §5.1).
    func testHelloThatAnnouncesTooMuch_isCutBeforeItCosts() throws {
        let address = try startSecure()
        let client = TestClient(address).send([22, 3, 1, 64, 0, 1, 1, 255, 0])
        XCTAssertEqual(client.rest(), "")
        events.await { $0 == .insecure(reason: "the first message is too long", remoteAddress: "127.0.0.1") }
        XCTAssertEqual(TestClient(address).send([22, 3, 1, 0, 3, 1, 0, 1, 22]).rest(), "", "nor in pieces that hide its length")
    }

    func testHandshakes_countAgainstTheBudget() throws {
        let (server, address) = try start(ServerLimits(workers: 2), tls: XCTUnwrap(tls))
        let waiting = TestClient(address).send([22, 3, 1, 2, 0, 1, 0, 1, 252])
        eventually { server.load.bufferedBytes == 16_384 }
        let client = try TLSTestClient(to: address)
        XCTAssertEqual(client.get("/a"), .done)
        XCTAssertTrue(client.receiveText().hasSuffix("/a"))
        XCTAssertEqual(server.load.bufferedBytes, 16_384, "not once it is done")
        waiting.abort()
        eventually { server.load.bufferedBytes == 0 }
    }

    /// The rest of a refused body is read and dropped: closing with bytes unread would destroy the answer on its way (RFC 9112 §9.6).
    func testLargeBodyRefused_stillGetsItsAnswer() throws {
        let client = try TLSTestClient(to: startSecure())
        XCTAssertEqual(client.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n"), .done)
        let piece = [UInt8](repeating: 97, count: 16_000)
        for _ in 0..<500 { XCTAssertEqual(client.send(piece[...]).1, .done) }
        XCTAssertTrue(client.receiveText().hasPrefix("HTTP/1.1 413 "))
        XCTAssertEqual(client.receive().1, .ended)
    }

    func testClientThatDoesNotRead_isCut() throws {
        var limits = ServerLimits(workers: 1)
        limits.writeTimeout = 40
        limits.minimumBytesPerSecond = 1_000_000_000
        let client = try TLSTestClient(to: startSecure(limits), receiveBuffer: 4_096)
        XCTAssertEqual(client.get("/large"), .done)
        events.await { if case .timedOut(_, inAnswer: true) = $0 { true } else { false } }
    }

    func testManyConnections_areServedAtOnce() throws {
        let address = try startSecure()
        let clients = try (0..<200).map { _ in try TLSTestClient(to: address) }
        for client in clients { XCTAssertEqual(client.get("/a"), .done) }
        for client in clients { XCTAssertTrue(client.receiveText().hasSuffix("/a")) }
        for client in clients { XCTAssertEqual(client.get("/quick"), .done) }
        for client in clients { XCTAssertTrue(client.receiveText().hasSuffix("/quick")) }
    }

    func testReload_dropsNoDownload() throws {
        let tls = try XCTUnwrap(tls), address = try startSecure()
        let client = try TLSTestClient(to: address, receiveBuffer: 4_096)
        XCTAssertEqual(client.get("/large"), .done)
        var (bytes, step) = client.receive()
        XCTAssertEqual(step, .done)
        try XCTUnwrap(made).replace(XCTUnwrap(files), "second.example")
        try tls.reload()
        let next = try TLSTestClient(to: address)
        XCTAssertEqual(next.get("/a"), .done)
        XCTAssertTrue(next.receiveText().hasSuffix("/a"))
        XCTAssertTrue(next.isShownCertificate(named: "second.example"))
        XCTAssertEqual(client.get("/close"), .done)
        let rest: [UInt8]
        (rest, step) = client.rest()
        bytes += rest
        XCTAssertEqual(step, .ended)
        XCTAssertNotNil(bytes.firstRange(of: Array("\r\n\r\n".utf8) + ServerTestCase.large + Array("HTTP/1.1 200 OK".utf8)))
        XCTAssertTrue(client.isShownCertificate(named: "first.example"))
    }

    func testStop_finishesWhatWasBegun() throws {
        let (server, address) = try start(ServerLimits(workers: 2), tls: XCTUnwrap(tls))
        let client = try TLSTestClient(to: address)
        XCTAssertEqual(client.get("/gate"), .done)
        gate.awaitArrivals(1)
        let stopped = expectation(description: "stopped")
        let thread = Thread {
            XCTAssertTrue(server.stop())
            stopped.fulfill()
        }
        thread.start()
        gate.open()
        let (bytes, end) = client.rest()
        XCTAssertTrue(String(decoding: bytes, as: UTF8.self).hasSuffix("passed"))
        XCTAssertEqual(end, .ended)
        wait(for: [stopped], timeout: 20)
    }
}
