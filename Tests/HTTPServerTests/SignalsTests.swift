import Dispatch
import Foundation
import Locks
import XCTest
@testable import HTTP
@testable import HTTPServer

/// Conventions §3: SIGTERM ends, SIGHUP reloads, SIGUSR1 makes a backup. Each test sends signals to its own thread, which the rest of the process never sees.
final class SignalsTests: ServerTestCase {
    /// Runs the body on a thread that blocks the signals, and waits for it.
    private func onThread<T: Sendable>(_ body: @escaping @Sendable () -> T) -> T {
        let result = Monitor<T?>(nil)
        Thread {
            Signals.block()
            let value = body()
            result.change { $0 = value }
        }.start()
        return result.wait { $0 }
    }

    func testNext_tellsTheSignalsApart() {
        let wanted: [(Int32, Signals)] = [(SIGTERM, .stop), (SIGINT, .stop), (SIGHUP, .reload), (SIGUSR1, .backup)]
        for (signal, meaning) in wanted {
            XCTAssertEqual(
                onThread {
                    pthread_kill(pthread_self(), signal)
                    return Signals.next()
                }, meaning)
        }
    }

    func testServe_doesWhatEachSignalAsksUntilOneStopsIt() throws {
        let (server, address) = try start()
        let heard = Monitor<[String]>([])
        let clean = onThread {
            // Those with lower numbers are delivered first: SIGHUP, SIGUSR1, SIGTERM.
            for signal in [SIGTERM, SIGUSR1, SIGHUP] { pthread_kill(pthread_self(), signal) }
            var actions = Server.SignalActions()
            actions.reload = { heard.withLock { $0.append("reload") } }
            actions.backup = { heard.withLock { $0.append("backup") } }
            actions.stopping = { heard.withLock { $0.append("stopping") } }
            actions.stoppingNow = { XCTFail("one signal came") }
            return server.serveUntilSignalled(actions)
        }
        XCTAssertTrue(clean)
        // Reading again has a thread of its own.
        eventually { heard.withLock { $0.count } == 3 }
        XCTAssertEqual(heard.withLock { $0.filter { $0 != "reload" } }, ["backup", "stopping"])
        let other = Server(hooks: ServerHooks { _ in .text("other") })
        XCTAssertEqual(try other.start(on: [address]), [address], "the address is free again")
        XCTAssertTrue(other.stop())
    }
}
