struct SignInView {
    /// Why somebody is asked to sign in, where they may wonder.
    enum Reason: String {
        case timeUp = "time"
        case passwordChosen = "password"
        case formKept = "form"

        var words: String {
            switch self {
            case .timeUp: "You had five minutes for the second step. Enter your password again."
            case .passwordChosen: "Your password is saved, and wherever you were signed in you are signed out. Sign in with it."
            case .formKept: "You were signed out, because you had not used the program for a while. What you typed is kept: sign in, and you can send it."
            }
        }
    }

    let page: PageLayout
    let token: FormToken
    /// Where to go afterwards.
    let next: String
    let username: TextField
    let password: TextField
    let note: String?

    init(page: PageLayout, token: FormToken, next: String, name: String, errors: FieldErrors, reason: Reason? = nil) {
        self.page = page
        self.token = token
        self.next = next
        note = reason?.words
        username = TextField(id: "username", label: "Username or email", value: name, error: errors["username"], autocomplete: "username webauthn")
        password = TextField(id: "password", label: "Password", value: "", error: errors["password"], type: "password", autocomplete: "current-password")
    }

    static let preview = SignInView(page: .preview, token: .preview, next: "/", name: "priya", errors: FieldErrors(), reason: .formKept)
}

/// In place of signing in while nobody has an account.
struct NotSetUpView {
    let page: PageLayout

    static let preview = NotSetUpView(page: .preview)
}

/// The second step, by app or by recovery code.
struct SignInCodeView {
    let page: PageLayout
    let token: FormToken
    let next: String
    let title: String
    let lead: String
    let action: String
    let code: TextField
    let other: PageLayout.Link

    init(page: PageLayout, token: FormToken, next: String, kind: SignInCodePage, error: String?) {
        self.page = page
        self.token = token
        self.next = next
        title = kind.title
        switch kind {
        case .app:
            lead = "Open your authenticator app and type the 6 figures that it shows for Practice Rota."
            action = Paths.signInCode
            code = .oneTimeCode(error)
            other = PageLayout.Link(label: "Use a recovery code instead", path: Paths.withNext(Paths.signInRecoveryCode, next))
        case .recovery:
            lead = "Type one of the codes that you kept when you set up two-step verification. Each works once."
            action = Paths.signInRecoveryCode
            code = .recoveryCode(error)
            other = PageLayout.Link(label: "Use your authenticator app instead", path: Paths.withNext(Paths.signInCode, next))
        }
    }

    static let preview = SignInCodeView(page: .preview, token: .preview, next: "/", kind: .app, error: nil)
}

extension TextField {
    static func oneTimeCode(_ error: String?, label: String = "6-figure code") -> TextField {
        TextField(id: "code", label: label, hint: "It changes every 30 seconds", value: "", error: error, width: "input--10", autocomplete: "one-time-code", inputmode: "numeric")
    }

    static func recoveryCode(_ error: String?) -> TextField {
        TextField(id: "code", label: "Recovery code", hint: "For example, ABCD-EFGH-IJKL-MNOP-QRST-UVWX", value: "", error: error, width: "input--30")
    }
}
