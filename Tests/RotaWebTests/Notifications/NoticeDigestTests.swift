import Civil
import Dispatch
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// A digest rather than a flood: at most one mail a category and person in ten minutes, with all that came together (issue 5.14).
final class NoticeDigestTests: XCTestCase {
    private func mailing(_ wanted: Set<NoticeCategory> = [.operational]) throws -> (TestApp, Account, NoticeRunner) {
        let app = try TestApp.mailed { $0.backups = "off" }, manager = try app.makeAccount(role: .manager)
        try app.want(wanted, manager)
        return (app, manager, NoticeRunner(app.practice))
    }

    func testFirst_goesAfterAMinute_withAllThatCame() throws {
        let (app, _, runner) = try mailing()
        try app.tell("a")
        app.now = TestApp.start + 30
        try app.tell("b")
        XCTAssertEqual(runner.work(), 30, "the next look is when the first is due")
        XCTAssertEqual(try app.mails(), [])
        app.now = TestApp.start + 60
        runner.work()
        let mail = try XCTUnwrap(try app.mails().first)
        XCTAssertEqual([mail.kind, mail.to, mail.subject], ["notices", "manager@example.com", "Elm Surgery: operational, 2 notices"])
        XCTAssertTrue(mail.text.contains("- Something happened: a. 23 November 2026, 8:30am."), mail.text)
        XCTAssertTrue(mail.text.contains("http://rota.test/notifications/2"), mail.text)
        XCTAssertTrue(mail.text.contains("You get this because you asked to be mailed about “Operational”."), mail.text)
        XCTAssertEqual(try app.mails().count, 1)
    }

    func testNext_waitsTenMinutes_howeverMuchComes() throws {
        let (app, _, runner) = try mailing()
        for second in stride(from: 0, to: 3_600, by: 20) {
            app.now = TestApp.start + second
            try app.tell("at \(second)")
            runner.work()
        }
        XCTAssertEqual(try app.mails().count, 6, "one after a minute, then every ten")
        app.now = TestApp.start + 7_200
        runner.work()
        let all = try app.mails().map(\.text).joined()
        for second in stride(from: 0, to: 3_600, by: 20) {
            XCTAssertEqual(all.components(separatedBy: "Something happened: at \(second).").count, 2, "told once: at \(second)")
        }
    }

    func testLater_goesAfterAMinuteAgain() throws {
        let (app, _, runner) = try mailing()
        try app.tell("a")
        app.now = TestApp.start + 60
        runner.work()
        app.now = TestApp.start + 3_600
        try app.tell("b")
        app.now = TestApp.start + 3_660
        runner.work()
        XCTAssertEqual(try app.mails().count, 2)
    }

    func testCategoriesAndPeople_haveTheirOwn() throws {
        let (app, _, runner) = try mailing([.operational, .system])
        let admin = try app.makeAccount(role: .admin)
        try app.want([.system], admin)
        try app.tell("a", .operational)
        try app.tell("b", .system)
        app.now = TestApp.start + 60
        runner.work()
        XCTAssertEqual(
            try app.mails().map { "\($0.to) \($0.subject)" }.sorted(),
            ["admin@example.com Elm Surgery: system failure, 1 notice", "manager@example.com Elm Surgery: operational, 1 notice", "manager@example.com Elm Surgery: system failure, 1 notice"])
    }

    func testNothing_forWhoWasDeactivatedOrStoppedThemOrLostTheRight_meanwhile() throws {
        let (app, manager, runner) = try mailing()
        let admin = try app.makeAccount(role: .admin), second = try app.makeAccount(role: .manager, username: "second")
        try app.want([.operational], admin)
        try app.want([.operational], second)
        try app.tell("a")
        try app.want([], manager)
        try app.store.write { db in
            try db.run("UPDATE accounts SET active = 0 WHERE id = :id", ["id": admin.id])
            try db.run("UPDATE accounts SET role = 'clinician' WHERE id = :id", ["id": second.id])
        }
        app.now = TestApp.start + 60
        runner.work()
        XCTAssertEqual(try app.mails(), [])
        XCTAssertEqual(try app.count("SELECT count(*) FROM notice_readers WHERE mail_due IS NOT NULL"), 0, "nothing is left to be looked at again")
    }

