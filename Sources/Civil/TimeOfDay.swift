/// A time of the day in whole minutes, 0 to 1439.
package struct TimeOfDay: Sendable, Hashable, Comparable {
    package let minutes: Int

    package init(minutes: Int) { self.minutes = min(max(minutes, 0), 1_439) }

    /// Nil when there is no such time.
    package init?(hour: Int, minute: Int) {
        guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    /// Reads exactly `hh:mm`, 24-hour; nil for anything else.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == 0x3A else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        self.init(hour: digits[0] * 10 + digits[1], minute: digits[2] * 10 + digits[3])
    }

    package var hour: Int { minutes / 60 }
    package var minute: Int { minutes % 60 }

    /// `08:30`
    package var iso: String { "\(twoDigits(hour)):\(twoDigits(minute))" }

    /// "8:30am", "5pm", "midday", "midnight"
    package var words: String {
        if minute == 0, hour == 0 { return "midnight" }
        if minute == 0, hour == 12 { return "midday" }
        let clock = hour % 12 == 0 ? 12 : hour % 12
        return "\(clock)\(minute == 0 ? "" : ":\(twoDigits(minute))")\(hour < 12 ? "am" : "pm")"
    }

    private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    package static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.minutes < b.minutes }
}
