import Glibc

/// SIGTERM, SIGINT and SIGHUP, taken one after the other by whoever waits for them instead of ending the process.
package enum StopSignals {
    /// Call at the start of `main`, before there is another thread: a thread that does not block them would be ended by them.
    package static func block() {
        var set = StopSignals.set
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for the next one and gives its number.
    @discardableResult
    package static func wait() -> Int32 {
        var set = StopSignals.set, signal: Int32 = 0
        while sigwait(&set, &signal) != 0 {}
        return signal
    }

    private static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGHUP)
        return set
    }
}

extension Server {
    /// Waits for a stop signal, then stops; a second signal stops at once. False when something had to be broken off.
    /// - Parameter onHangUp: called for each SIGHUP that comes before.
    package func serveUntilSignalled(onHangUp: () -> Void = {}) -> Bool {
        while StopSignals.wait() == SIGHUP { onHangUp() }
        // Without a thread to spare the first stop still ends by its deadline.
        _ = ServerThread.start(stackBytes: 1_048_576) { [self] in
            while StopSignals.wait() == SIGHUP {}
            stop()
        }
        return stop()
    }
}
