import Dispatch
import Synchronization

/// Small work that a request leaves behind, so that its answer's time tells nothing of it. One after the other; what is too much at once is not done.
package final class Errands: Sendable {
    private static let limit = 200

    private let queue = DispatchQueue(label: "errands")
    private let waiting = Atomic(0)
    private let hears = Mutex<@Sendable (any Error) -> Void>({ _ in })

    /// Says who hears why something was not done.
    func report(to listener: @escaping @Sendable (any Error) -> Void) { hears.withLock { $0 = listener } }

    func run(_ work: @escaping @Sendable () throws -> Void) {
        guard waiting.add(1, ordering: .relaxed).newValue <= Errands.limit else {
            waiting.subtract(1, ordering: .relaxed)
            return
        }
        queue.async { [self] in
            do { try work() } catch { hears.withLock { $0 }(error) }
            waiting.subtract(1, ordering: .relaxed)
        }
    }

    /// Waits until all that was left behind so far is done: for tests, and before the database is closed.
    package func finish() { queue.sync {} }
}
