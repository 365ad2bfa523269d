import Dispatch
import Foundation

/// Sends the service manager a sign of life as long as the server gives one.
final class Watchdog: Sendable {
    private let stopped = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - interval: between two signs, in microseconds.
    ///   - isAlive: asked before each sign; while it says no, none is sent, and the manager starts the program anew.
    init(interval: Int, isAlive: @escaping @Sendable () -> Bool, sign: @escaping @Sendable () -> Void) {
        let thread = Thread { [stopped] in
            while stopped.wait(timeout: .now() + .microseconds(interval)) == .timedOut {
                if isAlive() { sign() }
            }
        }
        thread.name = "watchdog"
        thread.start()
    }

    func stop() { stopped.signal() }
}
