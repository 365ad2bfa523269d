import Locks

/// Wakes the thread that does a practice's long work, and tells it when to end.
package final class JobBell: Sendable {
    private struct State {
        var hasRung = false
        var isStopped = false
    }

    private let state = Monitor(State())

    package init() {}

    /// There is work in the table.
    package func ring() { state.change { $0.hasRung = true } }

    /// Ends the work for good: whatever runs is left as soon as it asks.
    package func stop() { state.change { $0.isStopped = true } }

    package var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Waits until there may be work, or for so long at the most; false once stopped.
    func wait(atMost duration: Duration? = nil) -> Bool {
        let mayGoOn = { (state: inout State) in state.hasRung || state.isStopped ? true : nil }
        _ = duration.map { state.wait(atMost: $0, mayGoOn) } ?? state.wait(mayGoOn)
        return state.withLock { state in
            state.hasRung = false
            return !state.isStopped
        }
    }
}
