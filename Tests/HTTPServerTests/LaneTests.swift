import XCTest
@testable import HTTP
@testable import HTTPServer

/// Quick answers, costly requests, and what they leave to the others.
final class LaneTests: ServerTestCase {
    func testQuick_isAnsweredWhileEveryWorkerIsBusy() throws {
        let (_, address) = try start(ServerLimits(workers: 1))
        let busy = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        XCTAssertEqual(TestClient(address).get("/quick").response()?.text, "/quick")
        gate.open()
        XCTAssertEqual(busy.response()?.text, "passed")
    }

    func testQuick_isAnsweredInOrderBetweenOthers() throws {
        let (_, address) = try start()
        let paths = ["/quick/1", "/slow/2", "/quick/3", "/quick/4", "/costly", "/quick/6", "/slow/7"]
        gate.open()
        let client = TestClient(address).send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        for path in paths { XCTAssertEqual(client.response()?.text, path == "/costly" ? "passed" : path) }
    }

    func testQuick_isNotHeldBackByASlowOneBehindIt() throws {
        let (_, address) = try start()
        let client = TestClient(address).send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\nGET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
        XCTAssertEqual(client.response()?.text, "/quick")
        gate.open()
        XCTAssertEqual(client.response()?.text, "passed")
    }

    func testOrdinary_isNotHeldBackByACostlyOneBehindIt() throws {
        let (_, address) = try start(ServerLimits(workers: 1))
        let client = TestClient(address).send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /costly HTTP/1.1\r\nHost: a\r\n\r\n")
        XCTAssertEqual(client.response()?.text, "/a")
        gate.awaitArrivals(1)
        XCTAssertEqual(TestClient(address).get("/b").response()?.text, "/b", "the worker is free")
        gate.open()
        XCTAssertEqual(client.response()?.text, "passed")
    }

