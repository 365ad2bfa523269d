/// A moment: whole seconds since 1970-01-01T00:00:00Z.
package struct Instant: Sendable, Hashable, Comparable {
    package let seconds: Int

    /// Seconds in a day of UTC.
    static let day = 86_400

    package init(seconds: Int) { self.seconds = seconds }

    /// Reads exactly `YYYY-MM-DDThh:mm:ssZ`; nil for anything else.
    package init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A, bytes[19] == 0x5A,
            let day = Day(iso: String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = Instant.twoDigits(bytes[11...12]), let minute = Instant.twoDigits(bytes[14...15]), let second = Instant.twoDigits(bytes[17...18]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        seconds = day.number * Instant.day + hour * 3_600 + minute * 60 + second
    }

    private static func twoDigits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// `2026-11-23T08:31:00Z`
    package var iso: String {
        let second = secondOfDay
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(utcDay.iso)T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }

    /// The date in UTC.
    package var utcDay: Day { Day(number: (seconds - secondOfDay) / Instant.day) }

    /// Seconds since midnight UTC, 0 to 86,399.
    private var secondOfDay: Int {
        let rest = seconds % Instant.day
        return rest < 0 ? rest + Instant.day : rest
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
    package static func + (instant: Instant, seconds: Int) -> Instant { Instant(seconds: instant.seconds + seconds) }
    package static func - (instant: Instant, seconds: Int) -> Instant { Instant(seconds: instant.seconds - seconds) }
    /// Seconds from `b` to `a`.
    package static func - (a: Instant, b: Instant) -> Int { a.seconds - b.seconds }
}
