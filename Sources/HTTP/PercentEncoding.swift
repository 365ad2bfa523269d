/// Percent-encoding (RFC 3986 §2.1) and its form variant, in which a plus sign is a space (WHATWG URL §5.1).
package enum PercentEncoding {
    /// Text as one path segment or one query value: everything but unreserved characters is escaped.
    package static func encode(_ text: String) -> String {
        guard !text.utf8.allSatisfy(ASCII.isUnreserved) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3)
        for byte in text.utf8 { append(byte, to: &bytes, escaping: !ASCII.isUnreserved(byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Name and value pairs as a query, without its question mark.
    package static func query(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { encode($0.name) + "=" + encode($0.value) }.joined(separator: "&")
    }

    /// The bytes behind the escapes; nil when a percent sign is not followed by two hexadecimal digits.
    package static func decodeBytes(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool = false) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.underestimatedCount)
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.next().flatMap(ASCII.hexValue), let low = rest.next().flatMap(ASCII.hexValue) else { return nil }
                decoded.append(high << 4 | low)
            } else {
                decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? ASCII.space : byte)
            }
        }
        return decoded
    }

    /// The text behind the escapes; nil for a bad escape or for bytes that are not UTF-8.
    package static func decode(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool = false) -> String? {
        decodeBytes(bytes, plusIsSpace: plusIsSpace).flatMap { String(validating: $0, as: UTF8.self) }
    }

    static func append(_ byte: UInt8, to bytes: inout [UInt8], escaping: Bool) {
        guard escaping else { return bytes.append(byte) }
        bytes.append(UInt8(ascii: "%"))
        bytes.append(ASCII.hexDigit(byte >> 4))
        bytes.append(ASCII.hexDigit(byte))
    }
}
