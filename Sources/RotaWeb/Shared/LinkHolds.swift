import Civil
import HTTP
import RotaStore
import Secrets

/// A link's token leaves the address at once: opening the link gives the browser a short-lived cookie in its place and leads on to an address without
/// anything secret (S0.66, ASVS 14.2.1). That uses nothing up, because mail scanners open links too; only a POST does.
///
///     let holds = LinkHolds(visitor, "email-link", path: Paths.emailLink)
///     // GET /email/:token — only for a link that the database knows, whether dead or alive
///     return try holds.keep(token.hash)
///     // GET and POST /email
///     guard let hash = try holds.linkHash() else { … "open the link in the mail again" … }
///     // when it was used
///     try holds.end(in: &response)
struct LinkHolds {
    /// How long an opened link is held, in seconds; opening it again begins anew.
    static let lifetime = 300
    /// As many browsers can hold one link at once: whoever has a link, be it long dead, could else have the program write without end (ASVS 2.4.1).
    private static let mostAtOnce = 30

    private let visitor: Visitor
    private let name: String
    private let path: String

    /// - Parameters:
    ///   - name: of the cookie, one for each kind of link.
    ///   - path: of the page that the link leads to. Only addresses at and below it are sent the cookie.
    init(_ visitor: Visitor, _ name: String, path: String) {
        self.visitor = visitor
        self.name = name
        self.path = path
    }

    /// Holds the link for this browser and leads on to `path`. Only for links that are known, or anybody could fill the table.
    func keep(_ linkHash: [UInt8]) throws -> Response {
        let token = try Token(random: visitor.practice.random), now = visitor.practice.clock.now()
        let isHeld = try visitor.practice.store.write { db -> Bool in
            let holds = LinkHoldRepository(db)
            if let old = presented { try holds.delete(tokenHash: old.hash) }
            guard try holds.count(of: linkHash, since: now - LinkHolds.lifetime) < LinkHolds.mostAtOnce else { return false }
            try holds.deleteOlder(than: now - LinkHolds.lifetime)
            try holds.insert(tokenHash: token.hash, linkHash: linkHash, at: now)
            return true
        }
        guard isHeld else { return tooMany }
        var response = Response.redirect(to: path)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.set(SetCookie(cookieName, token.text, path: path, maxAge: LinkHolds.lifetime, secure: isSecure))
        return response
    }

    private var tooMany: Response {
        let words = ErrorPage.Words(
            title: "This link was opened very often", message: "It was opened many times within a few minutes. It was not used up.", remedy: "Wait five minutes, and open it again.")
        var response = ErrorPage.render(visitor.practice, visitor.request.id, .tooManyRequests, words: words)
        response.headers["Retry-After"] = String(LinkHolds.lifetime)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    }

    /// The hash of the link that this browser opened; nil when it opened none, or more than five minutes ago.
    func linkHash() throws -> [UInt8]? {
        guard let token = presented else { return nil }
        let since = visitor.practice.clock.now() - LinkHolds.lifetime
        return try visitor.practice.store.read { db in try LinkHoldRepository(db).linkHash(of: token.hash, since: since) }
    }

    /// Lets go of the link, which was used.
    func end(in response: inout Response) throws {
        if let token = presented { try visitor.practice.store.write { db in try LinkHoldRepository(db).delete(tokenHash: token.hash) } }
        forget(in: &response)
    }

    /// Lets go in this browser only: the same form sent twice is still known for what it is until the five minutes are over.
    func forget(in response: inout Response) { response.set(SetCookie.removing(cookieName, path: path, secure: isSecure)) }

    private var presented: Token? { visitor.request.cookies[cookieName].flatMap(Token.init(presented:)) }

    private var isSecure: Bool { visitor.request.isSecure || visitor.practice.settings.isSecure }

    private var cookieName: String { isSecure ? "__Secure-\(name)" : name }
}
