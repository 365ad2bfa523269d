import COpenSSL

/// Equality in a time that depends on the length only, for everything that an attacker could guess byte by byte.
package func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
