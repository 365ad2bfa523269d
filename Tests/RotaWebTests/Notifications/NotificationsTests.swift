import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// The list inside the program, its unread count on every page (issue 5.15), and the preferences (S0.73, S0.74, S0.79).
final class NotificationsTests: XCTestCase {
    private func app(_ role: Role = .manager) throws -> (TestApp, Account) {
        let app = try TestApp.mailed { $0.backups = "off" }
        return (app, try app.signIn(as: role))
    }

    func testEmpty_saysWhatWillBeThere() throws {
        let (app, _) = try app()
        let page = try app.get("/notifications")
        XCTAssertTrue(page.contains("No notifications yet"))
        XCTAssertTrue(page.contains("Failures, things that wait for a decision"))
        XCTAssertFalse(page.contains("Mark all as read"))
        try app.signIn(as: .clinician)
        XCTAssertTrue(try app.get("/notifications").contains("When shifts of yours are published or changed"))
    }

    func testUnreadCount_standsOnEveryPage_untilRead() throws {
        let (app, _) = try app()
        XCTAssertFalse(try app.get("/rota").contains(" unread"))
        for key in ["a", "b"] { try app.tell(key) }
        XCTAssertTrue(try app.get("/rota").contains("Notifications 2 unread"))
        XCTAssertEqual(try app.get("/notifications/1").location, "/rota", "opening one leads to what it is about")
        XCTAssertTrue(try app.get("/clinicians").contains("Notifications 1 unread"))
        for number in 1...120 { try app.tell("more \(number)") }
        XCTAssertTrue(try app.get("/clinicians").contains("Notifications 99+ unread"))
    }

    func testList_isNewestFirst_andMarksWhatIsUnread() throws {
        let (app, _) = try app()
        for key in ["first", "second"] { try app.tell(key) }
        _ = try app.get("/notifications/1")
        let page = try app.get("/notifications")
        XCTAssertTrue(page.contains("Something happened: second. Unread Operational 23 November 2026, 8:30am Something happened: first. Operational"), page.words)
        XCTAssertTrue(page.contains("2 notifications"))
    }

    func testList_isFiltered_byKindAndUnread() throws {
        let (app, _) = try app()
        try app.tell("a", .operational)
        try app.tell("b", .system)
        _ = try app.get("/notifications/1")
        XCTAssertFalse(try app.get("/notifications?kind=system").contains("happened: a"))
        XCTAssertTrue(try app.get("/notifications?kind=system").contains("happened: b"))
        XCTAssertFalse(try app.get("/notifications?show=unread").contains("happened: a"))
        XCTAssertTrue(try app.get("/notifications?kind=action").contains("Nothing fits this filter"))
        XCTAssertTrue(try app.get("/notifications?kind=nonsense&page=99").contains("2 notifications"))
    }

    func testList_isPaged() throws {
        let (app, _) = try app()
        for number in 1...31 { try app.tell("\(number)") }
        XCTAssertFalse(try app.get("/notifications").contains("happened: 1."))
        XCTAssertTrue(try app.get("/notifications?page=2").contains("happened: 1."))
    }

    func testSomebodyElses_isNotFound_andStaysUnread() throws {
        let (app, manager) = try app()
        try app.tell("a")
        try app.signIn(as: .clinician)
        XCTAssertEqual(try app.get("/notifications/1").status, .notFound)
        XCTAssertFalse(try app.get("/notifications").contains("happened"))
        XCTAssertEqual(try app.notices(of: manager).map(\.isRead), [false])
    }

    func testOneWithoutAPlace_isAPageOfItsOwn() throws {
        let (app, manager) = try app()
        try app.tell("a", .system, path: nil)
        let page = try app.get("/notifications/1")
        XCTAssertEqual(page.status, .ok)
        XCTAssertTrue(page.contains("Something happened: a."))
        XCTAssertEqual(try app.notices(of: manager).map(\.isRead), [true])
    }

    func testALookAhead_orAtTheHeadAlone_readsNothing() throws {
        let (app, manager) = try app()
        try app.tell("a")
        _ = try app.get("/notifications/1", headers: ["Sec-Purpose": "prefetch"])
        _ = try app.browser.send(.head, "/notifications/1")
        XCTAssertEqual(try app.notices(of: manager).map(\.isRead), [false])
    }

