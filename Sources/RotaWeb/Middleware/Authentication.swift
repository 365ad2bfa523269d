import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Finds out who a request is from, by its login cookie.
struct Authentication {
    let practice: Practice

    /// Nil when nobody is signed in; see `find`. Notes when somebody was here.
    func signedIn(_ request: Request, _ parameters: RouteParameters) throws -> SignedIn? {
        guard let found = try find(request, parameters) else { return nil }
        // Once a minute is exact enough for an idle limit of hours, and spares a write on every page. Pages can be read when nothing can be written.
        let now = practice.clock.now(), login = found.login
        if now - login.lastSeenAt >= 60 { practice.store.writeSoon({ db in try LoginRepository(db).touch(login.id, at: now) }, ended: { _ in }) }
        return found
    }

    /// Nil when nobody is signed in: no cookie, an unknown or ended login, an inactive account. The form is still to be read. Only looks.
    func find(_ request: Request, _ parameters: RouteParameters) throws -> SignedIn? {
        guard let token = presented(by: request) else { return nil }
        let now = practice.clock.now(), waiting = practice.flashes.waiting
        let found = try practice.store.read { db -> Found? in
            guard let who = try SignedInAccount.find(tokenHash: token.hash, db), isLive(who.login, now), who.account.active else { return nil }
            return Found(who: who, unread: try NoticeList(db, of: who.account).unread())
        }
        guard let found else { return nil }
        let who = found.who
        var login = who.login
        if let message = waiting[login.id] { login.flash = message }
        return SignedIn(
            practice: practice, request: request, parameters: parameters, form: FormBody(fields: FormFields()), csrf: Visit.proof(of: token.text),
            account: who.account, login: login, clinicianId: who.clinicianId, mustSetUpTwoStep: who.mustSetUpTwoStep, practiceName: who.practiceName ?? SignedIn.unnamed,
            unread: found.unread)
    }

    /// What each request of somebody signed in needs of the database, read at once.
    private struct Found: Sendable {
        let who: SignedInAccount
        let unread: Int
    }

    /// Whose login it was that ran out, and the proof that its forms carry.
    struct Expired {
        let account: Account
        let csrf: String
    }

    /// Nil for a login that still holds, was ended by somebody, or ran out too long ago.
    func expired(_ request: Request) throws -> Expired? {
        guard let token = presented(by: request) else { return nil }
        let now = practice.clock.now()
        return try practice.store.read { db in
            guard let login = try LoginRepository(db).find(tokenHash: token.hash), !isLive(login, now), isRemembered(login, now),
                let account = try AccountRepository(db).find(login.accountId), account.active
            else { return nil }
            return Expired(account: account, csrf: Visit.proof(of: token.text))
        }
    }

    /// Makes a login for the account, always with a new token, and ends the one this browser had (ASVS 7.2.4).
    func begin(_ account: Account, _ request: Request, _ db: Connection) throws -> Token {
        let token = try Token(random: practice.random)
        let now = practice.clock.now()
        let agent = String((request.headers["User-Agent"] ?? "").unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(300).map(Character.init))
        let logins = LoginRepository(db)
        if let old = presented(by: request) { try logins.delete(tokenHash: old.hash) }
        try logins.deleteExpired(
            createdBefore: now - practice.settings.loginLifetime - Authentication.memory, seenBefore: now - practice.settings.loginIdle - Authentication.memory)
        let id = try logins.insert(accountId: account.id, tokenHash: token.hash, at: now, address: request.remoteAddress, agent: agent)
        try KnownBrowser(practice: practice, request: request).note(account, login: token, db)
        let actor = Actor(accountId: account.id, name: account.name, requestId: request.id.description)
        try AuditLog(db).record("sign in", AuditSubject("login", id: id, account.username), by: actor, at: now, after: ["address": request.remoteAddress])
        return token
    }

    /// Gives the browser the login's cookie, and the mark that it is known by later.
    func hand(_ token: Token, _ request: Request, in response: inout Response) {
        KnownBrowser(practice: practice, request: request).hand(login: token, in: &response)
        response.set(
            SetCookie(Authentication.cookieName(secure: isSecure(request)), token.text, maxAge: practice.settings.loginLifetime + Authentication.memory, secure: isSecure(request)))
    }

    func forget(_ request: Request, response: inout Response) {
        response.set(SetCookie.removing(Authentication.cookieName(secure: isSecure(request)), secure: isSecure(request)))
    }

    private func presented(by request: Request) -> Token? {
        request.cookies[Authentication.cookieName(secure: isSecure(request))].flatMap(Token.init(presented:))
    }

    private func isSecure(_ request: Request) -> Bool { request.isSecure || practice.settings.isSecure }

    /// Neither idle for too long nor too old.
    func isLive(_ login: Login, _ now: Instant) -> Bool {
        now - login.lastSeenAt < practice.settings.loginIdle && now - login.createdAt < practice.settings.loginLifetime
    }

    private func isRemembered(_ login: Login, _ now: Instant) -> Bool {
        now - login.lastSeenAt < practice.settings.loginIdle + Authentication.memory && now - login.createdAt < practice.settings.loginLifetime + Authentication.memory
    }

    /// For how long, in seconds, a login that ran out still says whose form it was that came too late: over a long weekend. It opens nothing.
    private static let memory = 4 * 86_400

    static func cookieName(secure: Bool) -> String { secure ? "__Host-login" : "login" }
}
