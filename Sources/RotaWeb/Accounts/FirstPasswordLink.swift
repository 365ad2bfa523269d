import Civil
import RotaStore
import SQLite

/// The open link by which an account's owner is to choose a first password, and what became of its mail.
struct FirstPasswordLink {
    let email: String
    let until: Instant
    let mail: MailFate?

    /// Nil where no link leads anywhere: it ran out, or the account's address was changed.
    init?(of account: Int, _ db: Connection, at now: Instant) throws {
        guard let link = try AccountLinkRepository(db).pending(.reset, of: account), link.isOpen(at: now) else { return nil }
        email = link.email
        until = link.expiresAt
        mail = try MailFate.of(AccountLink.mailKey(.reset, link.id), db)
    }

    /// What stands of it, a sentence or two.
    var words: String {
        switch mail?.state {
        case "sent": "A link was mailed to \(email). It works until \(until.words)."
        case "failed": "The mail with the link to \(email) could not be sent."
        default: "A link to \(email) waits to be mailed. It works until \(until.words)."
        }
    }
}
