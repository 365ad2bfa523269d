extension TimeOfDay {
    /// A time as people type it: "8:30am", "08:30", "8.30", "2pm", "14:00", "midday", "noon"; spaces and letter case don't count. Nil for anything else.
    ///
    /// A bare hour ("8") is one of the 24-hour clock.
    package init?(typed text: String) {
        var letters = text.lowercased().unicodeScalars.filter { !$0.properties.isWhitespace }
        switch String(String.UnicodeScalarView(letters)) {
        case "midday", "noon": self.init(hour: 12, minute: 0)
        case "midnight": self.init(hour: 0, minute: 0)
        default:
            let isHalf = letters.last == "m" && letters.dropLast().last.map { "ap".unicodeScalars.contains($0) } == true
            let isAfternoon = isHalf && letters.dropLast().last == "p"
            if isHalf { letters.removeLast(2) }
            let parts = letters.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
            guard let first = parts.first, parts.count <= 2, let hour = TimeOfDay.number(first, 1...2) else { return nil }
            guard let minute = parts.count == 1 ? 0 : TimeOfDay.number(parts[1], 2...2) else { return nil }
            guard !isHalf || (1...12).contains(hour) else { return nil }
            self.init(hour: isHalf ? hour % 12 + (isAfternoon ? 12 : 0) : hour, minute: minute)
        }
    }

    private static func number(_ digits: some Collection<Unicode.Scalar>, _ lengths: ClosedRange<Int>) -> Int? {
        guard lengths.contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
    }
}
