import Civil
import SQLite

package enum OutboxState: String, CaseIterable, Sendable {
    case waiting, sending, failed, sent, dropped
}

/// A mail as those who look after the outbox see it: never what it says.
package struct OutboxEntry: Sendable, Equatable {
    package let id: Int
    package let kind: String
    package let toName: String
    package let toAddress: String
    package let subject: String
    package let state: OutboxState
    package let attempts: Int
    package let createdAt: Instant
    package let nextAt: Instant?
    package let endedAt: Instant?
    package let lastError: String?

    package init(
        id: Int, kind: String, toName: String, toAddress: String, subject: String, state: OutboxState, attempts: Int, createdAt: Instant, nextAt: Instant?,
        endedAt: Instant?, lastError: String?
    ) {
        (self.id, self.kind, self.toName, self.toAddress, self.subject) = (id, kind, toName, toAddress, subject)
        (self.state, self.attempts, self.createdAt, self.nextAt, self.endedAt, self.lastError) = (state, attempts, createdAt, nextAt, endedAt, lastError)
    }
}

/// The outbox for its page and for who watches the program.
package struct OutboxList {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Newest first; all states where `state` is nil.
    package func page(_ state: OutboxState?, limit: Int, offset: Int) throws -> [OutboxEntry] {
        guard let state else {
            return try db.all(
                """
                SELECT id, kind, to_name, to_address, subject, state, attempts, created_at, next_at, ended_at, last_error
                FROM outbox
                ORDER BY id DESC
                LIMIT :limit OFFSET :offset
                """, ["limit": limit, "offset": offset], read)
        }
        return try db.all(
            """
            SELECT id, kind, to_name, to_address, subject, state, attempts, created_at, next_at, ended_at, last_error
            FROM outbox
            WHERE state = :state
            ORDER BY id DESC
            LIMIT :limit OFFSET :offset
            """, ["state": state.rawValue, "limit": limit, "offset": offset], read)
    }

    package func find(_ id: Int) throws -> OutboxEntry? {
        try db.first(
            """
            SELECT id, kind, to_name, to_address, subject, state, attempts, created_at, next_at, ended_at, last_error
            FROM outbox
            WHERE id = :id
            """, ["id": id], read)
    }

    /// Every state once.
    package func counts() throws -> [(state: OutboxState, count: Int)] {
        let found = Dictionary(uniqueKeysWithValues: try db.all("SELECT state, COUNT(*) FROM outbox GROUP BY state") { ($0.text(0), $0.int(1)) })
        return OutboxState.allCases.map { ($0, found[$0.rawValue] ?? 0) }
    }

    /// When the oldest was queued that is neither sent nor given up.
    package func oldest() throws -> Instant? {
        try db.first("SELECT min(created_at) FROM outbox WHERE state IN ('waiting', 'sending')") { try $0.optionalInstant(0) } ?? nil
    }

    private func read(_ row: Row) throws -> OutboxEntry {
        OutboxEntry(
            id: row.int(0), kind: row.text(1), toName: row.text(2), toAddress: row.text(3), subject: row.text(4), state: try row.word(5), attempts: row.int(6),
            createdAt: try row.instant(7), nextAt: try row.optionalInstant(8), endedAt: try row.optionalInstant(9), lastError: row.optionalText(10))
    }
}
