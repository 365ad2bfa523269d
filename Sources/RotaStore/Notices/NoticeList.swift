import Civil
import RotaDomain
import SQLite

/// What of the notices a list shows.
package struct NoticeFilter: Sendable, Equatable {
    package var category: NoticeCategory?
    package var isUnread: Bool

    package init(category: NoticeCategory? = nil, isUnread: Bool = false) {
        self.category = category
        self.isUnread = isUnread
    }
}

/// One account's own notices; those about what it may no longer do are left out.
package struct NoticeList {
    private let db: Connection
    private let account: Account

    package init(_ db: Connection, of account: Account) {
        self.db = db
        self.account = account
    }

    /// No more are counted than this and one: the rest is "99+".
    package static let mostCounted = 99

    /// How many are unread, at most one more than `mostCounted`: each page asks.
    package func unread() throws -> Int {
        try db.first(
            """
            SELECT count(*)
            FROM (
                SELECT 1
                FROM notice_readers
                JOIN notices ON notices.id = notice_readers.notice_id
                WHERE notice_readers.account_id = :account AND notice_readers.read_at IS NULL
                  AND (notices.permission IS NULL OR notices.permission IN (SELECT value FROM json_each(:may)))
                LIMIT :most
            )
            """, ["account": account.id, "may": may, "most": NoticeList.mostCounted + 1]) { $0.int(0) } ?? 0
    }

    package func count(_ filter: NoticeFilter) throws -> Int {
        try db.first(
            """
            SELECT count(*)
            FROM notice_readers
            JOIN notices ON notices.id = notice_readers.notice_id
            WHERE notice_readers.account_id = :account AND (:unread = 0 OR notice_readers.read_at IS NULL) AND (:category IS NULL OR notices.category = :category)
              AND (notices.permission IS NULL OR notices.permission IN (SELECT value FROM json_each(:may)))
            """, ["account": account.id, "unread": filter.isUnread, "category": filter.category?.rawValue, "may": may]) { $0.int(0) } ?? 0
    }

    /// The newest first.
    package func page(_ filter: NoticeFilter, limit: Int, offset: Int) throws -> [Notice] {
        try db.all(
            """
            SELECT notices.id, notices.category, notices.words, notices.path, notices.at, notice_readers.read_at IS NOT NULL
            FROM notice_readers
            JOIN notices ON notices.id = notice_readers.notice_id
            WHERE notice_readers.account_id = :account AND (:unread = 0 OR notice_readers.read_at IS NULL) AND (:category IS NULL OR notices.category = :category)
              AND (notices.permission IS NULL OR notices.permission IN (SELECT value FROM json_each(:may)))
            ORDER BY notice_readers.notice_id DESC
            LIMIT :limit OFFSET :offset
            """,
            ["account": account.id, "unread": filter.isUnread, "category": filter.category?.rawValue, "may": may, "limit": limit, "offset": offset], NoticeList.read)
    }

    package func find(_ id: Int) throws -> Notice? {
        try db.first(
            """
            SELECT notices.id, notices.category, notices.words, notices.path, notices.at, notice_readers.read_at IS NOT NULL
            FROM notice_readers
            JOIN notices ON notices.id = notice_readers.notice_id
            WHERE notice_readers.account_id = :account AND notice_readers.notice_id = :id
              AND (notices.permission IS NULL OR notices.permission IN (SELECT value FROM json_each(:may)))
            """, ["account": account.id, "id": id, "may": may], NoticeList.read)
    }

    package func markRead(_ id: Int, at now: Instant) throws {
        try db.run(
            "UPDATE notice_readers SET read_at = :now WHERE account_id = :account AND notice_id = :id AND read_at IS NULL",
            ["account": account.id, "id": id, "now": now.iso])
    }

    /// Those up to this one: what came while the page was open stays unread.
    package func markAllRead(upTo id: Int, at now: Instant) throws -> Int {
        try db.run(
            "UPDATE notice_readers SET read_at = :now WHERE account_id = :account AND notice_id <= :id AND read_at IS NULL",
            ["account": account.id, "id": id, "now": now.iso])
    }

    private var may: String { "[\(Permission.allCases.filter(account.may).map { "\"\($0.rawValue)\"" }.joined(separator: ","))]" }

    static func read(_ row: Row) throws -> Notice {
        Notice(id: row.int(0), category: try row.word(1), words: row.text(2), path: row.optionalText(3), at: try row.instant(4), isRead: row.bool(5))
    }
}
