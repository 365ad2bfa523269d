import COpenSSL

/// The six figures that an authenticator app shows for 30 seconds (TOTP, RFC 6238, over HOTP, RFC 4226).
///
/// HMAC-SHA-1, because that is what every app can do: nothing about HMAC rests on SHA-1's resistance to collisions (RFC 6238 §B, NIST SP 800-107).
package enum TimedCode {
    /// 160 bits, as RFC 4226 §4 recommends.
    package static let secretLength = 20
    package static let seconds = 30
    private static let digits = 6

    /// The number of the 30 seconds that a moment, in seconds since 1970, is in.
    package static func step(at time: Int) -> Int { max(0, time) / seconds }

    /// The code of these 30 seconds, with its leading zeros.
    package static func code(secret: [UInt8], step: Int) throws(SecretsError) -> String {
        let code = String(try number(secret, UInt64(max(0, step))) % 1_000_000)
        return String(repeating: "0", count: max(0, digits - code.utf8.count)) + code
    }

    /// The latest 30 seconds whose code this is: of those now, before and after, for clocks that differ (RFC 6238 §5.2); nil for a wrong code.
    /// - Parameter last: the step whose code was taken last. It and those before it are refused, so that no code is taken twice.
    package static func matchingStep(_ code: String, secret: [UInt8], at time: Int, after last: Int) throws(SecretsError) -> Int? {
        let presented = Array(code.utf8), now = step(at: time)
        var found: Int?
        for step in (now - 1)...(now + 1) {
            let isRight = constantTimeEquals(Array(try self.code(secret: secret, step: step).utf8), presented)
            if isRight, step > last { found = step }
        }
        return found
    }

    /// Dynamic truncation (RFC 4226 §5.3): 31 bits from where the signature's last four bits say.
    private static func number(_ secret: [UInt8], _ counter: UInt64) throws(SecretsError) -> UInt32 {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * UInt64($0))) }
        var signature = [UInt8](repeating: 0, count: 20)
        var length: UInt32 = 0
        guard let keyLength = Int32(exactly: secret.count), HMAC(EVP_sha1(), secret, keyLength, message, message.count, &signature, &length) != nil, length == 20
        else { throw .digestUnavailable }
        let start = Int(signature[19] & 0x0f)
        return signature[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
    }
}
