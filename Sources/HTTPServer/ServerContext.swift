import HTTP
import Synchronization

/// What all threads of one server share.
final class ServerContext: Sendable {
    /// How far the server is on its way out.
    enum Phase: UInt8, AtomicRepresentable {
        case serving
        /// Requests under way are finished; nothing else is begun.
        case draining
        /// Everything ends at once.
        case stopped
    }

    let limits: ServerLimits
    let hooks: ServerHooks
    /// One for each poller.
    let inboxes: [Inbox]
    let crowd: Crowd
    private let ordinary: JobQueue
    private let costly: JobQueue
    private let phaseValue = Atomic<Phase>(.serving)
    private let connections = Atomic<Int>(0)
    private let buffered = Atomic<Int>(0)
    private let handlersLeft = Atomic<Bool>(false)
    private let lastRequest: Atomic<UInt64>

    init(limits: ServerLimits, hooks: ServerHooks, inboxes: [Inbox]) {
        self.limits = limits
        self.hooks = hooks
        self.inboxes = inboxes
        crowd = Crowd(limit: limits.connectionsPerAddress)
        ordinary = JobQueue(limit: limits.queueLength, width: max(1, limits.workers))
        costly = JobQueue(limit: limits.costlyQueueLength, width: max(1, limits.costlyWorkers))
        lastRequest = Atomic(UInt64.random(in: .min ... .max))
    }

    var phase: Phase {
        get { phaseValue.load(ordering: .sequentiallyConsistent) }
        set { phaseValue.store(newValue, ordering: .sequentiallyConsistent) }
    }

    var openConnections: Int { connections.load(ordering: .sequentiallyConsistent) }
    var bufferedBytes: Int { buffered.load(ordering: .relaxed) }

    /// A quarter of the budget is `reserved` from heads and small bodies, so that strangers alone can't keep out those who may send more.
    func isOverBudget(reserved: Bool) -> Bool { bufferedBytes > (reserved ? limits.bufferedBytes / 4 * 3 : limits.bufferedBytes) }

    /// The server has ended, but a handler has not.
    var hasHandlersLeft: Bool {
        get { handlersLeft.load(ordering: .sequentiallyConsistent) }
        set { handlersLeft.store(newValue, ordering: .sequentiallyConsistent) }
    }

    func queue(_ lane: Lane) -> JobQueue {
        switch lane {
        case .ordinary: ordinary
        case .costly: costly
        }
    }

    func countOpened() { connections.add(1, ordering: .sequentiallyConsistent) }

    /// Whether one more connection from this address is let in; it then counts until `countClosed`.
    func admits(_ address: String) -> Bool { !hooks.countsAddress(address) || crowd.enter(address) }

    /// The last connection to end lets a stop go on at once.
    func countClosed(_ address: String) {
        crowd.leave(address)
        let left = connections.subtract(1, ordering: .sequentiallyConsistent).newValue
        if left == 0, phase != .serving { wakeAll() }
    }

    func countBuffered(_ change: Int) { buffered.add(change, ordering: .relaxed) }

    func wakeAll() { for inbox in inboxes { inbox.wakeup.signal() } }

    /// The answer to a request for which there is no time, in words a client understands (RFC 9110 §15.6.4, §10.2.3).
    func overloaded(_ job: Job, _ reason: String) -> Response {
        hooks.observer(.refused(.serviceUnavailable, id: job.request.id, reason: reason, remoteAddress: job.connection.remoteAddress))
        var response = hooks.refusal(.serviceUnavailable, job.request.id)
        response.headers["Retry-After"] = String(limits.retryAfter)
        return response
    }

    /// Distinct until 2^64 requests have been served; spread by splitmix64 so that ids don't look like a count.
    func nextRequestID() -> RequestID {
        var z = lastRequest.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return RequestID(number: z ^ (z >> 31))
    }
}

/// What one thread keeps for its own use from answer to answer.
struct ThreadTools: ~Copyable {
    var writer = ResponseWriter()
    /// A buffer lent to the connection being served, so that a waiting connection holds none.
    var spare: [UInt8] = []
    /// What is read from sockets lands here first.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

    deinit { scratch.deallocate() }
}
