/// Writes bytes of HTML as Swift string literals.
enum SwiftLiteral {
    /// Longer runs become several literals, because the compiler's time grows faster than a literal's length.
    static let longest = 2_048

    /// Raw literals (`#"…"#`) that together hold the UTF-8 `bytes`, cut between characters.
    static func literals(for bytes: [UInt8]) -> [String] {
        var literals: [String] = []
        var start = 0
        while start < bytes.count {
            var end = min(start + longest, bytes.count)
            while end < bytes.count && bytes[end] & 0b1100_0000 == 0b1000_0000 { end -= 1 }
            literals.append(literal(for: bytes[start..<end]))
            start = end
        }
        return literals
    }

    private static func literal(for bytes: ArraySlice<UInt8>) -> String {
        let hashes = String(repeating: "#", count: hashesNeeded(for: bytes))
        let text = String(decoding: bytes, as: UTF8.self)
        var escaped = text.replacing("\n", with: "\\\(hashes)n").replacing("\t", with: "\\\(hashes)t")
        // Two quotes behind the opening one, or the closing one, would read as the beginning of a multi-line literal.
        if text.hasPrefix("\"\"") || text == "\"" {
            escaped = "\\\(hashes)" + escaped
        }
        return "\(hashes)\"\(escaped)\"\(hashes)"
    }

    /// One more than the longest run of `#` behind a quote or a backslash, so that neither ends the literal nor begins an escape.
    private static func hashesNeeded(for bytes: ArraySlice<UInt8>) -> Int {
        var longest = 0
        var run: Int?
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): run = 0
            case UInt8(ascii: "#"): run = run.map { $0 + 1 }
            default: run = nil
            }
            longest = max(longest, run ?? 0)
        }
        return longest + 1
    }
}
