extension HTMLBuffer {
    /// Escapes the UTF-8 of any string. A Swift string is always well-formed Unicode, so no byte has to be repaired.
    mutating func escape(_ value: some StringProtocol) {
        withUTF8(of: value) { buffer, utf8 in buffer.escape(utf8) }
    }

    /// Lends a string's bytes, without a copy where they lie in one piece, as they do in all but bridged strings.
    mutating func withUTF8(of value: some StringProtocol, _ body: (inout HTMLBuffer, UnsafeBufferPointer<UInt8>) -> Void) {
        let done: Void? = value.utf8.withContiguousStorageIfAvailable { body(&self, $0) }
        if done == nil {
            Array(value.utf8).withUnsafeBufferPointer { body(&self, $0) }
        }
    }

    /// Copies runs without special bytes whole. One set of five references serves text and both kinds of quotes.
    mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in utf8.indices where Self.isSpecial(utf8[index]) {
            append(UnsafeBufferPointer(rebasing: utf8[start..<index]))
            raw(Self.reference(for: utf8[index]))
            start = index + 1
        }
        append(UnsafeBufferPointer(rebasing: utf8[start...]))
    }

    /// One shift instead of five comparisons for each byte.
    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        let special: UInt64 = 1 << 34 | 1 << 38 | 1 << 39 | 1 << 60 | 1 << 62  // " & ' < >
        return byte < 64 && special &>> UInt64(byte) & 1 == 1
    }

    private static func reference(for special: UInt8) -> StaticString {
        switch special {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}
