import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// A half-filled form survives a login that ran out (issue 5.7): what was sent is kept for whoever's login it was, and shown to them alone once they have
/// signed in again. Nothing secret is kept: no passwords, no codes, no files.
struct KeptForms {
    /// The longest body that is kept, in bytes; how many of an account; and for how long, in seconds.
    static let maximumBytes = 65_536
    static let maximumCount = 5
    static let lifetime = 86_400
    /// Fields that are not kept, whatever the form.
    private static let secrets: Set<String> = ["password", "current", "code"]

    let practice: Practice
    let request: Request

    /// Whether the form of this endpoint may be kept at all.
    static func takes(_ endpoint: Endpoint, _ request: Request) -> Bool {
        endpoint.method == .post && endpoint.keepsForm && !endpoint.takesFiles && !endpoint.isCostly && request.body.count <= maximumBytes
            && request.headers["X-Fragment"] == nil
    }

    /// The token for the browser's cookie; nil where nothing may be kept. The form must prove that a page of ours made it for this very login.
    func keep(_ form: FormBody, of expired: Authentication.Expired) throws -> Token? {
        let names = Set(form.fields.fields.map(\.name))
        guard constantTimeEquals(Array((form["csrf"] ?? "").utf8), Array(expired.csrf.utf8)), names.isDisjoint(with: KeptForms.secrets), form.files.isEmpty else { return nil }
        let token = try Token(random: practice.random), now = practice.clock.now()
        try practice.store.write { db in
            let repository = KeptFormRepository(db)
            try repository.deleteOlder(than: now - KeptForms.lifetime)
            try repository.insert(
                KeptForm(path: request.target, body: request.body, at: now), tokenHash: token.hash, of: expired.account.id, keeping: KeptForms.maximumCount)
        }
        return token
    }

    /// The form that this browser sent, if it was this account's.
    func find(of account: Account) throws -> KeptForm? {
        guard let token = presented else { return nil }
        let since = practice.clock.now() - KeptForms.lifetime
        return try practice.store.read { db in try KeptFormRepository(db).find(tokenHash: token.hash, of: account.id, since: since) }
    }

    /// It was sent, or is not wanted any more.
    func drop(of account: Account, in response: inout Response) throws {
        if let token = presented { try practice.store.write { db in try KeptFormRepository(db).delete(tokenHash: token.hash, of: account.id) } }
        response.set(SetCookie.removing(cookieName, secure: isSecure))
    }

    func hand(_ token: Token, in response: inout Response) {
        response.set(SetCookie(cookieName, token.text, maxAge: KeptForms.lifetime, secure: isSecure))
    }

    private var presented: Token? { request.cookies[cookieName].flatMap(Token.init(presented:)) }
    private var isSecure: Bool { request.isSecure || practice.settings.isSecure }
    private var cookieName: String { isSecure ? "__Host-kept-form" : "kept-form" }
}

extension SignedIn {
    var keptForms: KeptForms { KeptForms(practice: practice, request: request) }
}
