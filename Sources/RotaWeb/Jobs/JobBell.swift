import Foundation

/// Wakes the thread that does a practice's long work, and tells it when to end.
package final class JobBell: Sendable {
    private let condition = NSCondition()
    private let state = State()

    /// Touched only while `condition` is locked.
    private final class State: @unchecked Sendable {
        var hasRung = false
        var isStopped = false
    }

    package init() {}

    /// There is work in the table.
    package func ring() {
        condition.withLock {
            state.hasRung = true
            condition.broadcast()
        }
    }

    /// Ends the work for good: whatever runs is left as soon as it asks.
    package func stop() {
        condition.withLock {
            state.isStopped = true
            condition.broadcast()
        }
    }

    package var isStopped: Bool { condition.withLock { state.isStopped } }

    /// Waits until there may be work, or for so many seconds at the most; false once stopped.
    func wait(atMost seconds: Double? = nil) -> Bool {
        let end = seconds.map { Date(timeIntervalSinceNow: $0) }
        return condition.withLock {
            while !state.hasRung, !state.isStopped {
                guard let end else {
                    condition.wait()
                    continue
                }
                if !condition.wait(until: end) { break }
            }
            state.hasRung = false
            return !state.isStopped
        }
    }
}
