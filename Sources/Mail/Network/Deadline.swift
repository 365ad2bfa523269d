import Glibc

/// When to stop waiting, by a clock that never runs backwards.
struct Deadline {
    private let end: Int

    init(milliseconds: Int) { end = Deadline.now + milliseconds }

    var milliseconds: Int { max(0, end - Deadline.now) }

    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
    }

    enum Outcome { case ready, late, cancelled }

    /// Waits until the descriptor can be read (POLLIN) or written (POLLOUT).
    func wait(_ descriptor: Int32, _ events: Int32, _ watch: Watch) -> Outcome {
        while true {
            if watch.isCancelled() { return .cancelled }
            var wanted = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
            let count = poll(&wanted, 1, Int32(min(milliseconds, 200)))
            if count > 0 { return .ready }
            if count < 0, errno != EINTR { return .ready }
            if milliseconds == 0 { return .late }
        }
    }
}
