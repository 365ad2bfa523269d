struct SignInView {
    let page: PageLayout
    let token: FormToken
    /// Where to go afterwards.
    let next: String
    let username: TextField
    let password: TextField

    init(page: PageLayout, token: FormToken, next: String, name: String, errors: FieldErrors) {
        self.page = page
        self.token = token
        self.next = next
        username = TextField(id: "username", label: "Username or email", value: name, error: errors["username"], autocomplete: "username webauthn")
        password = TextField(id: "password", label: "Password", value: "", error: errors["password"], type: "password", autocomplete: "current-password")
    }

    static let preview = SignInView(page: .preview, token: .preview, next: "/", name: "priya", errors: FieldErrors())
}

/// In place of signing in while nobody has an account.
struct NotSetUpView {
    let page: PageLayout

    static let preview = NotSetUpView(page: .preview)
}
