/// Looks into the bytes of a head without making text of them.
enum FieldText {
    /// OWS of RFC 9110 §5.6.3.
    @inline(__always) static func isOptionalSpace(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == ASCII.tab }

    /// The range without the optional space at its ends.
    static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (first, last) = (range.lowerBound, range.upperBound)
        while first < last, isOptionalSpace(bytes[first]) { first += 1 }
        while last > first, isOptionalSpace(bytes[last - 1]) { last -= 1 }
        return first..<last
    }

    /// Whether the bytes spell `text`, without regard to case.
    static func same(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            for (offset, byte) in wanted.enumerated() where ASCII.lowercased(bytes[range.lowerBound + offset]) != ASCII.lowercased(byte) { return false }
            return true
        }
    }

    /// The members of a list, empty ones left out (RFC 9110 §5.6.1.2).
    static func forEachMember(_ bytes: Span<UInt8>, _ value: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = value.lowerBound
        while start < value.upperBound {
            let end = ByteSearch.first(UInt8(ascii: ","), in: bytes, from: start, to: value.upperBound) ?? value.upperBound
            let member = trimmed(bytes, start..<end)
            if !member.isEmpty { body(member) }
            start = end + 1
        }
    }
}
