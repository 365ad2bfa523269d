import CLinux
import Glibc
import HTTP

/// The thread on which connections wait: it accepts them, gathers requests until they are complete, finishes sending what a socket
/// did not take at once, and ends what is overdue. It never runs a handler, so no client can hold it up, and no slow client a worker.
struct Poller {
    private let server: ServerContext
    private let pool: WorkerPool
    private var listener: Listener?
    private var isAccepting = true
    /// By descriptor. A connection that a worker closed stays until the next sweep or until its descriptor is used again.
    private var connections: [ClientConnection?] = []
    private var open = 0
    private var ready: [Job] = []
    private var tools = ThreadTools()
    private var nextSweep = 0
    private var hasDrained = false

    init(_ server: ServerContext, _ pool: WorkerPool, _ listener: Listener) {
        self.server = server
        self.pool = pool
        self.listener = listener
    }

    /// Runs until the server has stopped and its connections have ended.
    mutating func run() {
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 256)
        defer {
            scratch.deallocate()
            events.deallocate()
        }
        server.epoll.watch(server.wakeup.descriptor)
        if let listener { server.epoll.watch(listener.descriptor) }
        while server.phase != .stopped, !(hasDrained && server.openConnections == 0) {
            server.epoll.wait(milliseconds: timeout, into: events) { descriptor in handle(descriptor, scratch) }
            dispatch()
            if server.phase == .draining, !hasDrained { drain() }
            sweepIfDue()
        }
        closeListener()
        for connection in connections { connection?.closeIfParked() }
    }

    private var timeout: Int32 {
        open == 0 && isAccepting && !hasDrained ? -1 : Int32(clamping: max(0, nextSweep - ServerClock.milliseconds))
    }

    private mutating func handle(_ descriptor: Int32, _ scratch: UnsafeMutableRawBufferPointer) {
        if descriptor == listener?.descriptor { return accept() }
        if descriptor == server.wakeup.descriptor { return server.wakeup.clear() }
        guard let index = Int(exactly: descriptor), connections.indices.contains(index), let connection = connections[index] else { return }
        if let request = connection.progress(scratch, &tools) { ready.append(Job(connection: connection, request: request)) }
    }

    /// Hands over all requests of one round at once: one lock and few wake-ups for many clients.
    private mutating func dispatch() {
        guard !ready.isEmpty else { return }
        pool.submit(&ready)
        while let job = ready.popLast() { refuse(job) }
    }

    /// No room in the queue: 503, at once and in words a client understands (RFC 9110 §15.6.4, §10.2.3).
    private mutating func refuse(_ job: Job) {
        let id = job.request.id
        server.observer(.refused(.serviceUnavailable, id: id, reason: "queue is full", remoteAddress: job.connection.remoteAddress))
        var response = server.refusal(.serviceUnavailable, id)
        response.headers["Retry-After"] = String(server.limits.retryAfter)
        // Requests pipelined behind it meet the same queue.
        if let next = job.connection.answer(response, to: job.request, &tools, holdingBack: false) {
            ready.insert(Job(connection: job.connection, request: next), at: 0)
        }
    }

    private mutating func accept() {
        guard let listener else { return }
        for _ in 0..<64 {
            guard server.openConnections < server.limits.maximumConnections else { return pauseAccepting() }
            switch listener.accept() {
            case .connection(let descriptor, let address): adopt(descriptor, address)
            case .failed: continue
            case .noneWaiting: return
            case .exhausted(let code):
                server.observer(.exhausted(code: code))
                return pauseAccepting()
            }
        }
    }

    private mutating func adopt(_ descriptor: Int32, _ address: String) {
        let connection = ClientConnection(.plain(descriptor), remoteAddress: address, server: server)
        let index = Int(descriptor)
        while connections.count <= index { connections.append(contentsOf: repeatElement(nil, count: 1_024)) }
        if connections[index] == nil { open += 1 }
        connections[index] = connection
        if open == 1 { nextSweep = ServerClock.milliseconds + server.limits.sweepInterval }
        if !server.epoll.add(descriptor, .read) { connection.closeIfParked() }
    }

    /// Clients wait in the backlog until the next sweep finds room.
    private mutating func pauseAccepting() {
        guard let listener, isAccepting else { return }
        server.epoll.unwatch(listener.descriptor)
        isAccepting = false
        nextSweep = min(nextSweep, ServerClock.milliseconds + server.limits.sweepInterval)
    }

    private mutating func resumeAccepting() {
        guard let listener, !isAccepting, server.openConnections < server.limits.maximumConnections else { return }
        isAccepting = true
        server.epoll.watch(listener.descriptor)
    }

    private mutating func sweepIfDue() {
        let now = ServerClock.milliseconds
        guard now >= nextSweep else { return }
        nextSweep = now + server.limits.sweepInterval
        for (index, connection) in connections.enumerated() {
            guard let connection, connection.expire(now: now, &tools) else { continue }
            connections[index] = nil
            open -= 1
        }
        resumeAccepting()
    }

    /// Takes in who already waited at the door, shuts it, and lets the idle go.
    private mutating func drain() {
        accept()
        closeListener()
        for connection in connections { connection?.beginDraining() }
        hasDrained = true
        nextSweep = ServerClock.milliseconds
    }

    private mutating func closeListener() {
        guard let listener else { return }
        close(listener.descriptor)
        self.listener = nil
    }
}
