import Civil

/// The time of the day, in London, at which a backup is due: once for each date, whatever the clocks do. A time that March leaves out is told by the
/// clock before the change; of one that October repeats, the first counts.
package struct NightlyTime: Sendable, Equatable {
    private let time: TimeOfDay

    package init(_ time: TimeOfDay) { self.time = time }

    /// The last time that it was due.
    package func last(before now: Instant) -> Instant {
        let today = London.day(at: now), due = London.instant(today, time)
        return due <= now ? due : London.instant(today - 1, time)
    }

    /// The next time that it will be.
    package func next(after now: Instant) -> Instant {
        let today = London.day(at: now), due = London.instant(today, time)
        return due > now ? due : London.instant(today + 1, time)
    }

    /// Whether there has been none since it was last due.
    package func isDue(newest: Instant?, at now: Instant) -> Bool {
        guard let newest else { return true }
        return newest < last(before: now)
    }
}
