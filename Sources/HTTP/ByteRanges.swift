/// What a Range field asks of content whose size is known (RFC 9110 §14.1.2, §14.2).
package enum ByteRanges: Sendable, Equatable {
    /// The field is to be ignored: another unit, malformed, or more than is reasonable.
    case whole
    /// 416 (RFC 9110 §15.5.17).
    case unsatisfiable
    /// At least one, none of them empty, in the order asked for; those that overlap or nearly touch are one (RFC 9110 §15.3.7.2).
    case parts([Range<Int>])

    /// Nobody who means well asks for more at once; the whole is sent instead (RFC 9110 §14.2).
    static let maximumRanges = 16
    /// About what a part's head costs: a smaller gap is sent along.
    static let smallestGap = 80

    package init(_ field: String, size: Int) {
        guard size > 0, let asked = ByteRanges.asked(field, size) else {
            self = .whole
            return
        }
        let ranges = asked.filter { !$0.isEmpty }
        self = ranges.isEmpty ? .unsatisfiable : .parts(ByteRanges.coalesced(ranges))
    }

    /// What stands after `bytes=`, cut to the size; a range that can't be satisfied is empty. Nil when the field is to be ignored.
    private static func asked(_ field: String, _ size: Int) -> [Range<Int>]? {
        let text = field.utf8
        guard let equals = text.firstIndex(of: UInt8(ascii: "=")), ASCII.equalIgnoringCase(text[..<equals], "bytes".utf8) else { return nil }
        let members = text[text.index(after: equals)...].split(separator: UInt8(ascii: ","), maxSplits: maximumRanges)
        guard members.count <= maximumRanges else { return nil }
        var ranges: [Range<Int>] = []
        for member in members {
            let spec = trimmed(member)
            guard !spec.isEmpty else { continue }
            guard let range = range(spec, size) else { return nil }
            ranges.append(range)
        }
        return ranges.isEmpty ? nil : ranges
    }

    /// `first-last`, `first-` or `-count`; nil when malformed.
    private static func range(_ spec: Substring.UTF8View, _ size: Int) -> Range<Int>? {
        guard let dash = spec.firstIndex(of: UInt8(ascii: "-")) else { return nil }
        let left = spec[..<dash], right = spec[spec.index(after: dash)...]
        if left.isEmpty {
            guard let count = number(right) else { return nil }
            return max(0, size - count)..<size
        }
        guard let first = number(left) else { return nil }
        guard !right.isEmpty else { return min(first, size)..<size }
        guard let last = number(right), last >= first else { return nil }
        return min(first, size)..<min(last, size - 1) + 1 as Range<Int>
    }

    /// A number beyond Int counts as its largest (RFC 9110 §14.1.2 lets a position lie beyond the end).
    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy(ASCII.isDigit) else { return nil }
        return Int(Substring(digits)) ?? .max
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text.drop(while: FieldText.isOptionalSpace)
        while let last = text.last, FieldText.isOptionalSpace(last) { text = text.dropLast() }
        return text
    }

    private static func coalesced(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges {
            var range = range
            // What it bridges takes the place of the first of them.
            var place = merged.count
            while let near = merged.firstIndex(where: { isNear($0, range) }) {
                range = min(range.lowerBound, merged[near].lowerBound)..<max(range.upperBound, merged[near].upperBound)
                merged.remove(at: near)
                place = min(place, near)
            }
            merged.insert(range, at: min(place, merged.count))
        }
        return merged
    }

    private static func isNear(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        max(one.lowerBound, other.lowerBound) - min(one.upperBound, other.upperBound) < smallestGap
    }
}
