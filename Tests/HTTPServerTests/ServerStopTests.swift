import Dispatch
import Locks
import XCTest
@testable import HTTP
@testable import HTTPServer

final class ServerStopTests: ServerTestCase {
    /// Runs `stop` on a thread of its own and gives its result to `finished`.
    private func stopInBackground(_ server: Server, _ finished: Monitor<Bool?>) {
        DispatchQueue.global().async {
            let result = server.stop()
            finished.change { $0 = result }
        }
    }

    func testStop_finishesWhatIsUnderWay() throws {
        let (server, address) = try start()
        let idle = TestClient(address).get("/a")
        XCTAssertEqual(idle.response()?.status, 200)
        let busy = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        let half = TestClient(address).send("GET /half HTTP/1.1\r\nHost: a\r\nX: ")
        XCTAssertEqual(TestClient(address).get("/b").response()?.text, "/b", "the half request has been taken in before")
        let finished = Monitor<Bool?>(nil)
        stopInBackground(server, finished)
        XCTAssertEqual(idle.rest(), "", "idle connections end at once")
        let late = half.send("y\r\n\r\n").response()
        XCTAssertEqual(late?.text, "/half")
        XCTAssertEqual(late?.headers["connection"], "close")
        XCTAssertNil(finished.withLock { $0 }, "stopped before its last request")
        gate.open()
        let response = busy.response()
        XCTAssertEqual(response?.text, "passed")
        XCTAssertEqual(response?.headers["connection"], "close")
        XCTAssertEqual(finished.wait { $0 }, true)
    }

    func testStop_freesTheAddress() throws {
        let (server, address) = try start()
        XCTAssertEqual(TestClient(address).get("/a").response()?.status, 200)
        XCTAssertTrue(server.stop())
        let other = Server(hooks: ServerHooks { _ in .text("other") })
        XCTAssertEqual(try other.start(on: [address]), [address])
        XCTAssertEqual(TestClient(address).get("/").response()?.text, "other")
        XCTAssertTrue(other.stop())
    }

    func testStop_aSecondTimeStopsNow() throws {
        let (server, address) = try start()
        let busy = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        let half = TestClient(address).send("GET /half HTT")
        let idle = TestClient(address).get("/a")
        XCTAssertEqual(idle.response()?.status, 200)
        let finished = Monitor<Bool?>(nil)
        stopInBackground(server, finished)
        XCTAssertEqual(idle.rest(), "")
        XCTAssertFalse(server.stop())
        XCTAssertEqual(half.rest(), "")
        XCTAssertEqual(finished.wait { $0 }, false)
        gate.open()
        XCTAssertEqual(busy.response()?.headers["connection"], "close", "an answer that comes after all is still sent")
    }

    /// Nothing that was begun is lost, so the program's end is a good one.
    func testStop_cutsAfterItsTimeWhoDoesNotFinish() throws {
        var limits = ServerLimits(workers: 1)
        limits.stopTimeout = 50
        let (server, address) = try start(limits)
        let half = TestClient(address).send("GET /half HTT")
        XCTAssertEqual(TestClient(address).get("/a", "Connection: close\r\n").response()?.status, 200)
        eventually { server.load.connections == 1 }
        XCTAssertTrue(server.stop())
        XCTAssertEqual(server.brokenOff, 1)
        XCTAssertEqual(half.rest(), "")
        XCTAssertTrue(server.stop(), "there is nothing left to stop")
    }

    func testStop_tellsThatAHandlerWasLeftBehind() throws {
        var limits = ServerLimits(workers: 1)
        limits.stopTimeout = 50
        let (server, address) = try start(limits)
        let busy = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        XCTAssertFalse(server.stop())
        gate.open()
        _ = busy.response()
    }

    func testStop_letsAWaitingClientIn() throws {
        var limits = ServerLimits(workers: 1)
        limits.maximumConnections = 2
        let (server, address) = try start(limits)
        let busy = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        let fresh = TestClient(address).get("/fresh")
        let finished = Monitor<Bool?>(nil)
        stopInBackground(server, finished)
        gate.open()
        XCTAssertEqual(busy.response()?.text, "passed")
        XCTAssertEqual(fresh.response()?.text, "/fresh")
        XCTAssertEqual(finished.wait { $0 }, true)
    }

    func testStop_ofAServerNeverStarted() {
        XCTAssertTrue(Server(hooks: ServerHooks { _ in Response(.ok) }).stop())
    }

    func testServeUntilSignalled_stopsInGoodOrder() throws {
        let (server, address) = try start()
        let busy = TestClient(address).get("/gate")
        gate.awaitArrivals(1)
        let idle = TestClient(address).get("/a")
        XCTAssertEqual(idle.response()?.status, 200)
        let thread = Monitor<pthread_t?>(nil), finished = Monitor<Bool?>(nil)
        XCTAssertTrue(PlainThread.start(stackBytes: 1_048_576) {
            thread.change { $0 = pthread_self() }
            let result = server.serveUntilSignalled()
            finished.change { $0 = result }
        })
        // Sent to the one thread, so that the test's other threads don't feel it.
        XCTAssertEqual(pthread_kill(thread.wait { $0 }, SIGTERM), 0)
        XCTAssertEqual(idle.rest(), "")
        XCTAssertNil(finished.withLock { $0 })
        gate.open()
        XCTAssertEqual(busy.response()?.text, "passed")
        XCTAssertEqual(finished.wait { $0 }, true)
    }
}
