import Civil
import RotaDomain
import RotaStore
import SQLite

@testable import RotaWeb

extension TestApp {
    @discardableResult
    func tell(_ notice: NewNotice) throws -> Bool {
        let notices = practice.notices
        return try store.write { db in try notices.tell(notice, db) }
    }

    /// "Something happened: KEY."
    @discardableResult
    func tell(_ key: String, _ category: NoticeCategory = .operational, path: String? = "/rota") throws -> Bool {
        try tell(NewNotice(category, for: .rota, key: key, words: "Something happened: \(key).", path: path))
    }

    func want(_ categories: Set<NoticeCategory>, _ account: Account) throws {
        try store.write { db in try NotificationChoices(db).set(categories, of: account.id) }
    }

    func wanted(by account: Account) throws -> Set<NoticeCategory> { try store.read { db in try NotificationChoices(db).wanted(by: account.id) } }

    func notices(of account: Account, _ filter: NoticeFilter = NoticeFilter()) throws -> [Notice] {
        try store.read { db in try NoticeList(db, of: account).page(filter, limit: 50, offset: 0) }
    }
}
