import COpenSSL

/// HMAC with SHA-256 (RFC 2104). Compare signatures with `constantTimeEquals`.
package enum HMACSHA256 {
    /// The 32 bytes of the signature.
    package static func sign(key: [UInt8], message: [UInt8]) throws(SecretsError) -> [UInt8] {
        guard let keyCount = Int32(exactly: key.count) else { throw .digestUnavailable }
        var signature = [UInt8](repeating: 0, count: SHA256.length)
        var count: UInt32 = 0
        guard HMAC(EVP_sha256(), key, keyCount, message, message.count, &signature, &count) != nil else {
            throw .digestUnavailable
        }
        return signature
    }

    /// Whether `signature` is the one of this message, in a time that doesn't tell where it differs.
    package static func verify(_ signature: [UInt8], key: [UInt8], message: [UInt8]) throws(SecretsError) -> Bool {
        constantTimeEquals(try sign(key: key, message: message), signature)
    }
}
