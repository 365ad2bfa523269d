import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import Secrets

/// Signing in and out. One message for an unknown user and a wrong password, at the same cost in time.
enum SignInController {
    static func new(_ visitor: Visitor) throws -> Response {
        guard try visitor.practice.store.read({ db in try AccountRepository(db).count() }) > 0 else {
            return NotSetUpView(page: visitor.layout("This practice is not set up yet")).page()
        }
        return try signInPage(visitor)
    }

    private static func signInPage(_ visitor: Visitor) throws -> Response {
        SignInView(
            page: visitor.layout("Sign in"), token: visitor.repeatableToken, next: Paths.local(visitor.request.query["next"] ?? "/"), name: "",
            errors: FieldErrors()
        ).page()
    }

    static func create(_ visitor: Visitor) throws -> Response {
        let name = (visitor.form["username"] ?? "").trimmingSpaces
        let password = visitor.form["password"] ?? ""
        var errors = FieldErrors()
        if name.isEmpty { errors.add("username", "Enter your username or email") }
        if password.isEmpty { errors.add("password", "Enter your password") }
        guard errors.isEmpty else { return refuse(visitor, name, errors) }
        let authentication = Authentication(practice: visitor.practice)
        let outcome = try SignIn(practice: visitor.practice).attempt(name: name, password: password, address: visitor.request.remoteAddress) { account, db in
            try authentication.begin(account, visitor.request, db)
        }
        switch outcome {
        case .signedIn(let login):
            var response = Response.redirect(to: Paths.local(visitor.form["next"] ?? "/"))
            authentication.hand(login, visitor.request, in: &response)
            return response
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
