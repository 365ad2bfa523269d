import HTTP
import Secrets

/// Before anybody is signed in a browser is known by a random cookie, so that the forms of sign-in and set-up can't be forged either.
struct Visit {
    let csrf: String
    private let token: String
    private let isNew: Bool
    private let isSecure: Bool
    private let request: Request
    private let settings: Settings

    init(practice: Practice, request: Request) {
        self.request = request
        settings = practice.settings
        isSecure = request.isSecure || practice.settings.isSecure
        let known = request.cookies[Visit.name(secure: isSecure)].flatMap(Token.init(presented:))
        isNew = known == nil
        token = known?.text ?? (try? Token(random: practice.random).text) ?? ""
        csrf = Visit.proof(of: token)
    }

    /// The form's `csrf` field for a cookie's token: it can be made from the token only.
    static func proof(of token: String) -> String { Base64URL.encode(SHA256.hash(Array("csrf/\(token)".utf8))) }

    /// Whether a POST can be from a form that this browser was given, as far as that can be told before the form is read.
    var mayPost: Bool { !isNew && !token.isEmpty && CrossSite.isSameOrigin(request, settings) }

    /// Whether a POST came from a form that this browser was given.
    func accepts(_ form: FormBody) -> Bool { mayPost && constantTimeEquals(Array((form["csrf"] ?? "").utf8), Array(csrf.utf8)) }

    func remember(in response: inout Response) {
        guard isNew, !token.isEmpty else { return }
        response.set(SetCookie(Visit.name(secure: isSecure), token, secure: isSecure))
    }

    private static func name(secure: Bool) -> String { secure ? "__Host-visit" : "visit" }
}
