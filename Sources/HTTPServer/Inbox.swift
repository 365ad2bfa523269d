import Synchronization

/// How other threads reach a poller: with connections to take over, and with connections to look at again.
final class Inbox: Sendable {
    struct Mail {
        var adopted: [ClientConnection] = []
        var revisited: [ClientConnection] = []

        var isEmpty: Bool { adopted.isEmpty && revisited.isEmpty }
    }

    let epoll: Epoll
    let wakeup: Wakeup
    private let mail = Mutex(Mail())
    private let rounds = Atomic<Int>(0)

    /// Nil when the system has no descriptor left.
    init?() {
        guard let epoll = Epoll(), let wakeup = Wakeup() else { return nil }
        self.epoll = epoll
        self.wakeup = wakeup
    }

    func adopt(_ connection: ClientConnection) { post { $0.adopted.append(connection) } }

    func revisit(_ connection: ClientConnection) { post { $0.revisited.append(connection) } }

    func take() -> Mail {
        mail.withLock { mail in
            guard !mail.isEmpty else { return mail }
            defer { mail = Mail() }
            return mail
        }
    }

    /// How often the poller has gone round.
    var roundCount: Int { rounds.load(ordering: .relaxed) }

    func countRound() { rounds.wrappingAdd(1, ordering: .relaxed) }

    private func post(_ add: (inout Mail) -> Void) {
        let wasEmpty = mail.withLock { mail in
            defer { add(&mail) }
            return mail.isEmpty
        }
        if wasEmpty { wakeup.signal() }
    }
}