    func testMarkAll_leavesWhatCameAfterThePage() throws {
        let (app, manager) = try app()
        for key in ["a", "b"] { try app.tell(key) }
        let page = try app.get("/notifications")
        try app.tell("c")
        let answer = try app.browser.submit(page, form: "/notifications/reading")
        XCTAssertEqual(answer.location, "/notifications")
        XCTAssertTrue(try app.browser.follow(answer).contains("Everything in the list is marked as read."))
        XCTAssertEqual(try app.notices(of: manager).map(\.isRead), [false, true, true])
        for last in ["", "x", "99999999999999999999"] { XCTAssertEqual(try app.post("/notifications/reading", ["last": last]).status, .notFound) }
    }

    func testClinician_seesTheirShiftNotices_andNoPreferences_S0_78() throws {
        let (app, clinician) = try app(.clinician)
        let now = app.now
        try app.store.write { db in _ = try NoticeRepository(db).tellShifts("Your shift changed.", path: "/rota", to: clinician.id, key: "s", at: now) }
        let page = try app.get("/notifications")
        XCTAssertTrue(page.contains("Your shift changed."))
        XCTAssertFalse(page.contains("/notifications/preferences"))
        XCTAssertFalse(page.hasControl("kind"))
        XCTAssertEqual(try app.get("/notifications/preferences").status, .forbidden)
        XCTAssertEqual(try app.post("/notifications/preferences", ["categories": "system"]).status, .forbidden)
        XCTAssertEqual(try app.wanted(by: clinician), [])
    }

    func testPreferences_areOffUntilTicked_andSaved() throws {
        let (app, manager) = try app()
        let page = try app.get("/notifications/preferences")
        XCTAssertEqual(page.ticked("categories"), [])
        for category in NoticeCategory.optional { XCTAssertTrue(page.contains(category.meaning)) }
        let answer = try app.submit(page, form: "/notifications/preferences", ticking: ["system", "action"], of: "categories")
        XCTAssertTrue(try app.browser.follow(answer).contains("Your notification preferences are saved."))
        XCTAssertEqual(try app.get("/notifications/preferences").ticked("categories"), ["system", "action"])
        let entry = try XCTUnwrap(try app.auditLog().first)
        XCTAssertEqual(entry.action, "change notification preferences")
        XCTAssertEqual([entry.before, entry.after], [#"{"mailed about":""}"#, #"{"mailed about":"System failure, Admin action"}"#])
        _ = try app.submit(try app.get("/notifications/preferences"), form: "/notifications/preferences", ticking: [], of: "categories")
        XCTAssertEqual(try app.wanted(by: manager), [])
    }

    func testPreferences_sayWhereMailsGo_orThatNoneDo() throws {
        let (app, _) = try app(), on = try app.get("/notifications/preferences")
        XCTAssertTrue(on.contains("Mails go to manager@example.com."))
        XCTAssertFalse(on.contains("Mail is not set up"))
        let silent = try TestApp()
        try silent.signIn(as: .manager)
        let off = try silent.get("/notifications/preferences")
        XCTAssertTrue(off.contains("Mail is not set up") && off.contains("What you tick holds from the day that mail is set up."))
        XCTAssertFalse(off.contains("Mails go to"))
    }

    func testPreferences_takeNoOtherCategory_andWriteNothingTwice() throws {
        let (app, manager) = try app()
        _ = try app.post("/notifications/preferences", ["categories": "shifts", "categories": "nonsense", "categories": "system", "categories": "system"])
        XCTAssertEqual(try app.wanted(by: manager), [.system])
        let entries = try app.auditLog().count
        _ = try app.post("/notifications/preferences", ["categories": "system"])
        XCTAssertEqual(try app.auditLog().count, entries)
    }

    func testPreferences_whereMailIsOff_sayThatTheListShowsAll() throws {
        let app = try TestApp.managed()
        XCTAssertTrue(try app.get("/notifications/preferences").contains("Mail is not set up for this practice, so nothing is mailed."))
        let (on, _) = try self.app()
        XCTAssertFalse(try on.get("/notifications/preferences").contains("Mail is not set up"))
    }
}
