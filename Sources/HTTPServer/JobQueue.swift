import HTTP

/// A complete request, and the connection that waits for its answer.
struct Job: Sendable {
    let connection: ClientConnection
    let request: Request
}

/// Requests that wait for a worker, in order and in bounds.
final class JobQueue: Sendable {
    private struct State {
        var jobs = Fifo<Job>()
        var idle = 0
        var isClosed = false
    }

    private let limit: Int
    private let state = Monitor(State())

    init(limit: Int) { self.limit = limit }

    var count: Int { state.withLock { $0.jobs.count } }

    /// Queues requests in order. Leaves in `jobs` those for which there is no room.
    func submit(_ jobs: inout [Job]) {
        let count = jobs.count
        let (accepted, toWake) = state.withLock { state in
            let accepted = min(count, max(0, limit - state.jobs.count))
            state.jobs.append(contentsOf: jobs[..<accepted])
            return (accepted, min(accepted, state.idle))
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
    func next() -> Job? {
        var counted = false
        let job: Job?? = state.wait { state in
            if let job = state.jobs.popFirst() {
                if counted { state.idle -= 1 }
                return .some(job)
            }
            if state.isClosed { return .some(nil) }
            if !counted { state.idle += 1 }
            counted = true
            return nil
        }
        return job ?? nil
    }

    /// Lets the workers end when the queue is empty.
    func close() {
        state.withLock { $0.isClosed = true }
        state.wakeAll()
    }
}
