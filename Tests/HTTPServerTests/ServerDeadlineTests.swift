import XCTest
@testable import HTTP
@testable import HTTPServer

/// Deadlines made tiny, each waited for by its effect.
final class ServerDeadlineTests: ServerTestCase {
    func testHead_isAnswered408() throws {
        var limits = ServerLimits(workers: 1)
        limits.headTimeout = 40
        let (_, address) = try start(limits)
        let client = TestClient(address).send("GET / HTTP/1.1\r\nHos")
        XCTAssertEqual(client.response()?.status, 408)
        XCTAssertEqual(client.rest(), "")
        events.await { if case .refused(.requestTimeout, _, _, _) = $0 { true } else { false } }
    }

    func testBody_isAnswered408() throws {
        var limits = ServerLimits(workers: 1)
        limits.bodyTimeout = 40
        limits.minimumBytesPerSecond = 1_000_000
        let (_, address) = try start(limits)
        let client = TestClient(address).send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
        XCTAssertEqual(client.response()?.status, 408)
    }

    /// What came early buys no time for a standstill later.
    func testBody_isAnswered408_whenItStandsStillAfterAGoodBeginning() throws {
        var limits = ServerLimits(workers: 1)
        limits.bodyTimeout = 60
        limits.minimumBytesPerSecond = 1_000
        let (_, address) = try start(limits)
        let client = TestClient(address).send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + String(repeating: "a", count: 60_000))
        XCTAssertEqual(client.response()?.status, 408)
    }

    func testBody_mayTakeLongAsLongAsItKeepsThePace() throws {
        var limits = ServerLimits(workers: 1)
        limits.bodyTimeout = 1_000
        limits.minimumBytesPerSecond = 2
        let (_, address) = try start(limits)
        let client = TestClient(address).send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\n")
        for byte in 1...8 {
            usleep(300_000)
            client.send(String(byte))
        }
        XCTAssertEqual(client.response()?.text, "12345678")
    }

    func testSilence_endsWithoutAWord() throws {
        var limits = ServerLimits(workers: 1)
        limits.headTimeout = 40
        limits.idleTimeout = 40
        let (_, address) = try start(limits)
        XCTAssertEqual(TestClient(address).rest(), "")
        let client = TestClient(address).get("/a")
        XCTAssertEqual(client.response()?.text, "/a")
        XCTAssertEqual(client.rest(), "")
    }

    /// Only what the client's system took counts, not what waits in ours.
    func testWrite_endsWhenNobodyReads() throws {
        var limits = ServerLimits(workers: 1)
        limits.writeTimeout = 40
        limits.minimumBytesPerSecond = 1_000
        let (_, address) = try start(limits)
        let client = TestClient(address, receiveBuffer: 4_096).get("/large")
        events.await { if case .timedOut(_, inAnswer: true) = $0 { true } else { false } }
        XCTAssertNil(client.response())
    }

    func testWrite_mayTakeLongAsLongAsItKeepsThePace() throws {
        var limits = ServerLimits(workers: 1)
        limits.writeTimeout = 400
        limits.minimumBytesPerSecond = 1_000
        let (_, address) = try start(limits)
        let client = TestClient(address, receiveBuffer: 65_536).get("/large")
        for _ in 0..<30 {
            usleep(50_000)
            client.readSome(100_000)
        }
        XCTAssertEqual(client.response()?.body.count, ServerTestCase.large.count)
    }

    func testLinger_ends() throws {
        var limits = ServerLimits(workers: 1)
        limits.lingerTimeout = 40
        let (_, address) = try start(limits)
        let client = TestClient(address).send("x\r\n")
        XCTAssertEqual(client.response()?.status, 400)
        events.await { if case .timedOut(_, inAnswer: false) = $0 { true } else { false } }
        XCTAssertEqual(client.rest(), "")
    }

    func testHandlers_mayTakeLongerThanAnyDeadline() throws {
        var limits = ServerLimits(workers: 1)
        (limits.headTimeout, limits.bodyTimeout, limits.idleTimeout, limits.writeTimeout) = (40, 40, 40, 40)
        let (_, address) = try start(limits)
        let client = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        // Another connection's whole life shows that the deadlines have passed.
        XCTAssertEqual(TestClient(address).rest(), "")
        XCTAssertEqual(TestClient(address).rest(), "")
        gate.open()
        XCTAssertEqual(client.response()?.text, "passed")
    }
}
