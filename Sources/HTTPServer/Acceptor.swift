import Glibc

/// The doors of the server: takes connections in as long as there is room, and says which poller each belongs to. On its way out
/// all are the first one's, which it works for.
struct Acceptor {
    private(set) var listeners: [Listener]
    private(set) var isPaused = false
    private let epoll: Epoll
    private var turn = 0

    init(_ listeners: [Listener], _ epoll: Epoll) {
        self.listeners = listeners
        self.epoll = epoll
    }

    func begin() { for listener in listeners { epoll.watch(listener.descriptor) } }

    func listener(_ descriptor: Int32) -> Listener? { listeners.first { $0.descriptor == descriptor } }

    /// Calls `body` with each connection that has come, and with the inbox of the poller that is to have it.
    mutating func accept(from listener: Listener, _ server: ServerContext, _ body: (ClientConnection, Inbox) -> Void) {
        for _ in 0..<64 {
            guard server.openConnections < server.limits.maximumConnections else { return pause() }
            switch listener.accept() {
            case .connection(let descriptor, let address):
                guard server.admits(address) else {
                    Glibc.close(descriptor)
                    server.hooks.observer(.crowded(remoteAddress: address))
                    continue
                }
                guard let transport = listener.transport(descriptor) else {
                    Glibc.close(descriptor)
                    server.crowd.leave(address)
                    server.hooks.observer(.exhausted(code: ENOMEM))
                    continue
                }
                // Counted before the phase is looked at: the other pollers end only when they see that there is nobody left.
                server.countOpened()
                turn = server.phase == .serving ? (turn + 1) % server.inboxes.count : 0
                let inbox = server.inboxes[turn]
                body(ClientConnection(transport, remoteAddress: address, server: server, inbox: inbox), inbox)
            case .failed: continue
            case .noneWaiting: return
            case .exhausted(let code):
                server.hooks.observer(.exhausted(code: code))
                return pause()
            }
        }
    }

    /// Clients wait in the backlog until the next sweep finds room.
    private mutating func pause() {
        guard !isPaused else { return }
        for listener in listeners { epoll.unwatch(listener.descriptor) }
        isPaused = true
    }

    mutating func resume(_ server: ServerContext) {
        guard isPaused, server.openConnections < server.limits.maximumConnections else { return }
        isPaused = false
        begin()
    }

    mutating func close() {
        for listener in listeners { listener.close() }
        listeners = []
        isPaused = false
    }
}
