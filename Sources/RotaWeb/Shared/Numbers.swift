/// Numbers as people type them.
enum Numbers {
    /// A whole number without sign or separators; nil for anything else, and outside the range.
    static func whole(_ text: String, in range: ClosedRange<Int>) -> Int? {
        let text = text.trimmingSpaces
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text) else { return nil }
        return range.contains(value) ? value : nil
    }

    /// A number with at most two decimals after a point; nil for anything else, and outside the range.
    static func decimal(_ text: String, in range: ClosedRange<Double>) -> Double? {
        let parts = text.trimmingSpaces.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let units = whole(String(first), in: 0...999_999_999) else { return nil }
        guard parts.count == 2 else { return range.contains(Double(units)) ? Double(units) : nil }
        let decimals = parts[1]
        guard (1...2).contains(decimals.utf8.count), let hundredths = whole(decimals.utf8.count == 1 ? "\(decimals)0" : String(decimals), in: 0...99) else {
            return nil
        }
        let value = Double(units) + Double(hundredths) / 100
        return range.contains(value) ? value : nil
    }

    /// "9", "8.5"
    static func words(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return Int(exactly: rounded).map { String($0) } ?? String(rounded)
    }
}
