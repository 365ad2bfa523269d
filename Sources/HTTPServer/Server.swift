import CLinux
import Glibc
import HTTP
import Locks
import Synchronization

/// An HTTP/1.1 server: a few pollers for all waiting, fixed pools of threads for all handling.
///
/// Handlers are synchronous and never throw. They may take their time: each holds one worker and nothing else.
package final class Server: Sendable {
    private enum State {
        case new
        case running(Running)
        case stopped
    }

    private struct Running {
        let context: ServerContext
        var pollersLeft: Int
    }

    /// How busy the server is.
    package struct Load: Sendable, Equatable {
        package var connections = 0
        package var queued = 0
        package var costlyQueued = 0
        /// Bytes of unfinished requests and of answers not yet taken.
        package var bufferedBytes = 0
    }

    private let limits: ServerLimits
    private let hooks: ServerHooks
    private let state = Monitor(State.new)
    private let cut = Atomic<Int>(0)

    package init(limits: ServerLimits = ServerLimits(), hooks: ServerHooks) {
        self.limits = limits
        self.hooks = hooks
    }

    /// Binds, starts the threads and comes back; may be called once. Gives the addresses in fact bound, with the port chosen where 0 was asked for.
    package func start(on doors: [Door]) throws(ListenError) -> [ListenAddress] {
        let name = doors.map(\.address.description).joined(separator: ", ")
        guard state.withLock({ if case .new = $0 { true } else { false } }) else { throw .failed(name, code: EALREADY) }
        // sendfile has no flag against it.
        signal(SIGPIPE, SIG_IGN)
        raiseDescriptorLimit()
        limitMemoryPools()
        let listeners = try open(doors)
        guard start(listeners) else {
            for listener in listeners { listener.close() }
            throw .failed(name, code: EAGAIN)
        }
        return listeners.map(\.address)
    }

    /// The same, without TLS.
    package func start(on addresses: [ListenAddress]) throws(ListenError) -> [ListenAddress] { try start(on: addresses.map { Door($0) }) }

    /// Stops taking requests, finishes those under way, and comes back when all is done or `stopTimeout` is over.
    /// A second call, from another thread, stops at once. False when something had to be broken off.
    @discardableResult
    package func stop() -> Bool {
        let running: (ServerContext, isSecond: Bool)? = state.withLock { state in
            guard case .running(let running) = state else { return nil }
            let isSecond = running.context.phase != .serving
            if isSecond { stopNow(running.context) } else { running.context.phase = .draining }
            return (running.context, isSecond)
        }
        guard let (context, isSecond) = running else { return true }
        context.wakeAll()
        if !isSecond, waitUntilStopped(milliseconds: limits.stopTimeout) { return context.phase == .draining }
        if !isSecond { stopNow(context) }
        context.wakeAll()
        // Clients that never finished their request, or never took their answer, are no request broken off.
        return waitUntilStopped(milliseconds: 1_500) && !context.hasHandlersLeft && !isSecond
    }

    /// Counted before the pollers hear of it, who end what is open at once; who waits in `stop` reads the number then.
    private func stopNow(_ context: ServerContext) {
        guard context.phase != .stopped else { return }
        cut.store(context.openConnections, ordering: .sequentiallyConsistent)
        context.phase = .stopped
    }

    /// How many connections `stop` did not wait for.
    package var brokenOff: Int { cut.load(ordering: .sequentiallyConsistent) }

    package var load: Load {
        guard let context else { return Load() }
        return Load(
            connections: context.openConnections, queued: context.queue(.ordinary).count, costlyQueued: context.queue(.costly).count,
            bufferedBytes: context.bufferedBytes)
    }

    /// Whether every poller goes round within so many milliseconds: the sign of life for a watchdog.
    package func isAlive(within milliseconds: Int) -> Bool {
        guard let context else { return false }
        let before = context.inboxes.map(\.roundCount)
        context.wakeAll()
        let end = ServerClock.milliseconds + milliseconds
        while zip(context.inboxes, before).contains(where: { $0.roundCount == $1 }) {
            if ServerClock.milliseconds > end { return false }
            usleep(2_000)
        }
        return true
    }

    private var context: ServerContext? {
        state.withLock { if case .running(let running) = $0 { running.context } else { nil } }
    }

    private func open(_ doors: [Door]) throws(ListenError) -> [Listener] {
        var listeners: [Listener] = []
        do throws(ListenError) {
            for door in doors { listeners.append(try Listener(door, backlog: limits.backlog)) }
        } catch {
            for listener in listeners { listener.close() }
            throw error
        }
        return listeners
    }

    /// False when the system has no descriptor or thread left.
    private func start(_ listeners: [Listener]) -> Bool {
        let inboxes = (0..<max(1, limits.pollers)).compactMap { _ in Inbox() }
        guard let first = inboxes.first, inboxes.count == max(1, limits.pollers) else { return false }
        let context = ServerContext(limits: limits, hooks: hooks, inboxes: inboxes)
        let pools = [WorkerPool(context, .ordinary), WorkerPool(context, .costly)]
        state.withLock { $0 = .running(Running(context: context, pollersLeft: inboxes.count)) }
        var started = pools.allSatisfy { $0.start() }
        // The one that owns the listeners comes last: until it runs they are ours to close.
        for inbox in inboxes.reversed() where started {
            started = PlainThread.start(stackBytes: 1_048_576) { [state] in
                Poller(context, inbox, inbox === first ? Acceptor(listeners, inbox.epoll) : nil).run()
                Server.pollerEnded(context, pools, state)
            }
        }
        guard !started else { return true }
        context.phase = .stopped
        context.wakeAll()
        for pool in pools { pool.close() }
        state.withLock { $0 = .stopped }
        return false
    }

    /// The last one to end puts out the lights.
    private static func pollerEnded(_ context: ServerContext, _ pools: [WorkerPool], _ state: Monitor<State>) {
        let isLast = state.withLock { state in
            guard case .running(var running) = state else { return false }
            running.pollersLeft -= 1
            state = .running(running)
            return running.pollersLeft == 0
        }
        guard isLast else { return }
        for pool in pools { pool.close() }
        // A handler that hangs must not keep the program from ending.
        for pool in pools where !pool.waitUntilEnded(milliseconds: context.phase == .stopped ? 500 : context.limits.stopTimeout) { context.hasHandlersLeft = true }
        state.change { $0 = .stopped }
    }

    private func waitUntilStopped(milliseconds: Int) -> Bool {
        state.wait(atMost: .milliseconds(milliseconds)) { if case .stopped = $0 { true } else { nil } } ?? false
    }

    /// malloc gives each thread a pool of memory of its own, up to eight for each processor, and what one thread frees another can't use.
    private func limitMemoryPools() { mallopt(M_ARENA_MAX, Int32(max(2, ServerLimits.processors))) }

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
