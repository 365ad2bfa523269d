import Civil
import RotaDomain
import RotaStore
import SQLite

@testable import RotaWeb

extension TestApp {
    static func mailing(_ mail: MailTransport = .smtp, isSetUp: Bool = true) throws -> TestApp {
        try TestApp(isSetUp: isSetUp) { settings in
            settings.mailTransport = mail
            settings.baseURL = "https://rota.test"
            settings.backups = "off"
        }
    }

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

    struct QueuedMail: Sendable, Equatable {
        let kind, to, subject, text: String
        let unsubscribe: String?
        let key: String
    }

    /// What is in the outbox, the oldest first.
    func outbox() throws -> [QueuedMail] {
        try store.read { db in
            try db.all("SELECT kind, to_address, subject, text, unsubscribe, key FROM outbox ORDER BY id") {
                QueuedMail(kind: $0.text(0), to: $0.text(1), subject: $0.text(2), text: $0.text(3), unsubscribe: $0.optionalText(4), key: $0.text(5))
            }
        }
    }
}
