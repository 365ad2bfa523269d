import Civil
import Synchronization

/// How often each token may ask: so many times in each minute since its first. In memory, where a look costs less than a microsecond.
final class APIRateLimit: Sendable {
    struct Standing: Sendable {
        let isAllowed: Bool
        let remaining: Int
        /// Seconds until the count begins anew.
        let seconds: Int
    }

    static let perMinute = 600
    private let windows = Mutex<[Int: (start: Instant, count: Int)]>([:])

    func take(_ token: Int, at now: Instant) -> Standing {
        windows.withLock { windows in
            var window = windows[token] ?? (now, 0)
            // A clock that was put back begins anew too.
            if !(0..<60).contains(now - window.start) { window = (now, 0) }
            let isAllowed = window.count < Self.perMinute
            if isAllowed { window.count += 1 }
            windows[token] = window
            return Standing(isAllowed: isAllowed, remaining: Self.perMinute - window.count, seconds: 60 - (now - window.start))
        }
    }
}
