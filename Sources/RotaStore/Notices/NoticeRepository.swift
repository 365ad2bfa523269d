import Civil
import RotaDomain
import SQLite

/// What happened that people should know, and who has read it. Every look-up is one account's own.
package struct NoticeRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Seconds that a first mail waits for more to tell.
    package static let gathering = 60
    /// Seconds between two mails of one category to one person.
    package static let interval = 600

    /// Shows the notice to every active account that may act on it, and has it mailed to those of them who asked for its category. False where it was told before,
    /// and where there is nobody yet to tell: a practice that was imported first finds what waits once its first account is made.
    /// - Parameter mails: whether mail is set up; where it is not, nothing is due.
    @discardableResult
    package func tell(_ notice: NewNotice, mails: Bool, at now: Instant) throws -> Bool {
        let readers = try AccountRepository(db).all().filter { $0.active && $0.may(notice.permission) }
        guard !readers.isEmpty, let id = try insert(notice.category, notice.permission, notice.key, notice.words, notice.path, now) else { return false }
        let choices = NotificationChoices(db)
        for account in readers {
            let due = mails && notice.isMailed ? try choices.due(notice.category, to: account.id, at: now) : nil
            try db.run(
                "INSERT INTO notice_readers (notice_id, account_id, mail_due) VALUES (:notice, :account, :due)",
                ["notice": id, "account": account.id, "due": due?.iso])
        }
        return true
    }

    /// Shows a clinician what became of their own shifts; the mail is queued beside it. False where it was told before.
    @discardableResult
    package func tellShifts(_ words: String, path: String, to account: Int, key: String, at now: Instant) throws -> Bool {
        guard let id = try insert(.shifts, nil, key, words, path, now) else { return false }
        try db.run("INSERT INTO notice_readers (notice_id, account_id) VALUES (:notice, :account)", ["notice": id, "account": account])
        return true
    }

    private func insert(_ category: NoticeCategory, _ permission: Permission?, _ key: String, _ words: String, _ path: String?, _ now: Instant) throws -> Int? {
        try db.first(
            """
            INSERT INTO notices (key, category, permission, words, path, at)
            VALUES (:key, :category, :permission, :words, :path, :at)
            ON CONFLICT (key) DO NOTHING
            RETURNING id
            """, ["key": key, "category": category.rawValue, "permission": permission?.rawValue, "words": words, "path": path, "at": now.iso]) { $0.int(0) }
    }

    package func wasTold(_ key: String) throws -> Bool { try db.first("SELECT 1 FROM notices WHERE key = :key", ["key": key]) { _ in true } ?? false }

    package func hasTold(before: Instant) throws -> Bool {
        try db.first("SELECT 1 FROM notices WHERE at < :before LIMIT 1", ["before": before.iso]) { _ in true } ?? false
    }

    /// Forgets what is older, read or not.
    package func deleteTold(before: Instant) throws { try db.run("DELETE FROM notices WHERE at < :before", ["before": before.iso]) }
}
