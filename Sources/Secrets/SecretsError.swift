/// What can go wrong in OpenSSL. Nothing secret is in it.
package enum SecretsError: Error, Sendable, Equatable {
    /// The system's random source gave nothing; no secret may be made without it.
    case noRandomness
    /// The parameters are out of bounds, or there was no memory for them.
    case scryptRefused(n: Int, r: Int, p: Int)
    /// A digest was refused, as happens under a policy without it.
    case digestUnavailable
}
