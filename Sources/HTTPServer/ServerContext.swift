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
    let handler: @Sendable (Request) -> Response
    let bodyLimit: @Sendable (Request) -> Int
    let refusal: @Sendable (Status, RequestID) -> Response
    let observer: @Sendable (ServerEvent) -> Void
    let epoll: Epoll
    let wakeup: Wakeup
    private let phaseValue = Atomic<Phase>(.serving)
    private let connections = Atomic<Int>(0)
    private let lastRequest: Atomic<UInt64>

    init(
        limits: ServerLimits, epoll: Epoll, wakeup: Wakeup, handler: @escaping @Sendable (Request) -> Response,
        bodyLimit: @escaping @Sendable (Request) -> Int, refusal: @escaping @Sendable (Status, RequestID) -> Response,
        observer: @escaping @Sendable (ServerEvent) -> Void
    ) {
        self.limits = limits
        self.epoll = epoll
        self.wakeup = wakeup
        self.handler = handler
        self.bodyLimit = bodyLimit
        self.refusal = refusal
        self.observer = observer
        lastRequest = Atomic(UInt64.random(in: .min ... .max))
    }

    var phase: Phase {
        get { phaseValue.load(ordering: .acquiring) }
        set { phaseValue.store(newValue, ordering: .releasing) }
    }

    var openConnections: Int { connections.load(ordering: .relaxed) }

    func countOpened() { connections.add(1, ordering: .relaxed) }

    /// The last connection to end lets a stop go on at once.
    func countClosed() {
        let left = connections.subtract(1, ordering: .relaxed).newValue
        if left == 0, phase != .serving { wakeup.signal() }
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
struct ThreadTools {
    var writer = ResponseWriter()
    /// A buffer lent to the connection being served, so that a waiting connection holds none.
    var spare: [UInt8] = []
}
