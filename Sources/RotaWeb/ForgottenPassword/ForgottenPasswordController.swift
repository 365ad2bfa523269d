import HTML
import HTTP
import RotaDomain
import RotaStore

/// "Forgotten your password?": one answer for everybody, known or not, in the same time (issue 5.8).
enum ForgottenPasswordController {
    static func new(_ visitor: Visitor) throws -> Response { page(visitor, "", FieldErrors()) }

    static func create(_ visitor: Visitor) throws -> Response {
        let typed = (visitor.form["username"] ?? "").trimmingSpaces
        var errors = FieldErrors()
        guard visitor.post.isOn else { return page(visitor, typed, errors, .conflict) }
        if typed.isEmpty { errors.add("username", "Enter your username or email") }
        if typed.isLonger(than: 254) { errors.add("username", "Username or email must be 254 characters or fewer") }
        guard errors.isEmpty else { return page(visitor, typed, errors) }
        let failures = SignInFailures(subjects: [.resets(from: visitor.request.remoteAddress)])
        let pause = try visitor.practice.store.write { db in try failures.begin(db, at: visitor.practice.clock.now()) }
        guard pause == 0 else {
            errors.add("username", SignInFailures.tooManyTries(pause))
            var response = page(visitor, typed, errors, .tooManyRequests)
            response.headers["Retry-After"] = String(pause)
            return response
        }
        leave(visitor, typed)
        return .redirect(to: Paths.forgottenPasswordSent)
    }

    static func sent(_ visitor: Visitor) throws -> Response { ForgottenPasswordSentView(page: visitor.layout("Look in your mail")).page() }

    private static func leave(_ visitor: Visitor, _ typed: String) {
        let practice = visitor.practice, name = visitor.practiceName, request = visitor.request.id.description
        practice.errands.run {
            do {
                try PasswordResets(practice: practice).request(typed, request, practiceName: name)
            } catch {
                practice.notices.tellFailed(.resets)
                throw error
            }
        }
    }

    private static func page(_ visitor: Visitor, _ typed: String, _ errors: FieldErrors, _ status: Status? = nil) -> Response {
        ForgottenPasswordView(
            page: visitor.layout("Forgotten your password?", errors: errors), token: visitor.repeatableToken, hasMail: visitor.post.isOn, username: typed, errors: errors
        ).page(status ?? (errors.isEmpty ? .ok : .unprocessableContent))
    }
}

struct ForgottenPasswordView {
    let page: PageLayout
    let token: FormToken
    let hasMail: Bool
    let username: TextField

    init(page: PageLayout, token: FormToken, hasMail: Bool, username typed: String, errors: FieldErrors) {
        self.page = page
        self.token = token
        self.hasMail = hasMail
        username = TextField(id: "username", label: "Username or email", value: typed, error: errors["username"], autocomplete: "username")
    }

    static let preview = ForgottenPasswordView(page: .preview, token: .preview, hasMail: true, username: "", errors: FieldErrors())
}

struct ForgottenPasswordSentView {
    let page: PageLayout

    static let preview = ForgottenPasswordSentView(page: .preview)
}
