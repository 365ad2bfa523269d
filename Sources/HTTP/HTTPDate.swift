/// Instants as HTTP writes them (RFC 9110 §5.6.7), by hand: a formatter made anew costs more than a whole answer.
package enum HTTPDate {
    /// IMF-fixdate, 29 bytes, such as `Sun, 06 Nov 1994 08:49:37 GMT`, of seconds since 1970.
    package static func format(_ seconds: Int) -> String {
        String(decoding: bytes(seconds), as: UTF8.self)
    }

    package static func bytes(_ seconds: Int) -> [UInt8] {
        // A file's time may be any; the form has room for the years 1 to 9999.
        let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
        let (days, time) = floorDivide(seconds, 86_400)
        let date = civil(fromDays: days)
        var out: [UInt8] = []
        out.reserveCapacity(29)
        out += weekdays[floorDivide(days + 4, 7).remainder].utf8
        out += ", ".utf8
        append(date.day, 2, to: &out)
        out.append(ASCII.space)
        out += months[date.month - 1].utf8
        out.append(ASCII.space)
        append(date.year, 4, to: &out)
        out.append(ASCII.space)
        append(time / 3_600, 2, to: &out)
        out.append(UInt8(ascii: ":"))
        append(time / 60 % 60, 2, to: &out)
        out.append(UInt8(ascii: ":"))
        append(time % 60, 2, to: &out)
        out += " GMT".utf8
        return out
    }

    /// Seconds since 1970 of any of the three forms a recipient must read; nil for anything else.
    /// `now` resolves the two-digit year of the RFC 850 form: never more than 50 years ahead.
    package static func parse(_ text: String, now: Int) -> Int? {
        let words = text.utf8.split(separator: ASCII.space).map { String(Substring($0)) }
        switch words.count {
        case 6 where words[5] == "GMT" && words[0].utf8.count == 4 && words[0].hasSuffix(","):
            return instant(day: words[1], month: words[2], year: number(words[3], digits: 4), time: words[4])
        case 4 where words[3] == "GMT" && words[0].hasSuffix("day,"):
            let parts = words[1].utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map { String(Substring($0)) }
            guard parts.count == 3, let short = number(parts[2], digits: 2) else { return nil }
            let thisYear = civil(fromDays: floorDivide(now, 86_400).quotient).year
            let guess = thisYear - thisYear % 100 + short
            return instant(day: parts[0], month: parts[1], year: guess > thisYear + 50 ? guess - 100 : guess, time: words[2])
        case 5 where words[0].utf8.count == 3:
            let day = words[2].utf8.count == 1 ? "0" + words[2] : words[2]
            return instant(day: day, month: words[1], year: number(words[4], digits: 4), time: words[3])
        default:
            return nil
        }
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func instant(day: String, month: String, year: Int?, time: String) -> Int? {
        let clock = time.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { number(String(Substring($0)), digits: 2) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2] else { return nil }
        guard let year, let day = number(day, digits: 2), let index = months.firstIndex(of: month) else { return nil }
        // A leap second is lawful and counts as the second after.
        guard hour < 24, minute < 60, second <= 60, year >= 1 else { return nil }
        let days = self.days(year: year, month: index + 1, day: day)
        guard civil(fromDays: days) == (year, index + 1, day) else { return nil }
        return days * 86_400 + hour * 3_600 + minute * 60 + second
    }

    private static func number(_ text: String, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
        return Int(text)
    }

    private static func append(_ value: Int, _ digits: Int, to out: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            out.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    /// Howard Hinnant's `days_from_civil`.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floorDivide(y, 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Howard Hinnant's `civil_from_days`.
    private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
