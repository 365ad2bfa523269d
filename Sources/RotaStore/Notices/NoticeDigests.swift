import Civil
import RotaDomain
import SQLite

/// What one mail of a category tells one account.
package struct NoticeDigest: Sendable, Equatable {
    package let account: Account
    package let category: NoticeCategory
    /// The oldest first.
    package let notices: [Notice]
}

/// The notices that are due to be mailed.
package struct NoticeDigests {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// When the next mail is due; nil where nothing waits.
    package func nextDue() throws -> Instant? {
        try db.first("SELECT min(mail_due) FROM notice_readers WHERE mail_due IS NOT NULL") { try $0.optionalInstant(0) } ?? nil
    }

    /// Takes the next digest that is due, with all that waits in its category for its reader, so that no other takes it: its mail is queued in the
    /// same transaction. What nobody is to be mailed any more (not asked for meanwhile, deactivated, no longer allowed) is let go on the way. Nil when nothing is due.
    package func take(at now: Instant) throws -> NoticeDigest? {
        while let (accountId, category) = try next(at: now) {
            let account = try AccountRepository(db).find(accountId)
            let wanted = try NotificationChoices(db).wanted(by: accountId).contains(category)
            guard let account, account.active, wanted else {
                try drop(category, of: accountId)
                continue
            }
            let notices = try waiting(category, for: account)
            try finish(category, of: accountId, at: now)
            if !notices.isEmpty { return NoticeDigest(account: account, category: category, notices: notices) }
        }
        return nil
    }

    private func next(at now: Instant) throws -> (Int, NoticeCategory)? {
        try db.first(
            """
            SELECT notice_readers.account_id, notices.category
            FROM notice_readers
            JOIN notices ON notices.id = notice_readers.notice_id
            WHERE notice_readers.mail_due <= :now
            ORDER BY notice_readers.mail_due
            LIMIT 1
            """, ["now": now.iso]) { ($0.int(0), try $0.word(1)) }
    }

    private func waiting(_ category: NoticeCategory, for account: Account) throws -> [Notice] {
        try db.all(
            """
            SELECT notices.id, notices.category, notices.words, notices.path, notices.at, notice_readers.read_at IS NOT NULL, notices.permission
            FROM notice_readers
            JOIN notices ON notices.id = notice_readers.notice_id
            WHERE notice_readers.account_id = :account AND notice_readers.mail_due IS NOT NULL AND notices.category = :category
            ORDER BY notices.id
            """, ["account": account.id, "category": category.rawValue]
        ) { row -> Notice? in
            guard account.may(try row.word(6, as: Permission.self)) else { return nil }
            return try NoticeList.read(row)
        }.compactMap { $0 }
    }

    private func finish(_ category: NoticeCategory, of account: Int, at now: Instant) throws {
        try db.run(
            """
            UPDATE notice_readers SET mail_due = NULL, mailed_at = :now
            WHERE account_id = :account AND mail_due IS NOT NULL AND notice_id IN (SELECT id FROM notices WHERE category = :category)
            """, ["account": account, "category": category.rawValue, "now": now.iso])
        try db.run(
            "UPDATE notification_choices SET mailed_at = :now WHERE account_id = :account AND category = :category",
            ["account": account, "category": category.rawValue, "now": now.iso])
    }

    /// Lets go everything: mail was turned off.
    package func dropAll() throws { try db.run("UPDATE notice_readers SET mail_due = NULL WHERE mail_due IS NOT NULL") }

    /// Lets go what waits.
    func drop(_ category: NoticeCategory, of account: Int) throws {
        try db.run(
            """
            UPDATE notice_readers SET mail_due = NULL
            WHERE account_id = :account AND mail_due IS NOT NULL AND notice_id IN (SELECT id FROM notices WHERE category = :category)
            """, ["account": account, "category": category.rawValue])
    }
}
