import Civil
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// Whom a notice reaches, and whom by mail (issue 5.14; S0.73 to S0.78).
final class NoticesTests: XCTestCase {
    private func app(mail: MailTransport = .smtp) throws -> TestApp {
        try TestApp { settings in
            settings.mailTransport = mail
            settings.baseURL = "https://rota.example.org"
        }
    }

    private func notice(_ key: String = "a", _ category: NoticeCategory = .operational) -> NewNotice {
        NewNotice(category, for: .rota, key: key, words: "Something happened.", path: "/rota")
    }

    @discardableResult
    private func tell(_ app: TestApp, _ notice: NewNotice) throws -> Bool {
        let notices = app.practice.notices
        return try app.store.write { db in try notices.tell(notice, db) }
    }

    private func want(_ app: TestApp, _ categories: Set<NoticeCategory>, _ account: Account) throws {
        try app.store.write { db in try NotificationChoices(db).set(categories, of: account.id) }
    }

    private func list(_ app: TestApp, _ account: Account, _ filter: NoticeFilter = NoticeFilter()) throws -> [Notice] {
        try app.store.read { db in try NoticeList(db, of: account).page(filter, limit: 50, offset: 0) }
    }

    private func dues(_ app: TestApp) throws -> [String] {
        try app.store.read { db in
            try db.all(
                """
                SELECT accounts.username || ' ' || notice_readers.mail_due
                FROM notice_readers
                JOIN accounts ON accounts.id = notice_readers.account_id
                WHERE mail_due IS NOT NULL
                ORDER BY accounts.username, notice_id
                """) { $0.text(0) }
        }
    }

    func testTell_reachesEveryActiveAccountThatMayAct_andNobodyElse() throws {
        let app = try app()
        let manager = try app.makeAccount(role: .manager), admin = try app.makeAccount(role: .admin), clinician = try app.makeAccount(role: .clinician)
        let gone = try app.makeAccount(role: .manager, username: "gone", active: false)
        try tell(app, notice())
        XCTAssertEqual(try list(app, manager).map(\.words), ["Something happened."])
        XCTAssertEqual(try list(app, admin).count, 1)
        XCTAssertEqual(try list(app, clinician), [])
        XCTAssertEqual(try list(app, gone), [])
    }

    func testTell_isOnce_byItsKey() throws {
        let app = try app(), manager = try app.makeAccount(role: .manager)
        XCTAssertTrue(try tell(app, notice("a")))
        XCTAssertFalse(try tell(app, notice("a")))
        XCTAssertTrue(try tell(app, notice("b")))
        XCTAssertEqual(try list(app, manager).count, 2)
    }

    func testTell_isMailedToNobodyWhoDidNotAsk_S0_74() throws {
        let app = try app()
        try app.makeAccount(role: .manager)
        for category in NoticeCategory.optional { try tell(app, notice(category.rawValue, category)) }
        XCTAssertEqual(try dues(app), [])
    }

    func testTell_isDueForWhoAskedForItsCategory_afterAMinute() throws {
        let app = try app()
        let asked = try app.makeAccount(role: .manager), other = try app.makeAccount(role: .admin)
        try want(app, [.operational], asked)
        try want(app, [.system], other)
        try tell(app, notice())
        XCTAssertEqual(try dues(app), ["manager 2026-11-23T08:31:00Z"])
    }

    func testTell_whereMailIsOff_isInTheListAlone() throws {
        let app = try app(mail: .off), manager = try app.makeAccount(role: .manager)
        try want(app, [.operational], manager)
        try tell(app, notice())
        XCTAssertEqual(try dues(app), [])
        XCTAssertEqual(try list(app, manager).count, 1)
    }

    func testTell_ofMailThatFails_isNotMailed() throws {
        let app = try app(), manager = try app.makeAccount(role: .manager)
        try want(app, [.system], manager)
        try tell(app, .mailFailed(1, "Notices", to: "ann@example.com", at: app.now, isNotice: true))
        XCTAssertEqual(try dues(app), [])
        try tell(app, .mailFailed(2, "Your invitation", to: "ann@example.com", at: app.now, isNotice: false))
        XCTAssertEqual(try dues(app).count, 1)
    }

    func testTell_goesWithItsTransaction() throws {
        struct Broken: Error {}
        let app = try app(), manager = try app.makeAccount(role: .manager), notices = app.practice.notices, told = notice()
        XCTAssertThrowsError(
            try app.store.write { db in
                try notices.tell(told, db)
                throw Broken()
            })
        XCTAssertEqual(try list(app, manager), [])
        XCTAssertTrue(try tell(app, told))
    }

    func testChoice_takenBack_letsGoWhatWaits() throws {
        let app = try app(), manager = try app.makeAccount(role: .manager)
        try want(app, [.operational, .system], manager)
        try tell(app, notice("a"))
        try tell(app, notice("b", .system))
        try want(app, [.system], manager)
        XCTAssertEqual(try dues(app), ["manager 2026-11-23T08:31:00Z"])
        XCTAssertEqual(try app.store.read { db in try NotificationChoices(db).wanted(by: manager.id) }, [.system])
    }

    func testList_isNewestFirst_filtered_andCountsUnread() throws {
        let app = try app(), manager = try app.makeAccount(role: .manager)
        try tell(app, notice("a"))
        try tell(app, notice("b", .system))
        try tell(app, notice("c"))
        XCTAssertEqual(try list(app, manager).map(\.id), [3, 2, 1])
        XCTAssertEqual(try list(app, manager, NoticeFilter(category: .system)).map(\.id), [2])
        let now = app.now
        try app.store.write { db in try NoticeList(db, of: manager).markRead(3, at: now) }
        XCTAssertEqual(try list(app, manager, NoticeFilter(isUnread: true)).map(\.id), [2, 1])
        XCTAssertEqual(try list(app, manager).map(\.isRead), [true, false, false])
        XCTAssertEqual(try app.store.read { db in try NoticeList(db, of: manager).unread() }, 2)
    }

    func testList_hidesWhatItsReaderMayNoLongerActOn() throws {
        let app = try app()
        var manager = try app.makeAccount(role: .manager)
        try tell(app, notice())
        manager.role = .clinician
        XCTAssertEqual(try list(app, manager), [])
        XCTAssertEqual(try app.store.read { db in try NoticeList(db, of: manager).unread() }, 0)
        XCTAssertNil(try app.store.read { db in try NoticeList(db, of: manager).find(1) })
    }

    func testMarkAllRead_leavesWhatCameLater_andOtherPeoplesAlone() throws {
        let app = try app(), manager = try app.makeAccount(role: .manager), admin = try app.makeAccount(role: .admin), now = app.now
        for key in ["a", "b", "c"] { try tell(app, notice(key)) }
        try app.store.write { db in _ = try NoticeList(db, of: manager).markAllRead(upTo: 2, at: now) }
        XCTAssertEqual(try list(app, manager, NoticeFilter(isUnread: true)).map(\.id), [3])
        XCTAssertEqual(try list(app, admin, NoticeFilter(isUnread: true)).count, 3)
    }

    /// One who never looks has thousands; every page asks for their number.
    func testUnread_stopsCounting() throws {
        let app = try app(), manager = try app.makeAccount(role: .manager)
        for number in 1...120 { try tell(app, notice("\(number)")) }
        XCTAssertEqual(try app.store.read { db in try NoticeList(db, of: manager).unread() }, 100)
    }
}
