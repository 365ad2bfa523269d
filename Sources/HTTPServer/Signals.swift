import Glibc
import Locks

/// What an operator says to the running program by signals (conventions §3), taken one after the other by whoever waits for them.
package enum Signals: Sendable, Equatable {
    /// SIGTERM, SIGINT: end; a second one ends now.
    case stop
    /// SIGHUP: read certificates and the log's level again.
    case reload
    /// SIGUSR1: make a backup.
    case backup

    /// Call at the start of `main`, before there is another thread: a thread that does not block them would be ended by them.
    package static func block() {
        var set = Signals.set
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for the next one.
    package static func next() -> Signals {
        var set = Signals.set, signal: Int32 = 0
        while sigwait(&set, &signal) != 0 {}
        return switch signal {
        case SIGHUP: .reload
        case SIGUSR1: .backup
        default: .stop
        }
    }

    private static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGUSR1] { sigaddset(&set, signal) }
        return set
    }
}

extension Server {
    /// What else is done at a signal, on the thread that waits for signals, so it must not take long; but `reload`, which reads files, has a thread of its own.
    package struct SignalActions {
        package var reload: @Sendable () -> Void = {}
        package var backup: () -> Void = {}
        /// The first stop has come; requests under way are still finished.
        package var stopping: () -> Void = {}
        /// The second one has; runs on a thread of its own.
        package var stoppingNow: @Sendable () -> Void = {}

        package init() {}
    }

    /// Waits for a stop signal, then stops; a second signal stops at once. False when something had to be broken off.
    package func serveUntilSignalled(_ actions: SignalActions = SignalActions()) -> Bool {
        waiting: while true {
            switch Signals.next() {
            case .stop: break waiting
            case .reload:
                let reload = actions.reload
                _ = PlainThread.start(stackBytes: 1_048_576, reload)
            case .backup: actions.backup()
            }
        }
        actions.stopping()
        let stoppingNow = actions.stoppingNow
        // Without a thread to spare the first stop still ends by its deadline.
        _ = PlainThread.start(stackBytes: 1_048_576) { [self] in
            while Signals.next() != .stop {}
            stoppingNow()
            stop()
            // Whatever else the program still waits for, such as a backup, is broken off; what was acknowledged is on the disk.
            sleep(2)
            _exit(1)
        }
        return stop()
    }
}
