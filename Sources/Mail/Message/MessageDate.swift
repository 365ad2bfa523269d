import Glibc

/// `Sun, 22 Nov 2026 08:31:00 +0000` (RFC 5322 §3.3), in UTC.
enum MessageDate {
    static func words(_ seconds: Int) -> [String] {
        var time = time_t(seconds), parts = tm()
        gmtime_r(&time, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
        return ["\(days[Int(parts.tm_wday) % 7]),", "\(parts.tm_mday)", months[Int(parts.tm_mon) % 12], "\(1_900 + Int(parts.tm_year))", clock, "+0000"]
    }
}
