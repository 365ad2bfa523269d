import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// To whom a mail goes.
struct MailRecipient: Sendable, Equatable {
    let name: String
    let address: String
    /// Nil for somebody who has no account yet.
    var accountId: Int?
}

extension MailRecipient {
    init(_ account: Account) { self.init(name: account.name, address: account.email, accountId: account.id) }
}

/// Puts mail into the outbox, in the transaction of what it tells; a thread of its own sends it.
///
///     if try post.queue(InvitationMail(frame: post.frame("…", because: "…"), link: post.address("/join/\(token.text)")), to: recipient, key: "invitation/\(id)", db) { … }
struct Post {
    let practice: Practice
    let practiceName: String

    /// Whether mail is set up; where it is not, nothing is queued.
    var isOn: Bool { practice.settings.mailTransport != .off }

    /// A path of ours as the reader of a mail can open it. The start sees to it that the base is set where mail is on.
    func address(_ path: String) -> String { practice.settings.baseURL + path }

    /// - Parameter reason: why the reader gets it, a sentence.
    func frame(_ subject: String, because reason: String, unsubscribe: String? = nil) -> MailLayout {
        MailLayout(subject: subject, practice: practiceName, home: address(Paths.home), reason: reason, unsubscribe: unsubscribe)
    }

    /// False where mail is off.
    /// - Parameters:
    ///   - key: names what the mail tells; what was queued once by this key is not queued again.
    ///   - until: when the link inside is dead; a mail that could not be sent by then is dropped.
    @discardableResult
    func queue<Mail: MailView>(_ mail: Mail, to recipient: MailRecipient, key: String, until: Instant? = nil, _ db: Connection) throws -> Bool {
        guard isOn else { return false }
        let html = mail.rendered()
        let message = OutgoingMail(
            key: key, kind: Mail.kind, accountId: recipient.accountId, toName: recipient.name, toAddress: recipient.address, subject: mail.frame.subject,
            text: PlainText(of: html).text, html: String(decoding: html, as: UTF8.self), holdsSecret: Mail.holdsSecret, unsubscribe: mail.frame.unsubscribe,
            messageId: Base64URL.encode(try practice.random.bytes(18)), expiresAt: until)
        try OutboxRepository(db).queue(message, at: practice.clock.now())
        // The thread that sends looks by a write of its own, which comes after this one.
        practice.mailBell.ring()
        return true
    }
}

extension Visitor {
    var post: Post { Post(practice: practice, practiceName: practiceName) }
}

extension SignedIn {
    var post: Post { Post(practice: practice, practiceName: practiceName) }
}
