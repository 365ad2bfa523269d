import COpenSSL

/// SHA-256 of what comes in pieces, such as a file too large to be held whole.
package final class SHA256Stream {
    private let context: OpaquePointer?

    package init() {
        context = EVP_MD_CTX_new()
        if let context { _ = EVP_DigestInit_ex(context, EVP_sha256(), nil) }
    }

    deinit { EVP_MD_CTX_free(context) }

    package func add(_ piece: UnsafeRawBufferPointer) {
        if let context { _ = EVP_DigestUpdate(context, piece.baseAddress, piece.count) }
    }

    /// The digest of all that was added, as 64 lower-case hexadecimal digits; nil when the library refused. Ends the stream.
    package func hex() -> String? {
        var digest = [UInt8](repeating: 0, count: SHA256.length)
        guard let context, EVP_DigestFinal_ex(context, &digest, nil) == 1 else { return nil }
        return Hex.encode(digest)
    }
}
