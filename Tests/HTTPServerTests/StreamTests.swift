import XCTest
@testable import HTTP
@testable import HTTPServer

/// Answers that come bit by bit.
final class StreamTests: ServerTestCase {
    private func start(_ stream: ResponseStream, _ change: (inout ServerLimits) -> Void = { _ in }) throws -> (Server, ListenAddress) {
        var limits = ServerLimits(workers: 1)
        change(&limits)
        return try start(limits, hooks(stream))
    }

    private func hooks(_ stream: ResponseStream) -> ServerHooks {
        var hooks = ServerHooks { request in
            request.path.segments.first == "events" ? Response(.ok, headers: ["Content-Type": "text/event-stream"], body: .stream(stream)) : .text(request.target)
        }
        hooks.observer = { [events] in events.record($0) }
        return hooks
    }

    func testStream_isSentAsItComesAndHoldsNoWorker() throws {
        let stream = ResponseStream()
        let (_, address) = try start(stream)
        let client = TestClient(address).get("/events")
        XCTAssertEqual(client.response()?.headers["transfer-encoding"], "chunked")
        for number in 0..<20 {
            XCTAssertTrue(stream.send(Array("data: \(number)\n\n".utf8)))
            let text = "data: \(number)\n\n"
            XCTAssertEqual(client.take("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8.count), "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
            XCTAssertEqual(TestClient(address).get("/\(number)").response()?.text, "/\(number)", "the only worker is free")
        }
        stream.finish()
        XCTAssertEqual(client.take(5), "0\r\n\r\n")
        XCTAssertEqual(client.get("/next").response()?.text, "/next", "the connection goes on")
        XCTAssertFalse(stream.send([1]))
    }

    func testStream_whatCameBeforeTheHeadIsNotLost() throws {
        let stream = ResponseStream()
        stream.send(Array("early".utf8))
        stream.finish()
        let (_, address) = try start(stream)
        let client = TestClient(address).get("/events", "Connection: close\r\n")
        XCTAssertNotNil(client.response())
        XCTAssertEqual(client.rest(), "5\r\nearly\r\n0\r\n\r\n")
    }

    func testStream_overHTTP10EndsWithTheConnection() throws {
        let stream = ResponseStream()
        let (_, address) = try start(stream)
        let client = TestClient(address).send("GET /events HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let head = client.response()
        XCTAssertNil(head?.headers["transfer-encoding"])
        XCTAssertEqual(head?.headers["connection"], "close")
        stream.send(Array("a".utf8))
        stream.finish()
        XCTAssertEqual(client.rest(), "a")
    }

    func testStream_toldThatTheClientHasGone() throws {
        let stream = ResponseStream()
        let (server, address) = try start(stream)
        var client: TestClient? = TestClient(address).get("/events")
        XCTAssertNotNil(client?.response())
        client = nil
        eventually { !(stream.isOpen) }
        eventually { !(server.load.connections > 0) }
        XCTAssertFalse(stream.send([1]))
    }

    func testStream_endsAfterItsTime() throws {
        let stream = ResponseStream()
        let (_, address) = try start(stream) { $0.streamTimeout = 50 }
        let client = TestClient(address).get("/events")
        XCTAssertNotNil(client.response())
        XCTAssertEqual(client.take(5), "0\r\n\r\n")
        XCTAssertFalse(stream.isOpen)
    }

    func testStream_afterItsTimeTheRequestBehindItIsAnswered() throws {
        let stream = ResponseStream()
        let (server, address) = try start(stream) { $0.streamTimeout = 50 }
        var client: TestClient? = TestClient(address).get("/events").get("/behind")
        XCTAssertNotNil(client?.response())
        XCTAssertEqual(client?.take(5), "0\r\n\r\n")
        XCTAssertEqual(client?.response()?.text, "/behind")
        client = nil
        eventually { server.load.connections == 0 }
    }

    func testStop_endsAStreamThatBeginsLate() throws {
        let (server, address) = try start(ServerLimits(workers: 1), ServerHooks { [gate] _ in
            gate.arriveAndWait()
            return Response(.ok, body: .stream(ResponseStream()))
        })
        let client = TestClient(address).get("/events")
        gate.awaitArrivals(1)
        let stopping = expectation(description: "stopped")
        Thread.detachNewThread {
            XCTAssertTrue(server.stop())
            stopping.fulfill()
        }
        eventually { TestClient.isRefused(address) }
        gate.open()
        XCTAssertNotNil(client.response())
        XCTAssertEqual(client.rest(), "0\r\n\r\n")
        wait(for: [stopping], timeout: 20)
    }

    func testStream_whoTakesNothingIsCutOff() throws {
        let stream = ResponseStream(limit: 10_000_000)
        let (_, address) = try start(stream) {
            $0.writeTimeout = 50
            $0.minimumBytesPerSecond = 1_000_000_000
        }
        let client = TestClient(address, receiveBuffer: 4_096).get("/events")
        XCTAssertNotNil(client.response())
        XCTAssertTrue(stream.send(ServerTestCase.large + ServerTestCase.large))
        events.await { $0 == .timedOut(remoteAddress: "127.0.0.1", inAnswer: true) }
        XCTAssertFalse(stream.isOpen)
    }

    func testStream_moreThanItsLimitEndsIt() {
        let stream = ResponseStream(limit: 10)
        XCTAssertTrue(stream.send([UInt8](repeating: 1, count: 10)))
        XCTAssertFalse(stream.send([1]), "nobody takes it")
        XCTAssertFalse(stream.isOpen)
        XCTAssertEqual(stream.take().bytes.count, 10)
        XCTAssertTrue(stream.take().isFinished)
    }

    func testStream_headHasNoContent() throws {
        let stream = ResponseStream()
        let (_, address) = try start(stream)
        let client = TestClient(address).send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n")
        XCTAssertEqual(client.response(toHead: true)?.status, 200)
        XCTAssertEqual(client.get("/next").response()?.text, "/next")
        XCTAssertFalse(stream.isOpen)
    }

    func testStop_endsStreams() throws {
        let stream = ResponseStream()
        let (server, address) = try start(stream)
        let client = TestClient(address).get("/events")
        XCTAssertNotNil(client.response())
        XCTAssertTrue(server.stop())
        XCTAssertEqual(client.rest(), "0\r\n\r\n")
    }
}
