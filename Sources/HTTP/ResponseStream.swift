import Synchronization

/// An answer whose bytes come bit by bit, from any thread, while no thread waits for them: server-sent events, for one.
package final class ResponseStream: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var isFinished = false
        var isCancelled = false
        var notify: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: bytes that may wait for the client to take them.
    package init(limit: Int = 65_536) { self.limit = limit }

    /// Whether somebody still listens.
    package var isOpen: Bool { state.withLock { !$0.isFinished && !$0.isCancelled } }

    /// False when nobody listens any more, or too slowly: then the stream is over.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        let (isOpen, notify) = state.withLock { state in
            guard !state.isFinished, !state.isCancelled, bytes.count <= limit - state.pending.count else {
                state.isFinished = true
                return (false, state.notify)
            }
            state.pending += bytes
            return (true, state.notify)
        }
        notify?()
        return isOpen
    }

    /// Nothing more will come.
    package func finish() {
        let notify = state.withLock { state in
            state.isFinished = true
            return state.notify
        }
        notify?()
    }

    /// For the server: `notify` is called, from any thread, whenever there is something to take.
    package func attach(_ notify: @escaping @Sendable () -> Void) {
        let isDue = state.withLock { state in
            state.notify = notify
            return !state.pending.isEmpty || state.isFinished
        }
        if isDue { notify() }
    }

    /// For the server: what has come since, and whether that was all.
    package func take() -> (bytes: [UInt8], isFinished: Bool) {
        state.withLock { state in
            defer { state.pending = [] }
            return (state.pending, state.isFinished)
        }
    }

    /// For the server: the client has gone.
    package func cancel() {
        state.withLock { state in
            state.isCancelled = true
            state.pending = []
            state.notify = nil
        }
    }
}
