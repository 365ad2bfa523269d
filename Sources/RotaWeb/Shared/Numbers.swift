import RotaDomain

/// Numbers as people type and read them.
enum Numbers {
    /// A whole number without sign or separators; nil for anything else, and outside the range.
    static func whole(_ text: String, in range: ClosedRange<Int>) -> Int? {
        let text = text.trimmingSpaces
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text) else { return nil }
        return range.contains(value) ? value : nil
    }

    /// "20.5", "60 %", "+0.5", "−1": digits with one point, a sign before and a unit after, which counts for nothing; nil for anything else.
    static func decimal(_ text: String) -> Double? {
        var scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.properties.generalCategory != .format }
        while let last = scalars.last, last == "%" || last.properties.isAlphabetic { scalars.removeLast() }
        var sign = 1.0
        if let first = scalars.first, "+-\u{2212}\u{2013}".unicodeScalars.contains(first) {
            sign = first == "+" ? 1 : -1
            scalars.removeFirst()
        }
        let isPlain = scalars.allSatisfy { ("0"..."9").contains($0) || $0 == "." } && scalars.contains { $0 != "." } && scalars.count <= 20
        guard isPlain, let value = Double(String(String.UnicodeScalarView(scalars))), value <= Check.largestNumber else { return nil }
        return sign * value
    }

    /// Whether it has at most two decimals.
    static func isHundredths(_ value: Double) -> Bool { (value * 100).rounded() / 100 == value }

    /// Whether it is a whole number of halves (S0.32).
    static func isHalfStep(_ value: Double) -> Bool { (value * 2).rounded() == value * 2 }

    /// "20", "20.5"
    static func words(_ value: Double) -> String { Int(exactly: value).map { String($0) } ?? String(value) }

    /// "2,727"
    static func grouped(_ value: Int) -> String {
        let digits = Array(String(abs(value)))
        let groups = stride(from: digits.count, to: 0, by: -3).reversed().map { String(digits[max(0, $0 - 3)..<$0]) }
        return (value < 0 ? "\u{2212}" : "") + groups.joined(separator: ",")
    }

    /// "+0.5", "−1"
    static func signed(_ value: Double) -> String { value < 0 ? "\u{2212}\(words(-value))" : "+\(words(value))" }
}
