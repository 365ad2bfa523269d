import COpenSSL

/// scrypt (RFC 7914), the deliberately slow function for passwords.
package enum Scrypt {
    /// `length` bytes derived from the password. Takes 128 × n × r bytes of memory while it runs: 128 MiB for
    /// n = 2^17, r = 8. `n` is a power of two above 1.
    package static func hash(
        password: [UInt8], salt: [UInt8], n: Int, r: Int, p: Int, length: Int
    ) throws(SecretsError) -> [UInt8] {
        guard n > 1, r > 0, p > 0, length > 0, let memory = memory(n: n, r: r, p: p) else {
            throw .scryptRefused(n: n, r: r, p: p)
        }
        var key = [UInt8](repeating: 0, count: length)
        let done = password.withUnsafeBytes { password in
            EVP_PBE_scrypt(
                password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count, salt, salt.count,
                UInt64(n), UInt64(r), UInt64(p), memory, &key, length)
        }
        guard done == 1 else {
            ERR_clear_error()
            throw .scryptRefused(n: n, r: r, p: p)
        }
        return key
    }

    // OpenSSL's own ceiling is 32 MiB; this one is what the parameters need, with something to spare.
    private static func memory(n: Int, r: Int, p: Int) -> UInt64? {
        let (blocks, blocksOverflow) = n.addingReportingOverflow(p)
        let (size, sizeOverflow) = r.multipliedReportingOverflow(by: 128)
        let (total, totalOverflow) = blocks.multipliedReportingOverflow(by: size)
        let (spare, spareOverflow) = total.addingReportingOverflow(1 << 20)
        return blocksOverflow || sizeOverflow || totalOverflow || spareOverflow ? nil : UInt64(spare)
    }
}
