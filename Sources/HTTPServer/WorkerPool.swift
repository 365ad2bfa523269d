import Glibc
import HTTP
import Locks

/// A fixed number of threads that handle the requests of one lane.
final class WorkerPool: Sendable {
    private let server: ServerContext
    private let lane: Lane
    private let queue: JobQueue
    private let running = Monitor(0)

    init(_ server: ServerContext, _ lane: Lane) {
        self.server = server
        self.lane = lane
        queue = server.queue(lane)
    }

    /// Starts the threads; false when the system would not give all of them.
    func start() -> Bool {
        for _ in 0..<max(1, lane == .costly ? server.limits.costlyWorkers : server.limits.workers + server.limits.waitingWorkers) {
            running.withLock { $0 += 1 }
            guard PlainThread.start(stackBytes: server.limits.workerStackBytes, { self.work() }) else {
                running.withLock { $0 -= 1 }
                return false
            }
        }
        return true
    }

    /// Lets the threads end when the queue is empty.
    func close() { queue.close() }

    /// Waits at most so many milliseconds for all threads to end; false when one is still at work.
    func waitUntilEnded(milliseconds: Int) -> Bool {
        running.wait(atMost: .milliseconds(milliseconds)) { $0 == 0 ? true : nil } ?? false
    }

    private func work() {
        // On Linux the niceness is each thread's own.
        if lane == .costly { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, server.limits.costlyNiceness) }
        WorkerThread.belongs(to: queue)
        var tools = ThreadTools(), finished = false
        while let job = queue.next(finished: finished) {
            serve(job, &tools)
            finished = true
        }
        running.change { $0 -= 1 }
    }

    /// Handles a request and those pipelined behind it, as long as nobody else waits. One that has waited for too long is not begun: whoever sent it
    /// has given up, or a proxy before us has, and work for nobody would keep the next ones waiting too.
    private func serve(_ job: Job, _ tools: inout ThreadTools) {
        var request = job.request
        var turn = 1
        let isTooLate = ServerClock.milliseconds - job.since > server.limits.queueTimeout
        while true {
            let goesOn = turn < server.limits.pipelinedInOneTurn && queue.count == 0
            let response = isTooLate && turn == 1 ? server.overloaded(job, "waited too long") : server.hooks.handler(request)
            guard let next = job.connection.answer(response, to: request, &tools, holdingBack: goesOn) else { return }
            let lane = server.hooks.lane(next)
            guard goesOn, lane == self.lane else {
                if goesOn { job.connection.sendHeldBack() }
                return server.queue(lane).requeue(Job(connection: job.connection, request: next))
            }
            request = next
            turn += 1
        }
    }
}
