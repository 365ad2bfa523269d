import CLinux
import Glibc
import HTTP

/// An HTTP/1.1 server: one poller thread for all waiting, a fixed pool of threads for all handling.
///
/// Handlers are synchronous and never throw. They may take their time: each holds one worker and nothing else.
package final class Server: Sendable {
    private enum State {
        case new
        case running(ServerContext)
        case stopped
    }

    private let limits: ServerLimits
    private let handler: @Sendable (Request) -> Response
    private let bodyLimit: @Sendable (Request) -> Int
    private let refusal: @Sendable (Status, RequestID) -> Response
    private let observer: @Sendable (ServerEvent) -> Void
    private let state = Monitor(State.new)

    /// - Parameters:
    ///   - bodyLimit: the largest body, in bytes, for a request of which only the head has come. Runs on the poller: it must only look things up.
    ///   - refusal: the page for what the server itself answers (400, 408, 413, 414, 417, 431, 500, 501, 503, 505), which is given an id of its own
    ///     where nothing became a request; may run on the poller too.
    ///   - observer: hears of what no handler sees; called from several threads.
    ///   - handler: answers a complete request; runs on a worker.
    package init(
        limits: ServerLimits = ServerLimits(), bodyLimit: @escaping @Sendable (Request) -> Int = { _ in 1_048_576 },
        refusal: @escaping @Sendable (Status, RequestID) -> Response = Server.plainRefusal,
        observer: @escaping @Sendable (ServerEvent) -> Void = { _ in }, handler: @escaping @Sendable (Request) -> Response
    ) {
        self.limits = limits
        self.handler = handler
        self.bodyLimit = bodyLimit
        self.refusal = refusal
        self.observer = observer
    }

    /// The status line as plain text.
    package static let plainRefusal: @Sendable (Status, RequestID) -> Response = { status, _ in .text("\(status.code) \(status.reason)\n", status: status) }

    /// Binds, starts the threads and comes back; may be called once. Gives the address in fact bound, with the port chosen when 0 was asked for.
    package func start(on address: ListenAddress) throws(ListenError) -> ListenAddress {
        guard state.withLock({ if case .new = $0 { true } else { false } }) else { throw .failed(address.description, code: EALREADY) }
        // sendfile has no flag against it.
        signal(SIGPIPE, SIG_IGN)
        raiseDescriptorLimit()
        let listener = try Listener(address, backlog: limits.backlog)
        guard let epoll = Epoll(), let wakeup = Wakeup() else {
            close(listener.descriptor)
            throw .failed(address.description, code: EMFILE)
        }
        let context = ServerContext(
            limits: limits, epoll: epoll, wakeup: wakeup, handler: handler, bodyLimit: bodyLimit, refusal: refusal, observer: observer)
        let pool = WorkerPool(context)
        guard pool.start(), ServerThread.start(stackBytes: 1_048_576, { [state] in Server.poll(context, pool, listener, state) }) else {
            pool.close()
            close(listener.descriptor)
            throw .failed(address.description, code: EAGAIN)
        }
        state.withLock { $0 = .running(context) }
        return listener.address
    }

    /// Stops taking requests, finishes those under way, and comes back when all is done or `stopTimeout` is over.
    /// A second call, from another thread, stops at once. False when something had to be broken off.
    @discardableResult
    package func stop() -> Bool {
        let running: (ServerContext, isSecond: Bool)? = state.withLock { state in
            guard case .running(let context) = state else { return nil }
            let isSecond = context.phase != .serving
            context.phase = isSecond ? .stopped : .draining
            return (context, isSecond)
        }
        guard let (context, isSecond) = running else { return true }
        context.wakeup.signal()
        if !isSecond, waitUntilStopped(milliseconds: limits.stopTimeout) { return context.phase == .draining }
        context.phase = .stopped
        context.wakeup.signal()
        _ = waitUntilStopped(milliseconds: 1_000)
        return false
    }

    private func waitUntilStopped(milliseconds: Int) -> Bool {
        state.wait(milliseconds: milliseconds) { if case .stopped = $0 { true } else { nil } } ?? false
    }

    private static func poll(_ context: ServerContext, _ pool: WorkerPool, _ listener: Listener, _ state: Monitor<State>) {
        var poller = Poller(context, pool, listener)
        poller.run()
        pool.close()
        // A handler that hangs must not keep the program from ending.
        _ = pool.waitUntilEnded(milliseconds: context.phase == .stopped ? 500 : context.limits.stopTimeout)
        state.withLock { $0 = .stopped }
        state.wakeAll()
    }

    /// Each connection takes a descriptor, and the soft limit is often 1,024.
    private func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        let wanted = min(limit.rlim_max, rlim_t(limits.maximumConnections + 512))
        guard limit.rlim_cur < wanted else { return }
        limit.rlim_cur = wanted
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
