/// Base32 without padding (RFC 4648 §6): what people type from one screen into another.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 8 + 4) / 5)
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = (buffer << 8) | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int((buffer >> bits) & 0x1f)])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { text.append(alphabet[Int((buffer << (5 - bits)) & 0x1f)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The text in groups of so many characters, with something between them: "ABCD EFGH …".
    package static func grouped(_ text: String, by count: Int, _ separator: String) -> String {
        var groups: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            groups.append(rest.prefix(max(1, count)))
            rest = rest.dropFirst(max(1, count))
        }
        return groups.joined(separator: separator)
    }
}
