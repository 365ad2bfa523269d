import XCTest
@testable import HTTP
@testable import HTTPServer

/// What a well-behaved client sees.
final class ServerTests: ServerTestCase {
    func testKeepAlive_answersOneAfterTheOther() throws {
        let (_, address) = try start()
        let client = TestClient(address)
        for number in 0..<20 {
            let response = client.get("/\(number)").response()
            XCTAssertEqual(response?.status, 200)
            XCTAssertEqual(response?.text, "/\(number)")
            XCTAssertNil(response?.headers["connection"])
            XCTAssertEqual(response?.headers["date"]?.utf8.count, 29)
        }
    }

    func testPipelining_answersInOrder() throws {
        let (_, address) = try start()
        let requests = (0..<250).map { number in
            number % 3 == 0
                ? "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(String(number).utf8.count)\r\n\r\n\(number)" : "GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
        }
        let client = TestClient(address).send(requests.joined())
        for number in 0..<250 {
            XCTAssertEqual(client.response()?.text, number % 3 == 0 ? "\(number)" : "/\(number)")
        }
    }

    func testPipelining_letsOthersHaveTheirTurn() throws {
        var limits = ServerLimits(workers: 1)
        limits.pipelinedInOneTurn = 2
        limits.queueLength = 1
        let (server, address) = try start(limits)
        let many = TestClient(address).send(String(repeating: "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n", count: 5))
        gate.awaitArrivals(1)
        let other = TestClient(address).get("/other")
        eventually { !(server.load.queued == 0) }
        XCTAssertEqual(TestClient(address).get("/full").response()?.status, 503, "the other one is in the queue")
        gate.open(2)
        XCTAssertEqual(other.response()?.text, "/other")
        gate.open()
        for _ in 0..<5 { XCTAssertEqual(many.response()?.text, "passed") }
    }

    func testClose_endsTheConnectionAfterTheAnswer() throws {
        let (_, address) = try start()
        for client in [
            TestClient(address).get("/a", "Connection: close\r\n"), TestClient(address).send("GET /a HTTP/1.0\r\n\r\n"), TestClient(address).get("/close"),
        ] {
            let response = client.response()
            XCTAssertEqual(response?.status, 200)
            XCTAssertEqual(response?.headers["connection"], "close")
            XCTAssertEqual(client.rest(), "")
        }
    }

    func testRequestsPerConnection_endsWithTheLast() throws {
        var limits = ServerLimits(workers: 1)
        limits.requestsPerConnection = 2
        let (_, address) = try start(limits)
        let client = TestClient(address).get("/1").get("/2").get("/3")
        XCTAssertNil(client.response()?.headers["connection"])
        XCTAssertEqual(client.response()?.headers["connection"], "close")
        XCTAssertEqual(client.rest(), "")
    }

    func testHead_hasLengthAndNoBody() throws {
        let (_, address) = try start()
        let client = TestClient(address).send("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n")
        XCTAssertEqual(client.response(toHead: true)?.headers["content-length"], "4000000")
        XCTAssertEqual(client.get("/next").response()?.text, "/next")
    }

    func testNoContent_leavesTheConnectionUsable() throws {
        let (_, address) = try start()
        let client = TestClient(address).get("/nothing")
        let response = client.response()
        XCTAssertEqual(response?.status, 204)
        XCTAssertNil(response?.headers["content-length"])
        XCTAssertEqual(client.get("/next").response()?.text, "/next")
    }

    func testChunked_isJoined() throws {
        let (_, address) = try start()
        let client = TestClient(address).send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        client.send("4\r\ndefg\r\n0\r\n\r\n")
        XCTAssertEqual(client.response()?.text, "abcdefg")
    }

    func testBytesOneByOne_makeARequest() throws {
        let (_, address) = try start()
        let client = TestClient(address)
        for byte in "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".utf8 { client.send([byte]) }
        XCTAssertEqual(client.response()?.text, "hi")
    }

    func testLargeBodies_travelBothWays() throws {
        let (_, address) = try start(bodyLimit: 5_000_000)
        let client = TestClient(address).send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n").send(ServerTestCase.large)
        XCTAssertEqual(client.response()?.body, ServerTestCase.large)
    }

    func testExpect_isAnsweredBeforeTheBody() throws {
        let (_, address) = try start()
        let client = TestClient(address).send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        XCTAssertEqual(client.response()?.status, 100)
        XCTAssertEqual(client.send("ok").response()?.text, "ok")
        XCTAssertEqual(client.get("/next").response()?.text, "/next")
    }

    func testExpect_isNotAnsweredWhenTheBodyIsThereAlready() throws {
        let (_, address) = try start()
        let client = TestClient(address).send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok")
        XCTAssertEqual(client.response()?.status, 200)
    }

    func testHalfClose_stillGetsItsAnswer() throws {
        let (_, address) = try start()
        let client = TestClient(address).get("/a").get("/b")
        client.finishSending()
        XCTAssertEqual(client.response()?.text, "/a")
        XCTAssertEqual(client.response()?.text, "/b")
        XCTAssertEqual(client.rest(), "")
    }

    func testRequest_knowsItsClient() throws {
        let (_, address) = try start()
        let client = TestClient(address)
        let answers = (0..<3).compactMap { _ in client.get("/whoami").response()?.text }
        XCTAssertEqual(Set(answers).count, 3, "ids repeat")
        XCTAssertTrue(answers.allSatisfy { $0.hasPrefix("127.0.0.1 false ") }, "\(answers)")
    }

    func testPieces_areSentOneAfterTheOther() throws {
        let path = NSTemporaryDirectory() + "server-test-\(UUID().uuidString)"
        XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data("abc".utf8) + Data(ServerTestCase.large)))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (_, address) = try start()
        let client = TestClient(address).get("/file?length=4000000&path=" + path)
        XCTAssertEqual(client.response()?.body, [91] + ServerTestCase.large + [93])
        XCTAssertEqual(client.get("/file?length=0&path=" + path).response()?.text, "[]")
        XCTAssertEqual(client.get("/next").response()?.text, "/next")
    }

    func testFile_thatBecameShorterClosesTheConnection() throws {
        let path = NSTemporaryDirectory() + "server-test-\(UUID().uuidString)"
        XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data("abcdef".utf8)))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (_, address) = try start()
        XCTAssertNil(TestClient(address).get("/file?length=4&path=" + path).response(), "the answer promised more than came")
    }

    func testOpenFile_isARegularFileOrNothing() {
        for path in ["/nowhere", "/tmp", "/dev/null", "/proc/self/exe", ""] { XCTAssertNil(OpenFile(path), path) }
        XCTAssertNotNil(OpenFile(#filePath))
    }
}
