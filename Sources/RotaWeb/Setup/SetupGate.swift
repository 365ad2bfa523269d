import Civil
import HTTP
import RotaStore
import Secrets

/// The one-time set-up link: its token leaves the address bar at once for a cookie that only set-up sees.
struct SetupGate {
    let visitor: Visitor

    /// How long a link opens set-up, in seconds; a new start of the program prints a new one.
    static let lifetime = 86_400

    private var isSecure: Bool { visitor.request.isSecure || visitor.practice.settings.isSecure }
    private var cookieName: String { isSecure ? "__Secure-setup" : "setup" }

    /// Whether a token is the one that was printed at the start, and nobody has an account yet.
    func isOpen(to token: Token) throws -> Bool {
        let since = visitor.practice.clock.now() - SetupGate.lifetime
        return try visitor.practice.store.read { db in
            try SetupLinkRepository(db).exists(tokenHash: token.hash, madeSince: since) && AccountRepository(db).count() == 0
        }
    }

    /// Whether this browser came by the link.
    func isOpen() throws -> Bool {
        guard let token = visitor.request.cookies[cookieName].flatMap(Token.init(presented:)) else { return false }
        return try isOpen(to: token)
    }

    func admit(_ token: Token) -> Response {
        var response = Response.redirect(to: "/setup/practice")
        response.headers["Referrer-Policy"] = "no-referrer"
        response.set(SetCookie(cookieName, token.text, path: "/setup", maxAge: SetupGate.lifetime, secure: isSecure))
        return response
    }

    func forget(in response: inout Response) { response.set(SetCookie.removing(cookieName, path: "/setup", secure: isSecure)) }

    func ended() -> Response {
        ErrorPage.render(
            visitor.practice, visitor.request.id, .gone,
            words: ErrorPage.Words(
                title: "This set-up link has ended",
                message: "It was used already, is more than a day old, or the program was started again and printed a new one.",
                remedy:
                    "Look for the newest link in the terminal where the program was started, start the program again for a new one, or sign in if the practice is set up."))
    }
}
