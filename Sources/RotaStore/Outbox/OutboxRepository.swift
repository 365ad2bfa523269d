import Civil
import SQLite

/// Mail that waits to be sent, and what became of it. Only the process that has the data folder's lock sends any, on one thread.
///
/// What is asked once or twice a mail names its index: without statistics, as a database has none until it was closed once with data, SQLite takes the
/// index of states, and reads and sorts all that waits.
package struct OutboxRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Nothing happens where a mail with the same key was queued before.
    package func queue(_ mail: OutgoingMail, at: Instant) throws {
        try db.run(
            """
            INSERT INTO outbox (
                key, kind, account_id, to_name, to_address, subject, text, html, holds_secret, unsubscribe, message_id, created_at, next_at, expires_at)
            VALUES (:key, :kind, :account, :name, :address, :subject, :text, :html, :secret, :unsubscribe, :message, :at, :at, :expires)
            ON CONFLICT (key) DO NOTHING
            """,
            [
                "key": mail.key, "kind": mail.kind, "account": mail.accountId, "name": mail.toName, "address": mail.toAddress, "subject": mail.subject,
                "text": mail.text, "html": mail.html, "secret": mail.holdsSecret, "unsubscribe": mail.unsubscribe, "message": mail.messageId, "at": at.iso,
                "expires": mail.expiresAt?.iso,
            ])
    }

    /// Marks the one that has been due for longest as being sent, and counts the try. Once that is on the disk it may be sent.
    package func takeNext(at: Instant) throws -> DueMail? {
        let due = try db.first(
            """
            SELECT id, kind, to_name, to_address, subject, text, html, unsubscribe, message_id, created_at, attempts
            FROM outbox INDEXED BY outbox_waiting
            WHERE state = 'waiting' AND next_at <= :at
            ORDER BY next_at, id
            LIMIT 1
            """, ["at": at.iso]
        ) { row in
            DueMail(
                id: row.int(0), kind: row.text(1), toName: row.text(2), toAddress: row.text(3), subject: row.text(4), text: row.optionalText(5) ?? "",
                html: row.optionalText(6), unsubscribe: row.optionalText(7), messageId: row.text(8), createdAt: try row.instant(9), attempts: row.int(10) + 1)
        }
        if let due { _ = try db.run("UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = :id", ["id": due.id]) }
        return due
    }

    /// Somebody else has it safe. What opens something is kept no longer.
    package func markSent(_ id: Int, at: Instant) throws {
        _ = try db.run(
            """
            UPDATE outbox
            SET state = 'sent', ended_at = :at, next_at = NULL, last_error = NULL,
                text = CASE WHEN holds_secret THEN NULL ELSE text END,
                html = CASE WHEN holds_secret THEN NULL ELSE html END,
                unsubscribe = CASE WHEN holds_secret THEN NULL ELSE unsubscribe END
            WHERE id = :id AND state = 'sending'
            """, ["id": id, "at": at.iso])
    }

    /// - Parameter next: when it is tried again; nil: it failed for good.
    package func markUnsent(_ id: Int, because error: String, next: Instant?, at: Instant) throws {
        _ = try db.run(
            """
            UPDATE outbox
            SET state = CASE WHEN :next IS NULL THEN 'failed' ELSE 'waiting' END,
                ended_at = CASE WHEN :next IS NULL THEN :at END,
                next_at = :next, last_error = :error
            WHERE id = :id AND state = 'sending'
            """, ["id": id, "error": error, "next": next?.iso, "at": at.iso])
    }

    /// Counts a try of every one that is due: the way out is blocked, whichever it is. Gives how many failed for good by that.
    package func postponeDue(because error: String, at: Instant) throws -> Int {
        for attempts in 0..<OutboxPatience.tries - 1 {
            guard let pause = OutboxPatience.seconds(afterTries: attempts + 1) else { continue }
            // Those moved are not due any more, so that none is moved twice.
            _ = try db.run(
                """
                UPDATE outbox
                SET attempts = attempts + 1, last_error = :error, next_at = :next
                WHERE state = 'waiting' AND next_at <= :at AND attempts = :attempts
                """, ["error": error, "next": (at + pause).iso, "at": at.iso, "attempts": attempts])
        }
        return try db.run(
            """
            UPDATE outbox
            SET attempts = attempts + 1, last_error = :error, next_at = NULL, state = 'failed', ended_at = :at
            WHERE state = 'waiting' AND next_at <= :at
            """, ["error": error, "at": at.iso])
    }

    /// What a process that died was sending may have arrived or not: it is sent again, as the same message. One that was tried often, as if it were
    /// what the process dies of, waits.
    package func recover(at: Instant) throws -> Int {
        try db.run(
            """
            UPDATE outbox
            SET state = 'waiting', next_at = CASE WHEN attempts < :tries THEN :at ELSE :later END,
                last_error = 'The program ended while this was being sent, so it is sent again.'
            WHERE state = 'sending'
            """, ["at": at.iso, "later": (at + OutboxPatience.rest).iso, "tries": OutboxPatience.tries])
    }

    /// Gives up what is of no use any more, and forgets what it held.
    package func dropExpired(at: Instant) throws -> Int {
        try db.run(
            """
            UPDATE outbox
            SET state = 'dropped', ended_at = :at, next_at = NULL, text = NULL, html = NULL, unsubscribe = NULL
            WHERE expires_at <= :at AND state IN ('waiting', 'failed')
            """, ["at": at.iso])
    }

    /// Forgets those that ended before.
    package func prune(endedBefore: Instant) throws -> Int {
        try db.run("DELETE FROM outbox WHERE ended_at < :before", ["before": endedBefore.iso])
    }

    /// Sends one now that failed or waits for its next try, with all its tries again; false for any other.
    package func retry(_ id: Int, at: Instant) throws -> Bool {
        try db.run(
            """
            UPDATE outbox
            SET state = 'waiting', attempts = 0, next_at = :at, ended_at = NULL
            WHERE id = :id AND state IN ('waiting', 'failed')
            """, ["id": id, "at": at.iso]) > 0
    }

    /// The same for all that failed or wait after a try. Gives how many there were.
    package func retryAll(at: Instant) throws -> Int {
        try db.run(
            """
            UPDATE outbox
            SET state = 'waiting', attempts = 0, next_at = :at, ended_at = NULL
            WHERE state = 'failed' OR (state = 'waiting' AND attempts > 0)
            """, ["at": at.iso])
    }

    /// When the next one is due; nil when none waits.
    package func nextDue() throws -> Instant? {
        try db.first("SELECT min(next_at) FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting'") { try $0.optionalInstant(0) } ?? nil
    }
}
