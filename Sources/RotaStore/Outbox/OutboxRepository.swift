import Civil
import SQLite

/// Mail that waits to be sent, and what became of it.
package struct OutboxRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Nothing happens where a mail with the same key was queued before.
    package func queue(_ mail: OutgoingMail, at: Instant) throws {
        try db.run(
            """
            INSERT INTO outbox (key, kind, account_id, to_name, to_address, subject, text, html, holds_secret, unsubscribe, message_id, created_at, next_at)
            VALUES (:key, :kind, :account, :name, :address, :subject, :text, :html, :secret, :unsubscribe, :message, :at, :at)
            ON CONFLICT (key) DO NOTHING
            """,
            [
                "key": mail.key, "kind": mail.kind, "account": mail.accountId, "name": mail.toName, "address": mail.toAddress, "subject": mail.subject,
                "text": mail.text, "html": mail.html, "secret": mail.holdsSecret, "unsubscribe": mail.unsubscribe, "message": mail.messageId, "at": at.iso,
            ])
    }
}
