import CLinux
import Glibc

extension ServerLimits {
    /// Processors that this process may run on.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// The two clocks of the server, read without a system call.
enum ServerClock {
    /// Milliseconds that never run backwards; only differences mean anything.
    static var milliseconds: Int {
        let time = read(CLOCK_MONOTONIC_COARSE)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }

    /// Seconds since 1970.
    static var seconds: Int { read(CLOCK_REALTIME_COARSE).tv_sec }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
