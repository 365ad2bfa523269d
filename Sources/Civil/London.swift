/// Wall-clock time in Europe/London: an hour ahead of UTC from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC.
///
/// That is the rule in force since 1996; dates before that are told by it too.
package enum London {
    private static let hour = 3_600

    /// Seconds that the London clock is ahead of UTC.
    package static func offset(at instant: Instant) -> Int {
        let year = instant.utcDay.year
        guard let march = Day(year: year, month: 3, day: 31), let october = Day(year: year, month: 10, day: 31) else { return 0 }
        return change(march) <= instant && instant < change(october) ? hour : 0
    }

    /// 01:00 UTC on the last Sunday of the month that ends on this day.
    private static func change(_ lastOfMonth: Day) -> Instant {
        let sunday = lastOfMonth - (lastOfMonth.weekday.index + 1) % 7
        return Instant(seconds: sunday.number * Instant.day + hour)
    }

    package static func day(at instant: Instant) -> Day { (instant + offset(at: instant)).utcDay }

    package static func time(at instant: Instant) -> TimeOfDay {
        let local = instant + offset(at: instant)
        return TimeOfDay(minutes: (local.seconds - local.utcDay.number * Instant.day) / 60)
    }

    /// The moment at which the clock shows this time: the first of the two in October's repeated hour.
    /// A time in March's missing hour is told by the clock before the change, so that 1:30am means what the new clock calls 2:30am.
    package static func instant(_ day: Day, _ time: TimeOfDay) -> Instant {
        let local = Instant(seconds: day.number * Instant.day + time.minutes * 60)
        let summer = local - hour
        return offset(at: summer) == hour ? summer : local
    }

    package static func startOfDay(_ day: Day) -> Instant { instant(day, TimeOfDay(minutes: 0)) }
}
