/// A decimal number as people type and read it: "20.5", "60 %", "+0.5", "−1".
enum NumberAnswer {
    /// Above this no number of a form makes sense (as in a practice file).
    static let largest: Double = 1_000_000

    /// Nil for anything but digits with one point, a sign before and a unit after, which counts for nothing.
    static func parse(_ text: String) -> Double? {
        var scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.properties.generalCategory != .format }
        while let last = scalars.last, last == "%" || last.properties.isAlphabetic { scalars.removeLast() }
        var sign = 1.0
        if let first = scalars.first, "+-\u{2212}\u{2013}".unicodeScalars.contains(first) {
            sign = first == "+" ? 1 : -1
            scalars.removeFirst()
        }
        let isPlain = scalars.allSatisfy { ("0"..."9").contains($0) || $0 == "." } && scalars.contains { $0 != "." } && scalars.count <= 20
        guard isPlain, let value = Double(String(String.UnicodeScalarView(scalars))), value <= largest else { return nil }
        return sign * value
    }

    /// Whether it is a whole number of halves (S0.32).
    static func isHalfStep(_ value: Double) -> Bool { (value * 2).rounded() == value * 2 }

    /// "20", "20.5"
    static func words(_ value: Double) -> String {
        let whole = value.rounded()
        return whole == value && abs(value) <= largest * 2 ? String(Int(whole)) : String(value)
    }

    /// "+0.5", "−1"
    static func signed(_ value: Double) -> String { value < 0 ? "\u{2212}\(words(-value))" : "+\(words(value))" }
}
