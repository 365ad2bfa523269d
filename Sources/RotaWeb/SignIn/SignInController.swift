import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Signing in and out. One message for an unknown user and a wrong password, at the same cost in time. Who has two-step verification goes on to the second
/// page; everybody else is in.
enum SignInController {
    /// What the right password leads to.
    private enum Admission: Sendable {
        case login(Token)
        case step(Token)
    }

    static func new(_ visitor: Visitor) throws -> Response {
        guard try visitor.practice.store.read({ db in try AccountRepository(db).count() }) > 0 else {
            return NotSetUpView(page: visitor.layout("This practice is not set up yet")).page()
        }
        let query = visitor.request.query
        return SignInView(
            page: visitor.layout("Sign in"), token: visitor.repeatableToken, next: Paths.local(query["next"] ?? "/"), name: "", errors: FieldErrors(),
            reason: query["why"].flatMap(SignInView.Reason.init(rawValue:))
        ).page()
    }

    static func create(_ visitor: Visitor) throws -> Response {
        let name = (visitor.form["username"] ?? "").trimmingSpaces
        let password = visitor.form["password"] ?? ""
        var errors = FieldErrors()
        if name.isEmpty { errors.add("username", "Enter your username or email") }
        if password.isEmpty { errors.add("password", "Enter your password") }
        guard errors.isEmpty else { return refuse(visitor, name, errors) }
        switch try SignIn(practice: visitor.practice, request: visitor.request).attempt(
            name: name, password: password, login: { account, db in (account, try admit(visitor, account, db)) })
        {
        case .signedIn((let account, .login(let token))): return try welcome(visitor, account, token)
        case .signedIn((_, .step(let token))): return secondPage(visitor, token)
        case .wrong:
            errors.add("username", "The username or the password is not right")
            return refuse(visitor, name, errors)
        case .slowDown(let seconds):
            errors.add("username", SignInFailures.tooManyTries(seconds))
            var response = refuse(visitor, name, errors, .tooManyRequests)
            response.headers["Retry-After"] = String(seconds)
            return response
        }
    }

    /// In the transaction in which the password was right.
    private static func admit(_ visitor: Visitor, _ account: Account, _ db: Connection) throws -> Admission {
        guard try TwoStepRepository(db).isOn(account.id) else { return .login(try Authentication(practice: visitor.practice).begin(account, visitor.request, db)) }
        return .step(try SecondStep(visitor: visitor).begin(account, db))
    }

    private static func secondPage(_ visitor: Visitor, _ token: Token) -> Response {
        var response = Response.redirect(to: Paths.withNext(Paths.signInCode, Paths.local(visitor.form["next"] ?? "/")))
        SecondStep(visitor: visitor).hand(token, in: &response)
        return response
    }

    /// Leads somebody who is signed in now to the page that they wanted, or first to the form that was kept for them.
    static func welcome(_ visitor: Visitor, _ account: Account, _ token: Token) throws -> Response {
        let waits = try KeptForms(practice: visitor.practice, request: visitor.request).find(of: account) != nil
        var response = Response.redirect(to: waits ? Paths.keptForm : Paths.local(visitor.form["next"] ?? "/"))
        Authentication(practice: visitor.practice).hand(token, visitor.request, in: &response)
        return response
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        try context.store.write { db in
            _ = try LoginRepository(db).delete(context.login.id, of: context.account.id)
            try AuditLog(db).record("sign out", AuditSubject("login", id: context.login.id, context.account.username), by: context.actor, at: context.now)
        }
        var response = Response.redirect(to: Paths.signIn)
        response.headers["Clear-Site-Data"] = "\"cache\", \"storage\""
        Authentication(practice: context.practice).forget(context.request, response: &response)
        return response
    }

    private static func refuse(_ visitor: Visitor, _ name: String, _ errors: FieldErrors, _ status: Status = .unprocessableContent) -> Response {
        SignInView(
            page: visitor.layout("Sign in", errors: errors), token: visitor.repeatableToken, next: Paths.local(visitor.form["next"] ?? "/"), name: name,
            errors: errors
        ).page(status)
    }
}
