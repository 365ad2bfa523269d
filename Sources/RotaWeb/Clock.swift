import Civil
import Glibc

/// Where time comes from, so that a test can stand on any date.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant

    package init(now: @escaping @Sendable () -> Instant) { self.now = now }

    /// Whole seconds need no finer clock, and this one is read without a system call.
    package static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return Instant(seconds: time.tv_sec)
    }

    /// Nanoseconds that never run backwards; only differences mean anything.
    static var nanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
