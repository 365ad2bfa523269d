/// Wall-clock time in Europe/London: an hour ahead of UTC from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC.
package enum London {
    /// Seconds that the London clock is ahead of UTC.
    package static func offset(at instant: Instant) -> Int {
        let year = Day(number: Int((Double(instant.seconds) / 86_400).rounded(.down))).year
        guard let march = Day(year: year, month: 3, day: 31), let october = Day(year: year, month: 10, day: 31) else { return 0 }
        let start = (march - (march.weekday.index + 1) % 7).number * 86_400 + 3_600
        let end = (october - (october.weekday.index + 1) % 7).number * 86_400 + 3_600
        return start <= instant.seconds && instant.seconds < end ? 3_600 : 0
    }

    package static func day(at instant: Instant) -> Day {
        Day(number: Int((Double(instant.seconds + offset(at: instant)) / 86_400).rounded(.down)))
    }

    package static func time(at instant: Instant) -> TimeOfDay {
        let local = instant.seconds + offset(at: instant)
        let second = local - day(at: instant).number * 86_400
        return TimeOfDay(minutes: second / 60)
    }
}

/// A time of the day in whole minutes, 0 to 1439.
package struct TimeOfDay: Sendable, Hashable, Comparable {
    package let minutes: Int

    package init(minutes: Int) { self.minutes = min(max(minutes, 0), 1_439) }

    /// "8:30am", "5pm", "midday", "midnight"
    package var words: String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        if minute == 0, hour == 0 { return "midnight" }
        if minute == 0, hour == 12 { return "midday" }
        let clock = hour % 12 == 0 ? 12 : hour % 12
        let past = minute == 0 ? "" : minute < 10 ? ":0\(minute)" : ":\(minute)"
        return "\(clock)\(past)\(hour < 12 ? "am" : "pm")"
    }

    package static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.minutes < b.minutes }
}
