import HTTP
import RotaDomain
import RotaStore

/// A manager has a link to a password sent to somebody and never learns what they choose (ASVS 6.4.6).
enum AccountResetLinkController {
    static func create(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        guard account.id != context.account.id else { return .redirect(to: Paths.password) }
        guard context.post.isOn else {
            return refusal(
                context, "Mail is not set up here, so nothing can be sent to \(account.name).", remedy: "Set a new password for them, and tell it in person.",
                PageLayout.Link(label: "Set a new password", path: Paths.accountPassword(account.id)))
        }
        guard account.active else {
            return refusal(
                context, "\(account.name)’s account is not active, so a password would open nothing.", remedy: "Activate it first.",
                PageLayout.Link(label: "Edit \(account.name)", path: Paths.accountEdit(account.id)))
        }
        let isFirst = try context.store.read { db in try !AccountRepository(db).hasPassword(account.id) }
        try PasswordResets(practice: context.practice).send(to: account, by: context.actor, practiceName: context.practiceName)
        return try context.redirect(
            to: Paths.account(account.id),
            success: "A link to choose a password is on its way to \(account.email). It works once, \(isFirst ? "for 7 days" : "for 30 minutes").")
    }

    private static func refusal(_ context: SignedIn, _ message: String, remedy: String, _ link: PageLayout.Link) -> Response {
        let words = ErrorPage.Words(title: "No link was sent", message: message, remedy: remedy, link: link)
        return ErrorPage.render(context.practice, context.request.id, .conflict, words: words, to: context)
    }
}
