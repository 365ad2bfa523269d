import HTML
import HTTP
import RotaDomain
import RotaStore
import Secrets

/// One's own password (ASVS 6.2.2, 7.2.4, 7.4.3): with it this browser's token changes too.
enum PasswordController {
    static func edit(_ context: SignedIn) throws -> Response { try page(context, FieldErrors(), endsOthers: true) }

    static func update(_ context: SignedIn) throws -> Response {
        let endsOthers = context.form["others"] != nil
        let (errors, status) = try check(context)
        guard errors.isEmpty else { return try page(context, errors, endsOthers: endsOthers, status) }
        let hash = try context.practice.passwords.hash(context.form["password"] ?? "")
        let token = try Token(random: context.practice.random)
        try context.store.write { db in
            try LoginRepository(db).setToken(token.hash, of: context.login.id)
            try NewPassword.store(hash, of: context.account, db, at: context.now)
            try KnownBrowser(practice: context.practice, request: context.request).note(context.account, login: token, db)
            if endsOthers { try LoginRepository(db).deleteAll(of: context.account.id, except: context.login.id) }
            try AuditLog(db).record(
                "change own password", AuditSubject("account", id: context.account.id, context.account.username), by: context.actor, at: context.now,
                after: ["other browsers": endsOthers ? "Signed out" : "Still signed in"])
            try AccountMail(context.post).tell(context.account, "Your password was changed", "the password of your account was changed.", kind: "password", db)
        }
        var response = try context.redirect(to: Paths.logins, success: endsOthers ? "Your password is changed, and every other browser is signed out." : "Your password is changed.")
        Authentication(practice: context.practice).hand(token, context.request, in: &response)
        return response
    }

    /// What is wrong, and how to answer it.
    private static func check(_ context: SignedIn) throws -> (FieldErrors, Status) {
        var errors = FieldErrors()
        if (context.form["current"] ?? "").isEmpty { errors.add("current", "Enter your current password") }
        let problem = PasswordRules.problem(context.form["password"] ?? "", context: context.account.passwordContext + [context.practiceName])
        if let problem { errors.add("password", problem == "Enter a password" ? "Enter a new password" : problem) }
        guard errors.isEmpty else { return (errors, .unprocessableContent) }
        let status = try CurrentPassword.check(context, &errors)
        return (errors, status)
    }

    private static func page(_ context: SignedIn, _ errors: FieldErrors, endsOthers: Bool, _ status: Status = .ok) throws -> Response {
        PasswordView(
            page: context.layout("Change password", section: nil, crumbs: ProfileController.crumbs, errors: errors), token: try context.formToken(), username: context.account.username,
            endsOthers: endsOthers, errors: errors
        ).page(status)
    }
}

struct PasswordView {
    let page: PageLayout
    let token: FormToken
    /// For password managers, which then know whose password this is.
    let username: String
    let current: TextField
    let password: TextField
    let others: ChoiceField

    init(page: PageLayout, token: FormToken, username: String, endsOthers: Bool, errors: FieldErrors) {
        self.page = page
        self.token = token
        self.username = username
        current = CurrentPassword.field(errors)
        password = .newPassword("password", label: "New password", error: errors["password"])
        others = .checkboxes("others", legend: "Other browsers", [("yes", "Sign out everywhere else")], chosen: endsOthers ? ["yes"] : [])
    }

    static let preview = PasswordView(page: .preview, token: .preview, username: "ann.moss", endsOthers: true, errors: FieldErrors())
}
