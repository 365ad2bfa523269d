import Civil

/// One mail as it goes into the outbox: everything but when it was sent.
package struct OutgoingMail: Sendable, Equatable {
    /// Names what it tells: a second mail with the same key is not queued.
    package let key: String
    /// Which of the program's mails it is: its template's name below `Templates/mail/`.
    package let kind: String
    /// Whose account it goes to; nil for somebody who has none yet.
    package let accountId: Int?
    package let toName: String
    package let toAddress: String
    package let subject: String
    package let text: String
    package let html: String
    /// There is a link inside that opens something: its bodies go when it is sent.
    package let holdsSecret: Bool
    /// The address that ends mails of this kind (RFC 8058).
    package let unsubscribe: String?
    /// The left part of its Message-ID.
    package let messageId: String
    /// When what is inside is of no use any more; nil: never.
    package let expiresAt: Instant?

    package init(
        key: String, kind: String, accountId: Int?, toName: String, toAddress: String, subject: String, text: String, html: String, holdsSecret: Bool,
        unsubscribe: String?, messageId: String, expiresAt: Instant? = nil
    ) {
        self.key = key
        self.kind = kind
        self.accountId = accountId
        self.toName = toName
        self.toAddress = toAddress
        self.subject = subject
        self.text = text
        self.html = html
        self.holdsSecret = holdsSecret
        self.unsubscribe = unsubscribe
        self.messageId = messageId
        self.expiresAt = expiresAt
    }
}
