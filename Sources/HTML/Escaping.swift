extension HTMLBuffer {
    /// Escapes the UTF-8 of any string. A Swift string is always well-formed Unicode, so no byte has to be repaired.
    mutating func escape(_ value: some StringProtocol) {
        let done: Void? = value.utf8.withContiguousStorageIfAvailable { escape($0) }
        if done == nil {
            Array(value.utf8).withUnsafeBufferPointer { escape($0) }
        }
    }

    /// Copies runs without special bytes whole. One set of five references serves text and both kinds of quotes.
    mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in utf8.indices {
            let byte = utf8[index]
            // All five lie at or below ">", so that letters need a single comparison.
            guard byte <= UInt8(ascii: ">"), let reference = Self.reference(for: byte) else { continue }
            append(UnsafeBufferPointer(rebasing: utf8[start..<index]))
            raw(reference)
            start = index + 1
        }
        append(UnsafeBufferPointer(rebasing: utf8[start...]))
    }

    @inline(__always)
    private static func reference(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