    func testQuick_manyPipelinedAreAllAnswered() throws {
        var limits = ServerLimits(workers: 1)
        limits.pipelinedInOneTurn = 7
        let (_, address) = try start(limits)
        let client = TestClient(address).send((0..<500).map { "GET /quick/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        for number in 0..<500 { XCTAssertEqual(client.response()?.text, "/quick/\(number)") }
    }

    func testCostly_hasThreadsAndAQueueOfItsOwn() throws {
        var limits = ServerLimits(workers: 1)
        limits.costlyWorkers = 1
        limits.costlyQueueLength = 1
        let (server, address) = try start(limits)
        let first = TestClient(address).get("/costly")
        gate.awaitArrivals(1)
        let second = TestClient(address).get("/costly")
        eventually { !(server.load.costlyQueued == 0) }
        let third = TestClient(address).get("/costly").response()
        XCTAssertEqual(third?.status, 503)
        XCTAssertEqual(third?.headers["retry-after"], "2")
        XCTAssertEqual(TestClient(address).get("/other").response()?.text, "/other")
        gate.open()
        XCTAssertEqual(first.response()?.text, "passed")
        XCTAssertEqual(second.response()?.text, "passed")
    }

    func testCostly_thatHasWaitedTooLongIsNotBegun() throws {
        var limits = ServerLimits(workers: 1)
        limits.costlyWorkers = 1
        limits.queueTimeout = 50
        let (server, address) = try start(limits)
        let first = TestClient(address).get("/costly")
        gate.awaitArrivals(1)
        let second = TestClient(address).get("/costly")
        eventually { server.load.costlyQueued == 1 }
        usleep(100_000)
        gate.open()
        XCTAssertEqual(first.response()?.text, "passed", "what has begun is finished")
        let late = second.response()
        XCTAssertEqual(late?.status, 503)
        XCTAssertEqual(late?.headers["retry-after"], "2")
        events.await { if case .refused(.serviceUnavailable, _, "waited too long", _) = $0 { true } else { false } }
        XCTAssertEqual(second.get("/costly").response()?.text, "passed", "who comes again is served")
    }

    func testAddress_hasOnlySoManyConnections() throws {
        var limits = ServerLimits(workers: 1)
        limits.connectionsPerAddress = 2
        let (_, address) = try start(limits)
        let inside = [TestClient(address), TestClient(address)]
        for (index, client) in inside.enumerated() { XCTAssertEqual(client.get("/\(index)").response()?.text, "/\(index)") }
        XCTAssertNil(TestClient(address).get("/x").response())
        events.await { $0 == .crowded(remoteAddress: "127.0.0.1") }
        XCTAssertNotNil(inside[0].get("/a", "Connection: close\r\n").response())
        XCTAssertEqual(inside[0].rest(), "")
        XCTAssertEqual(TestClient(address).get("/b").response()?.text, "/b", "there is room again")
    }

    func testBudget_refusesBodiesAndCutsOffSlowReaders() throws {
        var limits = ServerLimits(workers: 1)
        limits.bufferedBytes = 500_000
        let (server, address) = try start(limits, bodyLimit: 10_000_000)
        let reader = TestClient(address, receiveBuffer: 4_096).get("/large")
        events.await { $0 == .overBudget(remoteAddress: "127.0.0.1") }
        XCTAssertNil(reader.response(), "four megabytes that nobody takes")
        let client = TestClient(address).send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n").send([UInt8](repeating: 1, count: 700_000))
        XCTAssertEqual(client.response()?.status, 503)
        XCTAssertEqual(TestClient(address).get("/small").response()?.status, 200, "small ones go on")
        eventually { !(server.load.bufferedBytes != 0) }
    }

    /// A worker that waits for the disk lets another be busy; one that does not, doesn't.
    func testWaitingWorkers_standInForThoseWhoWait() throws {
        var limits = ServerLimits(workers: 1)
        limits.waitingWorkers = 2
        let hooks = ServerHooks { [gate] request in
            if request.target == "/waits" { WorkerThread.whileWaiting { gate.arriveAndWait() } }
            if request.target == "/works" { gate.arriveAndWait() }
            return .text(request.target)
        }
        let (server, address) = try start(limits, hooks)
        let waiting = [TestClient(address).get("/waits"), TestClient(address).get("/waits")]
        gate.awaitArrivals(2)
        XCTAssertEqual(TestClient(address).get("/a").response()?.text, "/a")
        let working = TestClient(address).get("/works")
        gate.awaitArrivals(3)
        let queued = TestClient(address).get("/b")
        eventually { server.load.queued == 1 }
        gate.open()
        for client in waiting { XCTAssertEqual(client.response()?.text, "/waits") }
        XCTAssertEqual(working.response()?.text, "/works")
        XCTAssertEqual(queued.response()?.text, "/b")
        var ran = false
        WorkerThread.whileWaiting { ran = true }
        XCTAssertTrue(ran, "on any thread")
    }

    /// Those who may send much can go on when those who may send little have taken three quarters.
    func testBudget_hasAReserveForLargeBodies() throws {
        var limits = ServerLimits(workers: 1)
        limits.bufferedBytes = 400_000
        var hooks = ServerHooks { .text(String($0.body.count)) }
        hooks.bodyLimit = { $0.target == "/large" ? 1_000_000 : 60_000 }
        let (server, address) = try start(limits, hooks)
        func begin(_ path: String) -> TestClient {
            TestClient(address).send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n").send([UInt8](repeating: 1, count: 55_000))
        }
        let small = (1...5).map { count in
            let client = begin("/small")
            eventually { server.load.bufferedBytes == count * 55_000 }
            return client
        }
        XCTAssertEqual(begin("/small").response()?.status, 503)
        let large = begin("/large")
        XCTAssertEqual(large.send([UInt8](repeating: 1, count: 5_000)).response()?.text, "60000")
        XCTAssertEqual(small[0].send([UInt8](repeating: 1, count: 5_000)).response()?.text, "60000", "and what is within goes on")
    }

    func testUnixSocket_answersAndGoesAway() throws {
        let path = NSTemporaryDirectory() + "rota-\(UUID().uuidString.prefix(8)).sock"
        let (server, address) = try start(ServerLimits(workers: 1), ServerHooks { .text($0.remoteAddress) }, on: .unix(path: path))
        XCTAssertEqual(address, .unix(path: path))
        XCTAssertEqual(TestClient(unix: path).get("/").response()?.text, "unix")
        XCTAssertThrowsError(try Server(hooks: ServerHooks { _ in Response(.ok) }).start(on: [address])) {
            XCTAssertEqual($0 as? ListenError, .addressInUse("unix:\(path)"))
        }
        server.stop()
        XCTAssertFalse(FileManager.default.fileExists(atPath: path))
    }

    func testUnixSocket_replacesWhatAnEarlierRunLeft() throws {
        let path = NSTemporaryDirectory() + "rota-\(UUID().uuidString.prefix(8)).sock"
        XCTAssertLessThan(path.utf8.count, 108)
        let left = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = UnixName(path)
        XCTAssertEqual(name.withAddress { bind(left, $0, $1) }, 0)
        close(left)
        let (_, _) = try start(ServerLimits(workers: 1), ServerHooks { _ in .text("here") }, on: .unix(path: path))
        XCTAssertEqual(TestClient(unix: path).get("/").response()?.text, "here")
    }

    func testUnixSocket_leavesAnOrdinaryFileAlone() throws {
        let path = NSTemporaryDirectory() + "rota-\(UUID().uuidString.prefix(8)).db"
        XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data("precious".utf8)))
        defer { try? FileManager.default.removeItem(atPath: path) }
        XCTAssertThrowsError(try Server(hooks: ServerHooks { _ in Response(.ok) }).start(on: [.unix(path: path)])) {
            XCTAssertEqual($0 as? ListenError, .addressInUse("unix:\(path)"))
        }
        XCTAssertEqual(FileManager.default.contents(atPath: path), Data("precious".utf8))
    }

    func testInherited_isServedOrRefusedInWords() throws {
        let listening = try Listener(.tcp(host: "127.0.0.1", port: 0), backlog: 8)
        let (_, address) = try start(ServerLimits(workers: 1), ServerHooks { _ in .text("given") }, on: .inherited(descriptor: listening.descriptor))
        XCTAssertEqual(address, listening.address)
        XCTAssertEqual(TestClient(address).get("/").response()?.text, "given")
        let idle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(idle) }
        for descriptor in [idle, 0, 9_999] {
            XCTAssertThrowsError(try Server(hooks: ServerHooks { _ in Response(.ok) }).start(on: [.inherited(descriptor: descriptor)])) {
                XCTAssertEqual($0 as? ListenError, .notListening(descriptor))
            }
        }
    }

    func testAlive_everyPollerGoesRound() throws {
        let (server, _) = try start()
        XCTAssertTrue(server.isAlive(within: 5_000))
        server.stop()
        XCTAssertFalse(server.isAlive(within: 10))
    }
}
