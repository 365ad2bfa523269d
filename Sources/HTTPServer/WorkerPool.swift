import HTTP

/// A complete request, and the connection that waits for its answer.
struct Job: Sendable {
    let connection: ClientConnection
    let request: Request
}

/// A fixed number of threads that handle requests, and a bounded queue before them.
final class WorkerPool: Sendable {
    private struct Queue {
        var jobs = Fifo<Job>()
        var idle = 0
        var running = 0
        var isClosed = false
    }

    private let server: ServerContext
    private let queue = Monitor(Queue())

    init(_ server: ServerContext) { self.server = server }

    /// Starts the threads; false when the system would not give all of them.
    func start() -> Bool {
        for _ in 0..<max(1, server.limits.workers) {
            queue.withLock { $0.running += 1 }
            guard ServerThread.start(stackBytes: server.limits.workerStackBytes, { self.work() }) else {
                queue.withLock { $0.running -= 1 }
                return false
            }
        }
        return true
    }

    /// Queues requests in order. Leaves in `jobs` those for which there is no room.
    func submit(_ jobs: inout [Job]) {
        let count = jobs.count
        let (accepted, toWake) = queue.withLock { queue in
            let accepted = min(count, max(0, server.limits.queueLength - queue.jobs.count))
            queue.jobs.append(contentsOf: jobs[..<accepted])
            return (accepted, min(accepted, queue.idle))
        }
        for _ in 0..<toWake { queue.wakeOne() }
        jobs.removeSubrange(..<accepted)
    }

    /// Lets the threads end when the queue is empty.
    func close() {
        queue.withLock { $0.isClosed = true }
        queue.wakeAll()
    }

    /// Waits at most so many milliseconds for all threads to end; false when one is still at work.
    func waitUntilEnded(milliseconds: Int) -> Bool {
        queue.wait(milliseconds: milliseconds) { $0.running == 0 ? true : nil } ?? false
    }

    private func work() {
        var tools = ThreadTools()
        while let job = next() { serve(job, &tools) }
        queue.withLock { $0.running -= 1 }
        queue.wakeAll()
    }

    private func next() -> Job? {
        var counted = false
        let job: Job?? = queue.wait { queue in
            if let job = queue.jobs.popFirst() {
                if counted { queue.idle -= 1 }
                return .some(job)
            }
            if queue.isClosed { return .some(nil) }
            if !counted { queue.idle += 1 }
            counted = true
            return nil
        }
        return job ?? nil
    }

    /// Handles a request and those pipelined behind it, as long as nobody else waits.
    private func serve(_ job: Job, _ tools: inout ThreadTools) {
        var request = job.request
        var turn = 1
        while true {
            let goesOn = turn < server.limits.pipelinedInOneTurn && queue.withLock { $0.jobs.count == 0 }
            let response = server.handler(request)
            guard let next = job.connection.answer(response, to: request, &tools, holdingBack: goesOn) else { return }
            guard goesOn else { return requeue(Job(connection: job.connection, request: next)) }
            request = next
            turn += 1
        }
    }

    /// Back to the end of the queue, past its bound: this connection has had its place all along.
    private func requeue(_ job: Job) {
        queue.withLock { $0.jobs.append(job) }
        queue.wakeOne()
    }
}
