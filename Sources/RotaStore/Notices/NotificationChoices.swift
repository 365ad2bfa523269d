import Civil
import RotaDomain
import SQLite

/// Which categories each account asked to be mailed about (S0.73, S0.74).
package struct NotificationChoices {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func wanted(by account: Int) throws -> Set<NoticeCategory> {
        Set(try db.all("SELECT category FROM notification_choices WHERE account_id = :account AND wanted = 1", ["account": account]) { try $0.word(0) })
    }

    /// What waits to be mailed of a category that is not wanted any more is not mailed.
    package func set(_ wanted: Set<NoticeCategory>, of account: Int) throws {
        for category in NoticeCategory.optional { try set(category, wanted.contains(category), of: account) }
    }

    package func set(_ category: NoticeCategory, _ isWanted: Bool, of account: Int) throws {
        try db.run(
            """
            INSERT INTO notification_choices (account_id, category, wanted) VALUES (:account, :category, :wanted)
            ON CONFLICT (account_id, category) DO UPDATE SET wanted = excluded.wanted
            """, ["account": account, "category": category.rawValue, "wanted": isWanted])
        if !isWanted { try NoticeDigests(db).drop(category, of: account) }
    }

    /// When a mail of the category may go to the account: soon, and not within ten minutes of the last; nil for who did not ask for it.
    func due(_ category: NoticeCategory, to account: Int, at now: Instant) throws -> Instant? {
        let choice = try db.first(
            "SELECT mailed_at FROM notification_choices WHERE account_id = :account AND category = :category AND wanted = 1",
            ["account": account, "category": category.rawValue]) { try $0.optionalInstant(0) }
        guard let mailed = choice else { return nil }
        return max(now + NoticeRepository.gathering, mailed.map { $0 + NoticeRepository.interval } ?? now)
    }
}
