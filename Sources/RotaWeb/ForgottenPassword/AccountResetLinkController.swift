import HTTP
import RotaDomain
import RotaStore

/// A manager starts a reset for somebody and never learns the password (ASVS 6.4.6).
enum AccountResetLinkController {
    static func create(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        guard account.id != context.account.id else { return .redirect(to: Paths.password) }
        let edit = Paths.account(account.id)
        guard account.active else { return try context.redirect(to: edit, success: "\(account.name)'s account is not active, so no link was sent.") }
        let isFirst = try context.store.read { db in try !AccountRepository(db).hasPassword(account.id) }
        let isSent = try PasswordResets(practice: context.practice).send(to: account, by: context.actor, practiceName: context.practiceName)
        return try context.redirect(
            to: edit,
            success: isSent
                ? "A link to choose a password is on its way to \(account.email). It works once, \(isFirst ? "for 7 days" : "for 30 minutes")."
                : "No link was sent: \(account.name) was sent \(PasswordResets.hourlyLimit) in the last hour. Try again later.")
    }
}
