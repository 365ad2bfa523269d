import Glibc

/// SIGTERM and SIGINT, taken one after the other by whoever waits for them instead of ending the process.
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
        return set
    }
}

extension Server {
    /// Waits for a stop signal, then stops; a second signal stops at once. False when something had to be broken off.
    package func serveUntilSignalled() -> Bool {
        StopSignals.wait()
        // Without a thread to spare the first stop still ends by its deadline.
        _ = ServerThread.start(stackBytes: 1_048_576) { [self] in
            StopSignals.wait()
            stop()
        }
        return stop()
    }
}
