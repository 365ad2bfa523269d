import Glibc
import Locks

/// One body on its way to the disk: who asked for it, whether it is done, and how it ended.
///
/// `@unchecked Sendable`: `body` is touched by the leader alone, and all else only under the queue's lock.
final class PendingWrite: @unchecked Sendable {
    enum Stage {
        case waiting
        /// Its thread is to run what waits, itself included.
        case leading
        case done
    }

    /// Whether it must be on the disk before it counts as done.
    let isDurable: Bool
    /// Whether its thread sleeps until it is done.
    let isAwaited: Bool
    let thread = pthread_self()
    private var body: ((Connection) throws -> Void)?
    /// For who does not wait: hears, outside the lock, how it ended.
    private let ended: (@Sendable ((any Error)?) -> Void)?
    var stage = Stage.waiting
    private(set) var failure: (any Error)?
    /// Only who finds somebody else leading needs one.
    var woken: Condition?

    /// A body whose thread waits.
    init(isDurable: Bool, _ body: @escaping (Connection) throws -> Void) {
        self.isDurable = isDurable
        isAwaited = true
        self.body = body
        ended = nil
    }

    /// A body that nobody waits for.
    init(_ body: @escaping @Sendable (Connection) throws -> Void, ended: @escaping @Sendable ((any Error)?) -> Void) {
        isDurable = false
        isAwaited = false
        self.body = body
        self.ended = ended
    }

    /// Runs the body, and lets go of it: what it captures may not outlive the call that brought it.
    func run(_ connection: Connection) throws {
        guard let body else { return }
        self.body = nil
        try body(connection)
    }

    /// For good; the thread that waits goes on.
    func end(_ failure: (any Error)?) {
        body = nil
        self.failure = failure
        stage = .done
        woken?.wakeAll()
    }

    /// After `end`, for a body that nobody waits for.
    func report(_ failure: (any Error)?) {
        if let ended { ended(failure) }
    }
}
