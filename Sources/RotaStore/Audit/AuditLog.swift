import Civil
import SQLite

/// Who acts: the signed-in account, or a name such as "Command line".
package struct Actor: Sendable, Equatable {
    package let accountId: Int?
    package let name: String
    package let requestId: String?

    package init(accountId: Int?, name: String, requestId: String? = nil) {
        self.accountId = accountId
        self.name = name
        self.requestId = requestId
    }

    package static let commandLine = Actor(accountId: nil, name: "Command line")
}

/// One line of the audit log (B12).
package struct AuditEntry: Sendable, Equatable {
    package let id: Int
    package let at: Instant
    package let actor: String
    package let action: String
    package let subjectKind: String
    package let subjectId: Int?
    package let subject: String
    /// JSON objects of the fields that changed.
    package let before: String?
    package let after: String?

    package init(
        id: Int, at: Instant, actor: String, action: String, subjectKind: String, subjectId: Int?, subject: String, before: String?, after: String?
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.action = action
        self.subjectKind = subjectKind
        self.subjectId = subjectId
        self.subject = subject
        self.before = before
        self.after = after
    }
}

/// What an entry is about: a kind ("clinician"), its id, and the words to show even when it is gone.
package struct AuditSubject: Sendable {
    package let kind: String
    package let id: Int?
    package let label: String

    package init(_ kind: String, id: Int? = nil, _ label: String) {
        self.kind = kind
        self.id = id
        self.label = label
    }
}

/// Writes and searches the audit log. Every change of data writes its entry in its own transaction.
package struct AuditLog {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Records one act, for example `record("end term", …, before: ["ends": .null], after: ["ends": "2026-12-31"])`.
    package func record(
        _ action: String, _ subject: AuditSubject, by actor: Actor, at: Instant, before: AuditFields? = nil, after: AuditFields? = nil
    ) throws {
        _ = try db.insert(
            """
            INSERT INTO audit_entries (at, account_id, actor, action, subject_kind, subject_id, subject, before, after, request_id)
            VALUES (:at, :account, :actor, :action, :kind, :id, :subject, :before, :after, :request)
            """,
            [
                "at": at.iso, "account": actor.accountId, "actor": actor.name, "action": action, "kind": subject.kind, "id": subject.id,
                "subject": subject.label, "before": before?.json, "after": after?.json, "request": actor.requestId,
            ])
    }

    /// Entries that match, newest first. An offset beyond the last gives none, and a total of 0.
    package func page(_ search: AuditSearch = AuditSearch(), limit: Int, offset: Int = 0) throws -> AuditPage {
        // Found and counted apart, and in the order of an index: else SQLite would put every entry of the years into memory to show fifty.
        let entries = try db.all(
            """
            SELECT id, at, actor, action, subject_kind, subject_id, subject, before, after
            FROM audit_entries
            WHERE (:words = '' OR instr(lower(actor || ' ' || action || ' ' || subject || ' ' || coalesce(before, '') || ' ' || coalesce(after, '')), lower(:words)) > 0)
              AND (:kind = '' OR subject_kind = :kind)
              AND at >= :from AND at < :to
            ORDER BY at DESC, id DESC
            LIMIT :limit OFFSET :offset
            """,
            ["words": search.words, "kind": search.kind, "from": search.start, "to": search.end, "limit": limit, "offset": offset]
        ) { row in
            AuditEntry(
                id: row.int(0), at: try row.instant(1), actor: row.text(2), action: row.text(3), subjectKind: row.text(4),
                subjectId: row.optionalInt(5), subject: row.text(6), before: row.optionalText(7), after: row.optionalText(8))
        }
        return AuditPage(entries: entries, total: entries.isEmpty ? 0 : try count(search))
    }

    private func count(_ search: AuditSearch) throws -> Int {
        guard search != AuditSearch() else { return try db.first("SELECT count(*) FROM audit_entries") { $0.int(0) } ?? 0 }
        return try db.first(
            """
            SELECT count(*)
            FROM audit_entries
            WHERE (:words = '' OR instr(lower(actor || ' ' || action || ' ' || subject || ' ' || coalesce(before, '') || ' ' || coalesce(after, '')), lower(:words)) > 0)
              AND (:kind = '' OR subject_kind = :kind)
              AND at >= :from AND at < :to
            """, ["words": search.words, "kind": search.kind, "from": search.start, "to": search.end]) { $0.int(0) } ?? 0
    }

    /// Jumps from kind to kind along the index: DISTINCT would read all of it.
    package func kinds() throws -> [String] {
        try db.all(
            """
            WITH RECURSIVE kinds (kind) AS (
                SELECT (SELECT min(subject_kind) FROM audit_entries)
                UNION ALL
                SELECT (SELECT min(subject_kind) FROM audit_entries WHERE subject_kind > kind) FROM kinds WHERE kind IS NOT NULL
            )
            SELECT kind FROM kinds WHERE kind IS NOT NULL
            """) { $0.text(0) }
    }
}
