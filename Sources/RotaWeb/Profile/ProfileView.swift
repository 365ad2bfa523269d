import Civil
import RotaDomain
import RotaStore

struct ProfileView {
    /// What stands about the account elsewhere.
    struct State {
        var verifiedAt: Instant?
        /// A link that proves an address and was not used yet.
        var link: AccountLink?
        var hasTwoSteps = false
        var codesLeft = 0
        var logins = 1
        /// Nil for who is nobody on the rota.
        var hasCalendar: Bool?
    }

    let page: PageLayout
    let token: FormToken
    let proofToken: FormToken
    let cancelToken: FormToken
    let name: TextField
    let username: String
    let role: String
    let email: String
    /// "Proved on …", or that it is not.
    let emailState: String
    let isProved: Bool
    var tagClass: String { isProved ? "tag tag--good" : "tag" }
    /// The new address that waits to be proved.
    let pendingEmail: String?
    let pendingNote: String
    /// A link to the address itself can be sent.
    let canProve: Bool
    let hasMail: Bool
    let hasTwoSteps: Bool
    let codesLeft: String
    let isLow: Bool
    let logins: String
    let isClinician: Bool
    let calendar: String

    init(
        page: PageLayout, token: FormToken, proofToken: FormToken, cancelToken: FormToken, account: Account, form: ProfileForm, state: State, hasMail: Bool, now: Instant
    ) {
        self.page = page
        self.token = token
        self.proofToken = proofToken
        self.cancelToken = cancelToken
        name = TextField(id: "name", label: "Full name", value: form.name, error: form.errors["name"], width: "input--30", autocomplete: "name")
        username = account.username
        role = account.role.label
        email = account.email
        isProved = state.verifiedAt != nil
        emailState = state.verifiedAt.map { "Proved on \($0.words)" } ?? "Not proved yet"
        let change = state.link.flatMap { $0.email == account.email ? nil : $0 }
        pendingEmail = change?.email
        pendingNote = change.map { $0.isOpen(at: now) ? "Open the link in the mail that went there by \($0.expiresAt.words)." : "The link in the mail that went there has run out. Cancel the change and begin again." } ?? ""
        canProve = !isProved && hasMail && change == nil
        self.hasMail = hasMail
        hasTwoSteps = state.hasTwoSteps
        codesLeft = counted(state.codesLeft, "recovery code")
        isLow = state.hasTwoSteps && state.codesLeft <= 2
        logins = counted(state.logins, "browser")
        isClinician = state.hasCalendar != nil
        calendar = state.hasCalendar == true ? "On" : "Off"
    }

    static let preview = ProfileView(
        page: .preview, token: .preview, proofToken: .preview, cancelToken: .preview, account: .preview, form: ProfileForm(.preview),
        state: State(verifiedAt: Instant(seconds: 1_795_000_000), hasTwoSteps: true, codesLeft: 2), hasMail: true, now: Instant(seconds: 1_795_000_000))
}

struct EmailFormView {
    let page: PageLayout
    let token: FormToken
    let now: String
    let hasMail: Bool
    let email: TextField
    let current: TextField

    init(page: PageLayout, token: FormToken, account: Account, hasMail: Bool, email typed: String, errors: FieldErrors) {
        self.page = page
        self.token = token
        now = account.email
        self.hasMail = hasMail
        email = TextField(id: "email", label: "New email address", value: typed, error: errors["email"], width: "input--30", type: "email", autocomplete: "email")
        current = CurrentPassword.field(errors)
    }

    static let preview = EmailFormView(page: .preview, token: .preview, account: .preview, hasMail: true, email: "", errors: FieldErrors())
}

/// What a link in a mail to a new address opens.
struct EmailLinkView {
    let page: PageLayout
    let token: FormToken
    let name: String
    let username: String
    let email: String
    let isChange: Bool

    static let preview = EmailLinkView(page: .preview, token: .preview, name: "Ann Moss", username: "ann.moss", email: "ann@example.com", isChange: true)
}

/// A short page that says what was done, outside the signed-in program.
struct DoneView {
    let page: PageLayout
    let title: String
    let message: String
    let link: PageLayout.Link

    static let preview = DoneView(page: .preview, title: "Your address is proved", message: "Mail goes there from now on.", link: PageLayout.Link(label: "Go on", path: "/"))
}
