import CLinux
import Glibc
import HTTP

/// A thread on which connections wait: it gathers requests until they are complete, answers what can be answered at once, finishes sending what a
/// socket did not take, and ends what is overdue. It never runs the handler, so no request can hold it up, and no slow client a worker.
///
/// The first poller accepts, and deals the connections out to all in turn.
final class Poller {
    private let server: ServerContext
    private let inbox: Inbox
    private var acceptor: Acceptor?
    /// By descriptor. A connection that a worker closed stays until the next sweep or until its descriptor is used again.
    private var connections: [ClientConnection?] = []
    private var open = 0
    private var ordinary: [Job] = []
    private var costly: [Job] = []
    private var tools = ThreadTools()
    private var nextSweep = 0
    private var hasDrained = false
    private var memory = MemoryReturn()

    init(_ server: ServerContext, _ inbox: Inbox, _ acceptor: Acceptor?) {
        self.server = server
        self.inbox = inbox
        self.acceptor = acceptor
    }

    /// Runs until the server has stopped and its connections have ended.
    func run() {
        let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 256)
        defer { events.deallocate() }
        inbox.epoll.watch(inbox.wakeup.descriptor)
        acceptor?.begin()
        while server.phase != .stopped, !(hasDrained && server.openConnections == 0) {
            inbox.epoll.wait(milliseconds: timeout, into: events) { descriptor, news in handle(descriptor, news) }
            inbox.countRound()
            readMail()
            dispatch()
            if server.phase == .draining, !hasDrained { drain() }
            sweepIfDue()
        }
        acceptor?.close()
        for connection in connections { connection?.closeIfParked() }
    }

    private var timeout: Int32 {
        open == 0 && acceptor?.isPaused != true && !hasDrained ? -1 : Int32(clamping: max(0, nextSweep - ServerClock.milliseconds))
    }

    private func handle(_ descriptor: Int32, _ news: SocketNews) {
        if descriptor == inbox.wakeup.descriptor { return inbox.wakeup.clear() }
        if let listener = acceptor?.listener(descriptor) { return accept(from: listener) }
        guard let index = Int(exactly: descriptor), connections.indices.contains(index), let connection = connections[index] else { return }
        progress(connection, news)
    }

    private func progress(_ connection: ClientConnection, _ news: SocketNews) {
        guard let request = connection.progress(news, &tools) else { return }
        let job = Job(connection: connection, request: request)
        switch server.hooks.lane(request) {
        case .ordinary: ordinary.append(job)
        case .costly: costly.append(job)
        }
    }

    private func readMail() {
        let mail = inbox.take()
        for connection in mail.adopted { adopt(connection) }
        for connection in mail.revisited { progress(connection, []) }
    }

    /// Hands over all requests of one round at once: one lock and few wake-ups for many clients.
    private func dispatch() {
        dispatch(&ordinary, .ordinary)
        dispatch(&costly, .costly)
    }

    private func dispatch(_ jobs: inout [Job], _ lane: Lane) {
        guard !jobs.isEmpty else { return }
        server.queue(lane).submit(&jobs)
        guard !jobs.isEmpty else { return }
        // Requests pipelined behind a refused one meet the same queue, after others have had their turn.
        jobs = jobs.compactMap(refuse)
        if !jobs.isEmpty { inbox.wakeup.signal() }
    }

    /// No room in the queue: 503 at once.
    private func refuse(_ job: Job) -> Job? {
        let response = server.overloaded(job, "queue is full")
        return job.connection.answer(response, to: job.request, &tools, holdingBack: false).map { Job(connection: job.connection, request: $0) }
    }

    private func accept(from listener: Listener) {
        acceptor?.accept(from: listener, server) { connection, owner in
            if owner === inbox { adopt(connection) } else { owner.adopt(connection) }
        }
        if acceptor?.isPaused == true { nextSweep = min(nextSweep, ServerClock.milliseconds + server.limits.sweepInterval) }
    }

    private func adopt(_ connection: ClientConnection) {
        let index = Int(connection.descriptor)
        while connections.count <= index { connections.append(contentsOf: repeatElement(nil, count: 1_024)) }
        if connections[index] == nil { open += 1 }
        connections[index] = connection
        if open == 1 { nextSweep = ServerClock.milliseconds + server.limits.sweepInterval }
        if !inbox.epoll.add(connection.descriptor) { connection.closeIfParked() }
        if hasDrained { connection.beginDraining(&tools) }
    }

    private func sweepIfDue() {
        let now = ServerClock.milliseconds
        guard now >= nextSweep else { return }
        nextSweep = now + server.limits.sweepInterval
        for (index, connection) in connections.enumerated() {
            guard let connection, connection.expire(now: now, &tools) else { continue }
            connections[index] = nil
            open -= 1
        }
        acceptor?.resume(server)
        if acceptor != nil, memory.isDue(bufferedBytes: server.bufferedBytes, connections: server.openConnections) { MemoryReturn.begin() }
    }

    /// Takes in who already waited at the door, shuts it, and lets the idle go.
    private func drain() {
        hasDrained = true
        for listener in acceptor?.listeners ?? [] {
            for _ in 0...server.limits.backlog / 64 { accept(from: listener) }
        }
        acceptor?.close()
        for connection in connections { connection?.beginDraining(&tools) }
        nextSweep = ServerClock.milliseconds
    }
}
