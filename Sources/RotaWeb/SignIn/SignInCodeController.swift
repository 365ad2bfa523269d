import HTML
import HTTP
import RotaDomain
import Secrets

/// The second page of signing in: a code of the authenticator app, or a recovery code.
enum SignInCodeController {
    static func new(_ visitor: Visitor) throws -> Response { try open(visitor, next: visitor.request.query["next"]) { SignInCodePage.app } }

    static func newRecovery(_ visitor: Visitor) throws -> Response { try open(visitor, next: visitor.request.query["next"]) { SignInCodePage.recovery } }

    static func create(_ visitor: Visitor) throws -> Response {
        let typed = visitor.form["code"] ?? ""
        guard !typed.trimmingSpaces.isEmpty else { return refuse(visitor, .app, "Enter the code from your app") }
        // Not a try at the six figures, and not to be used up by chance.
        guard !TypedCode.isRecoveryCode(typed) else { return refuse(visitor, .app, "That is a recovery code. Follow “Use a recovery code instead”, and enter it there") }
        return try answer(visitor, .app, try SecondStep(visitor: visitor).attempt(.app(TypedCode.figures(typed))))
    }

    static func createRecovery(_ visitor: Visitor) throws -> Response {
        let typed = visitor.form["code"] ?? ""
        guard !typed.trimmingSpaces.isEmpty else { return refuse(visitor, .recovery, "Enter one of your recovery codes") }
        return try answer(visitor, .recovery, try SecondStep(visitor: visitor).attempt(.recovery(typed)))
    }

    private static func answer(_ visitor: Visitor, _ page: SignInCodePage, _ outcome: SecondStep.Outcome) throws -> Response {
        switch outcome {
        case .signedIn(let token, let account):
            var response = try SignInController.welcome(visitor, account, token)
            SecondStep(visitor: visitor).forget(in: &response)
            return response
        case .wrong: return refuse(visitor, page, page.wrong)
        case .slowDown(let seconds):
            var response = refuse(visitor, page, SignInFailures.tooManyTries(seconds), .tooManyRequests)
            response.headers["Retry-After"] = String(seconds)
            return response
        case .ended: return ended(visitor, visitor.form["next"])
        }
    }

    private static func open(_ visitor: Visitor, next: String?, _ page: () -> SignInCodePage) throws -> Response {
        guard try SecondStep(visitor: visitor).isOpen() else { return ended(visitor, next) }
        return SignInCodeView(
            page: visitor.layout(page().title), token: visitor.repeatableToken, next: Paths.local(next ?? "/"), kind: page(), error: nil
        ).page()
    }

    /// The password is asked again.
    private static func ended(_ visitor: Visitor, _ next: String?) -> Response {
        .redirect(to: Paths.signInAgain(next: Paths.local(next ?? "/"), because: .timeUp))
    }

    private static func refuse(_ visitor: Visitor, _ page: SignInCodePage, _ message: String, _ status: Status = .unprocessableContent) -> Response {
        var errors = FieldErrors()
        errors.add("code", message)
        return SignInCodeView(
            page: visitor.layout(page.title, errors: errors), token: visitor.repeatableToken, next: Paths.local(visitor.form["next"] ?? "/"), kind: page, error: message
        ).page(status)
    }
}

/// Which of the two pages it is.
enum SignInCodePage {
    case app, recovery

    var title: String { self == .app ? "Enter your code" : "Use a recovery code" }

    var wrong: String {
        self == .app
            ? "That code is not right, or was used already. Enter the one that your app shows now" : "That is not one of your recovery codes, or it was used already"
    }
}
