/// The page to sign up by (S0.65).
struct SignUpView {
    let page: PageLayout
    let token: FormToken
    let practice: String
    /// Whose record the account will be linked to.
    let record: String
    let email: String
    let username: TextField
    let password: TextField

    init(page: PageLayout, token: FormToken, form: AccountForm, practice: String, record: String, email: String) {
        self.page = page
        self.token = token
        self.practice = practice
        self.record = record
        self.email = email
        let fields = AccountFields(form, isOwn: true)
        username = fields.username
        password = fields.password
    }

    static let preview = SignUpView(
        page: .preview, token: .preview, form: AccountForm(), practice: "Elm Surgery", record: "Dr Amara Okafor", email: "amara@elm.example")
}

/// An invitation opened in a browser where somebody is signed in.
struct SignedInAlreadyView {
    let page: PageLayout
    let name: String
    let token: FormToken

    static let preview = SignedInAlreadyView(page: .preview, name: "Priya Shah", token: .preview)
}