    /// Who stops and starts again does not get two within ten minutes either.
    func testStoppingAndStarting_keepsTheTenMinutes() throws {
        let (app, manager, runner) = try mailing()
        try app.tell("a")
        app.now = TestApp.start + 60
        runner.work()
        try app.want([], manager)
        try app.want([.operational], manager)
        try app.tell("b")
        app.now = TestApp.start + 200
        runner.work()
        XCTAssertEqual(try app.mails().count, 1)
        app.now = TestApp.start + 660
        runner.work()
        XCTAssertEqual(try app.mails().count, 2)
    }

    func testMany_areListedUpToThirty() throws {
        let (app, _, runner) = try mailing()
        for number in 1...45 { try app.tell("\(number)") }
        app.now = TestApp.start + 60
        runner.work()
        let text = try XCTUnwrap(try app.mails().first).text
        XCTAssertTrue(text.contains("Something happened: 30."))
        XCTAssertFalse(text.contains("Something happened: 31."))
        XCTAssertTrue(text.contains("And 15 more."), text)
    }

    /// A kill -9 before the commit leaves everything due; nothing is half taken.
    func testDigest_thatIsBrokenOff_isSentWhole() throws {
        struct Killed: Error {}
        let (app, _, runner) = try mailing()
        try app.tell("a")
        app.now = TestApp.start + 60
        let now = app.now, post = Post(practice: app.practice, practiceName: "Elm Surgery")
        XCTAssertThrowsError(
            try app.store.write { db in
                let digest = try XCTUnwrap(try NoticeDigests(db).take(at: now))
                try post.queue(NoticesMail(digest, post, unsubscribe: "http://rota.test/unsubscribe/x"), to: MailRecipient(digest.account), key: "notices/1/1", db)
                throw Killed()
            })
        XCTAssertEqual(try app.mails(), [])
        runner.work()
        XCTAssertEqual(try app.mails().count, 1)
        runner.work()
        XCTAssertEqual(try app.mails().count, 1, "and once")
    }

    func testTwoRunnersAtOnce_sendOneMailEach() throws {
        let (app, _, _) = try mailing()
        for number in 1...8 {
            let account = try app.makeAccount(role: .manager, username: "manager\(number)")
            try app.want([.operational], account)
        }
        try app.tell("a")
        app.now = TestApp.start + 60
        let practice = app.practice
        DispatchQueue.concurrentPerform(iterations: 4) { _ in NoticeRunner(practice).work() }
        XCTAssertEqual(try app.mails().count, 9)
        XCTAssertEqual(Set(try app.mails().map(\.to)).count, 9)
    }

    func testMailTurnedOff_letsGoWhatWasDue() throws {
        let (app, _, _) = try mailing()
        try app.tell("a")
        app.now = TestApp.start + 60
        var settings = app.practice.settings
        settings.mailTransport = .off
        let off = Practice(store: app.store, clock: app.practice.clock, random: .seeded(2), settings: settings, assets: app.practice.assets)
        NoticeRunner(off).work()
        XCTAssertEqual(try app.mails(), [])
        NoticeRunner(app.practice).work()
        XCTAssertEqual(try app.mails(), [])
    }

    func testThread_sendsWhatIsDue_andStops() throws {
        let (app, _, runner) = try mailing()
        try app.tell("a")
        app.now = TestApp.start + 60
        runner.start()
        app.practice.noticeBell.ring()
        for _ in 0..<500 where try app.mails().isEmpty { usleep(10_000) }
        runner.stop()
        XCTAssertEqual(try app.mails().count, 1)
    }

    func testOldNotices_areForgottenAfterHalfAYear_andLinksAfterMoreThanAYear() throws {
        let (app, manager, runner) = try mailing()
        try app.tell("a")
        app.now = TestApp.start + 60
        runner.work()
        app.now = TestApp.start + 184 * 86_400
        try app.tell("b")
        runner.work()
        XCTAssertEqual(try app.notices(of: manager).map(\.words), ["Something happened: b."])
        XCTAssertEqual(try app.count("SELECT count(*) FROM unsubscribe_links"), 1)
        app.now = TestApp.start + 401 * 86_400
        runner.work()
        XCTAssertEqual(try app.count("SELECT count(*) FROM unsubscribe_links WHERE created_at < '2026-12-01'"), 0)
    }
}
