import HTTP
import RotaStore
import Secrets

/// The one-time set-up link: its token leaves the address bar at once for a cookie that only set-up sees.
struct SetupGate {
    let visitor: Visitor

    private var isSecure: Bool { visitor.request.isSecure || visitor.practice.settings.isSecure }

    /// Whether a token is the one that was printed at the start, and nobody has an account yet.
    func isOpen(to token: Token) throws -> Bool {
        try visitor.practice.store.read { db in
            try SetupLinkRepository(db).exists(tokenHash: token.hash) && AccountRepository(db).count() == 0
        }
    }

    /// Whether this browser came by the link.
    func isOpen() throws -> Bool {
        guard let token = visitor.request.cookies["setup"].flatMap(Token.init(presented:)) else { return false }
        return try isOpen(to: token)
    }

    func admit(_ token: Token) -> Response {
        var response = Response.redirect(to: "/setup/practice")
        response.headers["Referrer-Policy"] = "no-referrer"
        response.set(SetCookie("setup", token.text, path: "/setup", maxAge: 86_400, secure: isSecure))
        return response
    }

    func ended() -> Response {
        ErrorPage.render(
            visitor.practice, visitor.request, .gone, title: "This set-up link has ended",
            message: "It was used already, or the program was started again and printed a new one.",
            remedy: "Look for the newest link in the terminal where the program was started, or sign in if the practice is set up.")
    }
}
