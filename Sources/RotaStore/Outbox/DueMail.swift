import Civil

/// A mail that is being sent.
package struct DueMail: Sendable, Equatable {
    package let id: Int
    package let kind: String
    package let toName: String
    package let toAddress: String
    package let subject: String
    package let text: String
    package let html: String?
    package let unsubscribe: String?
    /// The left part of its Message-ID.
    package let messageId: String
    package let createdAt: Instant
    /// This one included.
    package let attempts: Int

    package init(
        id: Int, kind: String, toName: String, toAddress: String, subject: String, text: String, html: String?, unsubscribe: String?, messageId: String,
        createdAt: Instant, attempts: Int
    ) {
        (self.id, self.kind, self.toName, self.toAddress, self.subject, self.text) = (id, kind, toName, toAddress, subject, text)
        (self.html, self.unsubscribe, self.messageId, self.createdAt, self.attempts) = (html, unsubscribe, messageId, createdAt, attempts)
    }
}
