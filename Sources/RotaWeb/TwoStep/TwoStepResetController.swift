import HTML
import HTTP
import RotaDomain
import RotaStore

/// Somebody else's two-step verification, for whoever has lost phone and recovery codes: a manager who knows them takes it away, and they set it up anew.
enum TwoStepResetController {
    static func show(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        guard account.id != context.account.id else { return .redirect(to: Paths.twoStep) }
        let isOn = try context.store.read { db in try TwoStepRepository(db).isOn(account.id) }
        let crumbs = [PageLayout.Link(label: "Users", path: Paths.accounts), PageLayout.Link(label: account.name, path: Paths.account(account.id))]
        return TwoStepResetView(
            page: context.layout("Two-step verification", section: .accounts, crumbs: crumbs), token: try context.formToken(), name: account.name, isOn: isOn, hasMail: context.post.isOn,
            action: Paths.accountTwoStepReset(account.id), back: Paths.account(account.id)
        ).page()
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        guard account.id != context.account.id else { return .redirect(to: Paths.twoStep) }
        try context.store.write { db in
            guard try TwoStepRepository(db).end(account.id) else { return }
            try SignInStepRepository(db).deleteAll(of: account.id)
            try LoginRepository(db).deleteAll(of: account.id)
            try AuditLog(db).record("reset two-step verification", AuditSubject("account", id: account.id, account.username), by: context.actor, at: context.now)
            try AccountMail(context.post).tell(
                account, "Two-step verification was reset", "\(context.account.name) reset the two-step verification of your account. Set it up again on your profile when you have signed in.",
                kind: "two-step", db)
        }
        return try context.redirect(to: Paths.account(account.id), success: "\(account.name)’s two-step verification is off, and every browser is signed out. They can set it up again when they have signed in.")
    }
}

struct TwoStepResetView {
    let page: PageLayout
    let token: FormToken
    let name: String
    let isOn: Bool
    let hasMail: Bool
    let action: String
    let back: String

    static let preview = TwoStepResetView(page: .preview, token: .preview, name: "Ann Moss", isOn: true, hasMail: true, action: "/accounts/7/two-step/reset", back: "/accounts/7/edit")
}
