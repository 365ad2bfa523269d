import Civil
import SQLite

/// What became of one mail, for the page of what it tells.
package struct MailFate: Sendable, Equatable {
    /// waiting, sending, sent, failed, dropped
    package let state: String
    /// When it was sent, given up or dropped.
    package let endedAt: Instant?

    package init(state: String, endedAt: Instant? = nil) {
        self.state = state
        self.endedAt = endedAt
    }

    /// Nil where no mail was queued by this key.
    package static func of(_ key: String, _ db: Connection) throws -> MailFate? {
        try db.first("SELECT state, ended_at FROM outbox WHERE key = :key", ["key": key]) { row in
            MailFate(state: row.text(0), endedAt: try row.optionalInstant(1))
        }
    }

    /// Nobody is to get it any more, if it has not gone yet: what it holds leads nowhere.
    package static func drop(_ key: String, at now: Instant, _ db: Connection) throws {
        _ = try db.run(
            """
            UPDATE outbox
            SET state = 'dropped', ended_at = :at, next_at = NULL, text = NULL, html = NULL, unsubscribe = NULL
            WHERE key = :key AND state IN ('waiting', 'failed')
            """, ["key": key, "at": now.iso])
    }
}
