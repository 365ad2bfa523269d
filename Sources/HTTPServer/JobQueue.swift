import HTTP
import Locks

/// A complete request, and the connection that waits for its answer.
struct Job: Sendable {
    let connection: ClientConnection
    let request: Request
    /// Since when it waits, by `ServerClock`.
    let since = ServerClock.milliseconds
}

/// Requests that wait for a worker, in order and in bounds. Only so many workers are busy at once, however many threads there are: the others stand in for
/// those who wait for the disk (`WorkerThread`).
final class JobQueue: Sendable {
    private struct State {
        var jobs = Fifo<Job>()
        var idle = 0
        var busy = 0
        var isClosed = false
    }

    private let limit: Int
    private let width: Int
    private let state = Monitor(State())

    /// - Parameters:
    ///   - limit: how many requests may wait.
    ///   - width: how many workers may be busy.
    init(limit: Int, width: Int) {
        self.limit = limit
        self.width = width
    }

    var count: Int { state.withLock { $0.jobs.count } }

    /// Queues requests in order. Leaves in `jobs` those for which there is no room.
    func submit(_ jobs: inout [Job]) {
        let count = jobs.count
        let (accepted, toWake) = state.withLock { state in
            let accepted = min(count, max(0, limit - state.jobs.count))
            state.jobs.append(contentsOf: jobs[..<accepted])
            return (accepted, min(accepted, state.idle, max(0, width - state.busy)))
        }
        for _ in 0..<toWake { state.wakeOne() }
        jobs.removeSubrange(..<accepted)
    }

    /// To the end of the queue, past its bound: this connection has had its place all along.
    func requeue(_ job: Job) {
        state.withLock { $0.jobs.append(job) }
        state.wakeOne()
    }

    /// The next request, waited for; nil when the queue is closed and empty.
    /// - Parameter finished: whether the worker has just been busy.
    func next(finished: Bool) -> Job? {
        var counted = false, finished = finished
        let job: Job?? = state.wait { state in
            if finished { state.busy -= 1 }
            finished = false
            if state.busy < width, let job = state.jobs.popFirst() {
                if counted { state.idle -= 1 }
                state.busy += 1
                return .some(job)
            }
            if state.isClosed, state.jobs.count == 0 { return .some(nil) }
            if !counted { state.idle += 1 }
            counted = true
            return nil
        }
        return job ?? nil
    }

    /// A busy worker begins to wait for something else than the processor, and lets another be busy.
    func leave() {
        let wakes = state.withLock { state in
            state.busy -= 1
            return state.idle > 0 && state.jobs.count > 0
        }
        if wakes { state.wakeOne() }
    }

    /// It goes on, and does not wait for that: for a moment more are busy than should be.
    func enter() { state.withLock { $0.busy += 1 } }

    /// Lets the workers end when the queue is empty.
    func close() {
        state.change { $0.isClosed = true }
    }
}
