import COpenSSL

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    package static let length = 32

    /// The 32 bytes of the digest.
    package static func hash(_ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        COpenSSL.SHA256(message, message.count, &digest)
        return digest
    }

    /// The digest of `message` as 64 lower-case hexadecimal digits.
    package static func hex(_ message: [UInt8]) -> String {
        Hex.encode(hash(message))
    }
}

/// Bytes as lower-case hexadecimal digits.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0x0f)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
