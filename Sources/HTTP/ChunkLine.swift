/// The line before a chunk's data: `chunk-size [ chunk-ext ]` (RFC 9112 §7.1), without its CRLF.
struct ChunkLine {
    /// More than any size needs; some senders pad theirs with zeros.
    static let maximumDigits = 32

    /// In bytes; 0 for the last chunk.
    let size: Int
    /// Bytes of extensions, which are checked and otherwise ignored (RFC 9112 §7.1.1).
    let extensionBytes: Int

    init(_ line: ArraySlice<UInt8>) throws(HTTPParseError) {
        var size = 0, digits = 0
        for byte in line {
            guard let value = ASCII.hexValue(byte) else { break }
            digits += 1
            // RFC 9112 §7.1: a number that overflows must not become another one.
            guard size < 1 << 56 else { throw HTTPParseError(.contentTooLarge, "chunk size") }
            size = size << 4 | Int(value)
        }
        guard digits > 0, digits <= ChunkLine.maximumDigits else { throw .malformed("chunk size") }
        let extensions = line.dropFirst(digits)
        guard ChunkLine.areExtensions(extensions) else { throw .malformed("chunk extension") }
        (self.size, extensionBytes) = (size, extensions.count)
    }

    /// `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )`
    private static func areExtensions(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            guard skip(UInt8(ascii: ";"), &rest), skipToken(&rest) else { return false }
            guard skip(UInt8(ascii: "="), &rest) else { continue }
            guard rest.first == UInt8(ascii: "\"") ? skipQuoted(&rest) : skipToken(&rest) else { return false }
        }
        return true
    }

    /// Takes a delimiter and the whitespace about it; takes nothing when it isn't there.
    private static func skip(_ delimiter: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        let from = rest.drop(while: FieldText.isOptionalSpace)
        guard from.first == delimiter else { return false }
        rest = from.dropFirst().drop(while: FieldText.isOptionalSpace)
        return true
    }

    private static func skipToken(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let after = rest.drop(while: ASCII.isToken)
        defer { rest = after }
        return after.count < rest.count
    }

    /// RFC 9110 §5.6.4.
    private static func skipQuoted(_ rest: inout ArraySlice<UInt8>) -> Bool {
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return true }
            guard ASCII.isFieldContent(byte) else { return false }
            if byte == UInt8(ascii: "\\") {
                guard let quoted = rest.popFirst(), ASCII.isFieldContent(quoted) else { return false }
            }
        }
        return false
    }
}
