import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Whether an account has signed in with this browser before. Its tries are then counted by themselves, so that nobody elsewhere can use up the owner's
/// (issue 5.8; "device cookies" in OWASP's Slow Down Online Guessing Attacks). The mark opens nothing: the password and the second step are asked as ever.
struct KnownBrowser {
    private static let lifetime = 365 * 86_400
    /// So many an account.
    private static let most = 20

    let practice: Practice
    let request: Request

    /// The hash of its mark; nil where this browser is not known to be the account's.
    func mark(of account: Account, _ db: Connection) throws -> [UInt8]? {
        guard let hash = presented?.hash, try KnownBrowserRepository(db).isKnown(hash, of: account.id, since: oldest) else { return nil }
        return hash
    }

    /// In the transaction that signs the account in. Each sign-in gives the browser a new mark, so that one planted there or read there ends with it.
    func note(_ account: Account, login: Token, _ db: Connection) throws {
        try KnownBrowserRepository(db).note(
            mark(login).hash, insteadOf: presented?.hash, of: account.id, at: practice.clock.now(), keeping: KnownBrowser.most, forgettingBefore: oldest)
    }

    func hand(login: Token, in response: inout Response) {
        response.set(SetCookie(cookieName, mark(login).text, maxAge: KnownBrowser.lifetime, secure: isSecure))
    }

    /// Follows from the login's token, which nobody can work out from it, so that the two need not be carried along together.
    private func mark(_ login: Token) -> Token { Token(following: login, as: "known browser") }

    private var presented: Token? { request.cookies[cookieName].flatMap(Token.init(presented:)) }
    private var oldest: Instant { practice.clock.now() - KnownBrowser.lifetime }
    private var isSecure: Bool { request.isSecure || practice.settings.isSecure }
    private var cookieName: String { isSecure ? "__Host-known" : "known" }
}
