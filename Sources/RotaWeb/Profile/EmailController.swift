import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import Secrets

/// Changing one's own e-mail address: the password is asked, a link goes to the new address and word of it to the old one, and the old one holds until the
/// link was used (issue 5.7). Also the first proof of the address that is there.
enum EmailController {
    /// Links an account may have sent in an hour.
    static let hourlyLimit = 5

    static func edit(_ context: SignedIn) throws -> Response { page(context, "", FieldErrors(), token: try context.formToken()) }

    static func update(_ context: SignedIn) throws -> Response {
        let typed = (context.form["email"] ?? "").trimmingSpaces
        var errors = FieldErrors()
        guard context.post.isOn else { return page(context, typed, errors, token: try context.formToken(), .conflict) }
        if let problem = EmailAddress.problem(typed) { errors.add("email", problem) }
        if typed.lowercased() == context.account.email.lowercased() { errors.add("email", "This is your email address already") }
        let status = try CurrentPassword.check(context, &errors)
        if errors.isEmpty { try send(context, to: typed, &errors) }
        guard errors.isEmpty else { return page(context, typed, errors, token: try context.formToken(), status) }
        return try context.redirect(to: Paths.profile, success: "A link is on its way to \(typed). Your address changes when you open it.")
    }

    /// Proves the address that the account has.
    static func prove(_ context: SignedIn) throws -> Response {
        guard context.post.isOn else { return .redirect(to: Paths.profile) }
        var errors = FieldErrors()
        try send(context, to: context.account.email, &errors)
        if let problem = errors.items.first { return try context.redirect(to: Paths.profile, success: problem.message + ".") }
        return try context.redirect(to: Paths.profile, success: "A link is on its way to \(context.account.email). Open it within 24 hours.")
    }

    static func cancel(_ context: SignedIn) throws -> Response {
        try context.store.write { db in
            guard try AccountLinkRepository(db).end(.email, of: context.account.id, as: .revoked, at: context.now) else { return }
            try AuditLog(db).record("cancel email change", subject(context.account), by: context.actor, at: context.now)
        }
        return try context.redirect(to: Paths.profile, success: "Your email address stays as it is.")
    }

    /// An address that another account has is not told of here: its link says so to whoever reads mail there.
    private static func send(_ context: SignedIn, to address: String, _ errors: inout FieldErrors) throws {
        let token = try Token(random: context.practice.random), now = context.now, account = context.account
        let isSent = try context.store.write { db -> Bool in
            guard try AccountLinkRepository(db).count(.email, of: account.id, since: now - 3_600) < hourlyLimit else { return false }
            let mail = AccountMail(context.post)
            try mail.sendProof(account, to: address, token, db)
            let isChange = address.lowercased() != account.email.lowercased()
            if isChange {
                try mail.tell(
                    account, "Your email address is about to change",
                    "somebody signed in to your account asked for its mail to go to \(address). It changes when the link sent there is opened; until then you can cancel it on your profile.",
                    kind: "email-change", db)
            }
            try AuditLog(db).record(isChange ? "ask for email change" : "ask for email proof", subject(account), by: context.actor, at: now, after: ["email": address])
            return true
        }
        if !isSent { errors.add("email", "Too many links were sent in the last hour. Try again later") }
    }

    private static func subject(_ account: Account) -> AuditSubject { AuditSubject("account", id: account.id, account.username) }

    private static func page(_ context: SignedIn, _ typed: String, _ errors: FieldErrors, token: FormToken, _ status: Status = .ok) -> Response {
        EmailFormView(
            page: context.layout("Change email address", section: nil, crumbs: ProfileController.crumbs, errors: errors), token: token, account: context.account,
            hasMail: context.post.isOn, email: typed, errors: errors
        ).page(status)
    }
}
