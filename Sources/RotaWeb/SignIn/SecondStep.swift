import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// The second step of signing in (ASVS 6.3.3, 6.6): the browser that has just shown the right password holds a token of its own for five minutes, which opens
/// nothing but this step.
struct SecondStep {
    static let lifetime = 300

    enum Answer {
        /// Six figures of the app; nil for what can't be a code.
        case app(String?)
        case recovery(String)
    }

    enum Outcome {
        case signedIn(Token, Account)
        case wrong
        /// Seconds to wait before the next try counts.
        case slowDown(Int)
        /// More than five minutes ago, or done already.
        case ended
    }

    let visitor: Visitor
    private var practice: Practice { visitor.practice }

    /// In the transaction in which the password was right.
    func begin(_ account: Account, _ db: Connection) throws -> Token {
        let token = try Token(random: practice.random), now = practice.clock.now()
        let steps = SignInStepRepository(db)
        try steps.deleteOlder(than: now - SecondStep.lifetime)
        try steps.insert(tokenHash: token.hash, accountId: account.id, at: now)
        return token
    }

    func hand(_ token: Token, in response: inout Response) {
        response.set(SetCookie(cookieName, token.text, path: Paths.signIn, maxAge: SecondStep.lifetime, secure: isSecure))
    }

    func forget(in response: inout Response) { response.set(SetCookie.removing(cookieName, path: Paths.signIn, secure: isSecure)) }

    /// Whether this browser is between the two steps.
    func isOpen() throws -> Bool { try practice.store.read { db in try account(db) } != nil }

    /// Counts the try, checks it and signs in, in one transaction: two tries at the same moment can't both take one code.
    func attempt(_ answer: Answer) throws -> Outcome {
        let now = practice.clock.now()
        return try practice.store.write { db -> Outcome in
            guard let token = presented, let account = try account(db) else { return .ended }
            let browser = try KnownBrowser(practice: practice, request: visitor.request).mark(of: account, db)
            let failures = SignInFailures(subjects: SignInFailures.Subject.code(of: account, from: visitor.request.remoteAddress, in: browser))
            let pause = try failures.begin(db, at: now)
            if pause > 0 { return .slowDown(pause) }
            guard try take(answer, of: account, db, now) else {
                let entry = AuditSubject("login", account.username)
                try AuditLog(db).record("second step refused", entry, by: Actor(accountId: nil, name: "Visitor"), at: now, after: ["address": visitor.request.remoteAddress])
                return .wrong
            }
            try failures.clear(db, at: now)
            guard try SignInStepRepository(db).delete(tokenHash: token.hash) else { return .ended }
            return .signedIn(try Authentication(practice: practice).begin(account, visitor.request, db), account)
        }
    }

    private func take(_ answer: Answer, of account: Account, _ db: Connection, _ now: Instant) throws -> Bool {
        let proof = TwoStepProof(post: visitor.post, account: account)
        switch answer {
        case .app(let code): return try code.map { try proof.take(code: $0, db, at: now) } ?? false
        case .recovery(let code): return try proof.take(recoveryCode: code, db, at: now)
        }
    }

    /// Who showed the password; nil when it is too long ago, or the account has changed since.
    private func account(_ db: Connection) throws -> Account? {
        guard let token = presented, let id = try SignInStepRepository(db).accountId(of: token.hash, since: practice.clock.now() - SecondStep.lifetime),
            let account = try AccountRepository(db).find(id), account.active, try TwoStepRepository(db).isOn(id)
        else { return nil }
        return account
    }

    private var presented: Token? { visitor.request.cookies[cookieName].flatMap(Token.init(presented:)) }
    private var isSecure: Bool { visitor.request.isSecure || practice.settings.isSecure }
    private var cookieName: String { isSecure ? "__Secure-sign-in-step" : "sign-in-step" }
}
