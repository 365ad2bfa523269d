/// A secret that stands for a right: a Login's cookie, an invitation, a calendar address. Its owner gets `text`; the
/// database only ever gets `hash`, so that a stolen copy of it opens nothing.
package struct Token: Sendable {
    /// 32 random bytes as 43 base64url characters.
    package let text: String

    private static let byteCount = 32

    /// A new token.
    package init(random: RandomSource) throws(SecretsError) {
        text = Base64URL.encode(try random.bytes(Self.byteCount))
    }

    /// One that follows from another, which it tells nothing of.
    /// - Parameter purpose: keeps what follows for one purpose apart from what follows for another.
    package init(following other: Token, as purpose: String) {
        text = Base64URL.encode(SHA256.hash(Array("\(purpose):\(other.text)".utf8)))
    }

    /// What a client presented; nil if it can't be a token, so that it needs no look-up.
    package init?(presented: String) {
        guard presented.utf8.count == 43, Base64URL.decode(presented)?.count == Self.byteCount else { return nil }
        text = presented
    }

    /// SHA-256 of `text`, for storing and for looking up. A plain hash is enough: 256 random bits can't be guessed.
    package var hash: [UInt8] { SHA256.hash(Array(text.utf8)) }
}

/// Neither printing nor a crash report shows the secret.
extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "Token(hidden)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
