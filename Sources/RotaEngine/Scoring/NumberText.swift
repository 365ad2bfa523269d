/// Numbers written as the reference scorer writes them, without a locale and without Foundation.
package enum NumberText {
    /// At most two decimals, correctly rounded from the exact binary value (ties to even), without trailing zeros:
    /// Python's `f"{value:.2f}"` stripped. The value is not negative and below 2^53.
    package static func decimal(_ value: Double) -> String {
        let (whole, rest) = rounded(value, scale: 100)
        if rest == 0 { return String(whole) }
        if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
        return "\(whole)." + (rest < 10 ? "0\(rest)" : String(rest))
    }

    /// At most six decimals without trailing zeros.
    package static func precise(_ value: Double) -> String {
        let (whole, rest) = rounded(value, scale: 1_000_000)
        guard rest != 0 else { return String(whole) }
        var digits = String(rest + 1_000_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    /// Halves and whole numbers, as Python's `:g` writes them.
    static func general(_ value: Double) -> String { decimal(value) }

    /// "1 half-day", "2.5 half-days"
    static func counted(_ count: Double, _ noun: String) -> String { "\(decimal(count)) \(noun)\(count == 1 ? "" : "s")" }

    /// With a comma between thousands.
    package static func grouped(_ value: Int) -> String {
        var text = ""
        for (place, digit) in String(value).reversed().enumerated() {
            if place > 0, place % 3 == 0, digit != "-" { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// The whole part and the rest in units of 1/`scale`, to the nearest unit of the exact binary value.
    private static func rounded(_ value: Double, scale: UInt64) -> (whole: UInt64, units: UInt64) {
        guard value > 0 else { return (0, 0) }
        let whole = UInt64(exactly: value.rounded(.down)) ?? UInt64.max
        let fraction = value - value.rounded(.down)
        guard fraction > 0 else { return (whole, 0) }
        // fraction = significand / 2^shift exactly.
        let shift = 52 - Int(fraction.exponent)
        let (high, low) = (fraction.significandBitPattern | 1 << 52).multipliedFullWidth(by: scale)
        guard fraction.isNormal, shift < 128 else { return (whole, 0) }
        let quotient = shift < 64 ? high << UInt64(64 - shift) | low >> UInt64(shift) : high >> UInt64(shift - 64)
        let highRest = shift < 64 ? 0 : high & ((1 << UInt64(shift - 64)) - 1)
        let lowRest = shift < 64 ? low & ((1 << UInt64(shift)) - 1) : low
        let half: (high: UInt64, low: UInt64) = shift <= 64 ? (0, 1 << UInt64(shift - 1)) : (1 << UInt64(shift - 65), 0)
        let isAbove = highRest > half.high || highRest == half.high && lowRest > half.low
        let isTie = highRest == half.high && lowRest == half.low
        let units = quotient + (isAbove || isTie && quotient % 2 == 1 ? 1 : 0)
        return units == scale ? (whole + 1, 0) : (whole, units)
    }

    /// Padded with spaces on the left.
    static func right(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
    /// Padded with spaces on the right.
    static func left(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }

    /// "1 gap", "1,200 gaps"; `many` where it is not `one` with an s.
    package static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String { "\(grouped(count)) \(count == 1 ? one : many ?? one + "s")" }
}
