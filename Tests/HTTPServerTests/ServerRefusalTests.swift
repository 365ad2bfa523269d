import XCTest
@testable import HTTP
@testable import HTTPServer

/// What a clumsy or hostile client sees, and that it harms nobody else.
final class ServerRefusalTests: ServerTestCase {
    private func refusal(_ address: ListenAddress, _ text: String) -> (Int?, String) {
        let client = TestClient(address).send(text)
        let response = client.response()
        XCTAssertEqual(response?.headers["connection"], "close")
        return (response?.status, client.rest())
    }

    func testMalformed_isRefusedAndTheConnectionEnds() throws {
        let (_, address) = try start()
        let table: [(Int, String)] = [
            (400, "GET / HTTP/1.1\r\n\r\n"), (400, "nonsense\r\n"), (414, "GET /" + String(repeating: "a", count: 9_000)),
            (431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 40_000)), (501, "BREW / HTTP/1.1\r\n"), (505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            (417, "GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n"), (413, "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n"),
            (413, "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n"),
            (413, "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"),
        ]
        for (status, text) in table {
            let (given, rest) = refusal(address, text)
            XCTAssertEqual(given, status, String(text.prefix(60)))
            XCTAssertEqual(rest, "")
        }
        XCTAssertEqual(TestClient(address).get("/fine").response()?.text, "/fine")
    }

    func testMalformed_behindGoodRequestsLeavesTheirAnswers() throws {
        let (_, address) = try start()
        let client = TestClient(address).get("/1").get("/2").send("oops\r\n\r\n")
        XCTAssertEqual(client.response()?.text, "/1")
        XCTAssertEqual(client.response()?.text, "/2")
        XCTAssertEqual(client.response()?.status, 400)
        XCTAssertEqual(client.rest(), "")
    }

    func testTooLarge_canBeReadWhileTheBodyIsStillBeingSent() throws {
        let (_, address) = try start()
        let client = TestClient(address).send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n").send(ServerTestCase.large)
        XCTAssertEqual(client.response()?.status, 413)
    }

    func testBrokenOff_isToldSo() throws {
        let (_, address) = try start()
        for text in ["GET / HT", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"] {
            let client = TestClient(address).send(text)
            client.finishSending()
            XCTAssertEqual(client.response()?.status, 400)
        }
        let silent = TestClient(address)
        silent.finishSending()
        XCTAssertEqual(silent.rest(), "")
    }

    func testGoneClients_harmNobody() throws {
        let (_, address) = try start(ServerLimits(workers: 1))
        let waiting = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        for _ in 0..<20 {
            TestClient(address).get("/large").abort()
            TestClient(address).send("GET /").abort()
        }
        waiting.abort()
        gate.open()
        XCTAssertEqual(TestClient(address).get("/fine").response()?.text, "/fine")
    }

    func testSlowClients_holdNoWorker() throws {
        let (_, address) = try start(ServerLimits(workers: 1))
        let slow = (0..<200).map { number in
            TestClient(address).send(number % 2 == 0 ? "GET /slow HTTP/1.1\r\nHos" : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na")
        }
        let notReading = (0..<20).map { _ in TestClient(address, receiveBuffer: 4_096).get("/large") }
        XCTAssertEqual(TestClient(address).get("/fine").response()?.text, "/fine")
        XCTAssertEqual(slow[0].send("t: a\r\n\r\n").response()?.text, "/slow")
        XCTAssertEqual(slow[1].send("b").response()?.text, "ab")
        XCTAssertEqual(notReading[0].response()?.body.count, 4_000_000)
    }

    func testOverflow_isAnswered503WithRetryAfter() throws {
        var limits = ServerLimits(workers: 1)
        limits.queueLength = 1
        limits.retryAfter = 7
        let (server, address) = try start(limits)
        let first = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        let queued = TestClient(address).get("/queued")
        eventually { !(server.load.queued == 0) }
        let overflow = TestClient(address).get("/overflow")
        let response = overflow.response()
        XCTAssertEqual(response?.status, 503)
        XCTAssertEqual(response?.headers["retry-after"], "7")
        gate.open()
        XCTAssertEqual(first.response()?.text, "passed")
        XCTAssertEqual(queued.response()?.text, "/queued")
        XCTAssertEqual(overflow.get("/again").response()?.text, "/again")
    }

    func testMaximumConnections_lettingOthersWait() throws {
        var limits = ServerLimits(workers: 1)
        limits.maximumConnections = 1
        limits.idleTimeout = 100
        let (_, address) = try start(limits)
        let first = TestClient(address).get("/first")
        XCTAssertEqual(first.response()?.text, "/first")
        let second = TestClient(address).get("/second")
        XCTAssertEqual(second.response()?.text, "/second", "served once the first connection has idled out")
    }

    func testNoDescriptorLeft_isSurvived() throws {
        var limits = ServerLimits(workers: 1)
        limits.lingerTimeout = 40
        let (_, address) = try start(limits)
        XCTAssertEqual(TestClient(address).get("/before").response()?.text, "/before")
        var saved = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &saved)
        defer { setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &saved) }
        // The client takes the lowest free descriptor, and the limit then forbids any higher one.
        let client = TestClient(address, beforeConnecting: { descriptor in
            var tight = saved
            tight.rlim_cur = rlim_t(descriptor) + 1
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &tight)
        })
        events.await { if case .exhausted(let code) = $0 { code == EMFILE } else { false } }
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &saved)
        XCTAssertEqual(client.get("/after").response()?.text, "/after")
    }

    func testRefusal_isTheOneGiven() throws {
        var hooks = ServerHooks { _ in Response(.ok) }
        hooks.refusal = { .html(Array("<p>\($0.code) \($1)</p>".utf8), status: $0) }
        hooks.observer = { [events] in events.record($0) }
        let (_, address) = try start(ServerLimits(workers: 1), hooks)
        let first = TestClient(address).send("x\r\n").response()?.text ?? ""
        XCTAssertNotNil(first.wholeMatch(of: #/<p>400 [0-9a-f]{16}<\/p>/#), first)
        XCTAssertNotEqual(TestClient(address).send("x\r\n").response()?.text, first, "each refusal has an id of its own")
        let told = events.all.contains { event in
            if case .refused(.badRequest, let id, "request line", "127.0.0.1") = event { first.contains(id.description) } else { false }
        }
        XCTAssertTrue(told, "\(events.all)")
    }
}
