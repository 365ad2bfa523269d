import HTML
import HTTP
import RotaDomain
import RotaStore

/// A new password for somebody who has forgotten theirs or has none yet. Where mail is on, a link goes to them and nobody else learns what they choose (ASVS 6.4.6). Only
/// where it is off does the manager choose one and tell it in person; it ends all their logins.
enum AccountPasswordController {
    static func edit(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        guard account.id != context.account.id else { return .redirect(to: Paths.password) }
        return try context.post.isOn ? linkPage(context, account) : page(context, account, FieldErrors())
    }

    static func update(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        guard account.id != context.account.id else { return .redirect(to: Paths.password) }
        guard !context.post.isOn else { return .redirect(to: Paths.accountPassword(account.id)) }
        var errors = FieldErrors()
        let password = context.form["password"] ?? ""
        if let problem = PasswordRules.problem(password, context: account.passwordContext + [context.practiceName]) { errors.add("password", problem) }
        guard errors.isEmpty else { return try page(context, account, errors, .unprocessableContent) }
        _ = try context.accountChanges.setPassword(password, of: account.id)
        return try context.redirect(
            to: Paths.account(account.id), success: "\(account.name) has a new password and is signed out everywhere. Tell them the password in person.")
    }

    private static func linkPage(_ context: SignedIn, _ account: Account) throws -> Response {
        let isFirst = try context.store.read { db in try !AccountRepository(db).hasPassword(account.id) }
        let layout = context.layout(AccountResetLinkView.title(isFirst: isFirst), section: .accounts, crumbs: AccountsController.crumbs(account))
        return AccountResetLinkView(page: layout, token: try context.formToken(), account: account, isFirst: isFirst).page()
    }

    private static func page(_ context: SignedIn, _ account: Account, _ errors: FieldErrors, _ status: Status = .ok) throws -> Response {
        let crumbs = AccountsController.crumbs(account)
        return AccountPasswordView(
            page: context.layout("Set a new password", section: .accounts, crumbs: crumbs, errors: errors), token: try context.formToken(), account: account,
            errors: errors
        ).page(status)
    }
}

struct AccountPasswordView {
    let page: PageLayout
    let token: FormToken
    let name: String
    let action: String
    let back: String
    let password: TextField

    init(page: PageLayout, token: FormToken, account: Account, errors: FieldErrors) {
        self.page = page
        self.token = token
        name = account.name
        action = Paths.accountPassword(account.id)
        back = Paths.account(account.id)
        password = .newPassword("password", label: "New password", error: errors["password"])
    }

    static let preview = AccountPasswordView(page: .preview, token: .preview, account: .preview, errors: FieldErrors())
}

struct AccountResetLinkView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let name: String
    let isActive: Bool
    /// What will be sent, and what it does.
    let promise: String
    let action: String
    let back: String

    /// - Parameter isFirst: the account has no password yet.
    init(page: PageLayout, token: FormToken, account: Account, isFirst: Bool) {
        self.page = page
        self.token = token
        title = AccountResetLinkView.title(isFirst: isFirst)
        name = account.name
        isActive = account.active
        promise = isFirst
            ? "A link to choose a first password goes to \(account.email). It works once, for 7 days. A link that was sent before works no longer."
            : "A link to choose a new password goes to \(account.email). It works once, for 30 minutes. Nothing changes until \(account.name) uses it; then they are signed out everywhere."
        action = Paths.accountResetLink(account.id)
        back = Paths.account(account.id)
    }

    static func title(isFirst: Bool) -> String { isFirst ? "Send a link to choose a password" : "Send a reset link" }

    static let preview = AccountResetLinkView(page: .preview, token: .preview, account: .preview, isFirst: false)
}

extension Account {
    /// What their password must not be made of.
    var passwordContext: [String] { [username, name, email] }

    static let preview = Account(id: 7, username: "ann.moss", name: "Ann Moss", email: "ann.moss@example.com", role: .manager, active: true)
}

extension TextField {
    static func newPassword(_ id: String, label: String, error: String?) -> TextField {
        TextField(
            id: id, label: label, hint: "12 characters or more. Three random words make a good one", value: "", error: error, width: "input--20",
            type: "password", autocomplete: "new-password")
    }
}
