import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// What the program tells of itself (S0.75 to S0.77).
final class NoticeSourcesTests: XCTestCase {
    private struct Broken: Error {}

    private func managed() throws -> TestApp {
        let app = try TestApp.mailed { $0.backups = "off" }
        try app.signIn(as: .manager)
        return app
    }

    private func words(_ app: TestApp) throws -> [String] { try app.notices(of: try XCTUnwrap(try app.account("manager"))).map(\.words) }

    func testGeneration_thatFails_isToldOnce_S0_75() throws {
        let small = try SmallPractice(), path = try small.order()
        GenerationRunner(small.app.practice, steps: 10, engine: { _, _, _ in throw Broken() }).runWaiting()
        let notice = try XCTUnwrap(try small.app.notices(of: try XCTUnwrap(try small.app.account("manager"))).first)
        XCTAssertEqual(notice.category, .system)
        XCTAssertEqual(
            notice.words,
            "Generating a rota for 30 November to 13 December 2026 failed. The rota could not be generated. Try again; if it happens again, tell your administrator.")
        XCTAssertEqual(notice.path, path)
    }

    func testGeneration_thatWasStopped_isTold_S0_75() throws {
        let small = try SmallPractice()
        _ = try small.order()
        try small.app.store.write { db in _ = try GenerationRepository(db).startNext() }
        try small.runner.failInterrupted()
        try small.runner.failInterrupted()
        XCTAssertEqual(try words(small.app).count, 1)
    }

    func testGeneration_thatWaitsForADecision_isToldAfterHalfAnHour_S0_76() throws {
        let small = try SmallPractice(backups: "off"), runner = NoticeRunner(small.app.practice), path = try small.generated()
        runner.work()
        XCTAssertEqual(try words(small.app), [])
        small.app.now = TestApp.start + 1_800
        runner.work()
        runner.work()
        XCTAssertEqual(try words(small.app), ["A generated rota for 30 November to 13 December 2026 waits to be saved or discarded."])
        XCTAssertEqual(try small.app.notices(of: try XCTUnwrap(try small.app.account("manager"))).first?.path, path)
    }

    /// The numbers of notices and of generations mean nothing to each other.
    func testGeneration_isToldOf_besideANoticeThatHasItsGenerationsNumber() throws {
        let small = try SmallPractice(backups: "off")
        _ = try small.generated()
        try small.app.store.write { db in
            _ = try db.run(
                "INSERT INTO notices (id, key, category, permission, words, at) VALUES (70, 'generation-waits/70', 'action', 'rota', 'Another.', :at)",
                ["at": TestApp.start.iso])
        }
        small.app.now = TestApp.start + 1_800
        NoticeRunner(small.app.practice).work()
        XCTAssertEqual(try words(small.app), ["A generated rota for 30 November to 13 December 2026 waits to be saved or discarded."])
    }

    func testGeneration_thatWasDecided_isNotTold() throws {
        let small = try SmallPractice(backups: "off")
        _ = try small.saveDraft(try small.generated())
        small.app.now = TestApp.start + 1_800
        NoticeRunner(small.app.practice).work()
        XCTAssertEqual(try words(small.app), [])
    }

    /// "Job failed" (issue 5.14): what fails on a thread of the program's own is told to who looks after it, once a day and job, and keeps nothing from the others.
    func testJob_thatFails_isToldOnceADay_S0_75() throws {
        let app = try managed(), clinician = try app.addClinician("Dr Amara Okafor")
        try app.addLeave(clinician, "2026-12-01", "2026-12-04")
        try app.store.write { db in
            try db.run("UPDATE leave_requests SET status = 'requested'")
            // What no program of ours writes: looking for the next digest then fails.
            try db.run("UPDATE notice_readers SET mail_due = 'nonsense'")
            try db.run("DROP TABLE unsubscribe_links")
        }
        let runner = NoticeRunner(app.practice)
        runner.work()
        runner.work()
        let tidying = { (day: String) in
            "Removing what is no longer needed failed on \(day), and is tried again by itself. The program’s log says why: ask whoever looks after it."
        }
        XCTAssertEqual(try words(app).filter { $0.hasPrefix("Removing") }, [tidying("23 November 2026")])
        XCTAssertEqual(try words(app).count { $0.hasPrefix("Dr Amara Okafor asks for leave") }, 1, "nothing is kept from the others")
        app.now = app.now + 86_400
        runner.work()
        XCTAssertEqual(try words(app).filter { $0.hasPrefix("Removing") }.count, 2)
        XCTAssertEqual(try app.notices(of: try XCTUnwrap(try app.account("manager")), NoticeFilter(category: .system)).count, 2)
    }

    func testJob_thatFails_isToldToWhoMaySeeToSettingsOnly() throws {
        let app = try managed(), clinician = try app.makeAccount(role: .clinician)
        XCTAssertTrue(app.practice.notices.tellFailed(.mail))
        XCTAssertTrue(app.practice.notices.tellFailed(.mail))
        XCTAssertEqual(try words(app).map { $0.prefix(19) }, ["Sending mail failed"])
        XCTAssertEqual(try app.notices(of: clinician), [])
    }

    func testLeave_thatWasAskedFor_isTold_S0_76() throws {
        let app = try managed(), clinician = try app.addClinician("Dr Amara Okafor")
        try app.addLeave(clinician, "2026-12-01", "2026-12-04")
        NoticeRunner(app.practice).work()
        XCTAssertEqual(try words(app), [], "approved leave waits for nobody")
        try app.store.write { db in _ = try db.run("UPDATE leave_requests SET status = 'requested'") }
        NoticeRunner(app.practice).work()
        NoticeRunner(app.practice).work()
        XCTAssertEqual(try words(app), ["Dr Amara Okafor asks for leave, 1 to 4 December 2026."])
    }

    /// An imported practice runs before anybody has an account.
    func testLeave_thatWaitedBeforeThereWasAnAccount_isToldToTheFirst_S0_76() throws {
        let app = try TestApp.mailed { $0.backups = "off" }, clinician = try app.addClinician("Dr Amara Okafor")
        try app.addLeave(clinician, "2026-12-01", "2026-12-04")
        try app.store.write { db in _ = try db.run("UPDATE leave_requests SET status = 'requested'") }
        NoticeRunner(app.practice).work()
        try app.signIn(as: .manager)
        NoticeRunner(app.practice).work()
        NoticeRunner(app.practice).work()
        XCTAssertEqual(try words(app), ["Dr Amara Okafor asks for leave, 1 to 4 December 2026."])
    }

    func testInvitation_thatRanOut_isTold_andOneThatWasTakenUpIsNot() throws {
        let app = try managed(), runner = NoticeRunner(app.practice)
        for (number, ended) in [nil, "accepted", "replaced", "revoked"].enumerated() {
            let clinician = try app.addClinician("Dr \(number)"), at = app.now
            try app.store.write { db in
                _ = try db.insert(
                    """
                    INSERT INTO invitations (clinician_id, email, token_hash, created_at, created_by, expires_at, ended, ended_at)
                    VALUES (:clinician, 'a@example.com', :hash, :at, 'Ann', :expires, :ended, :endedAt)
                    """,
                    [
                        "clinician": clinician, "hash": [UInt8](repeating: UInt8(number), count: 32), "at": at.iso, "expires": (at + 14 * 86_400).iso, "ended": ended,
                        "endedAt": ended.map { _ in at.iso },
                    ])
            }
        }
        app.now = TestApp.start + 14 * 86_400 - 1
        runner.work()
        XCTAssertEqual(try words(app), [])
        app.now = TestApp.start + 14 * 86_400
        runner.work()
        runner.work()
        XCTAssertEqual(try words(app), ["The invitation of Dr 0 ran out before it was taken up. Send it again, or leave it."])
    }

    func testBackups_thatAreOverdue_areTold_halfAnHourAfterTheStart_S0_75() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rota-overdue-\(UUID().uuidString)").path
        let app = try TestApp { $0.backups = folder }
        try app.makeAccount(role: .manager)
        let runner = NoticeRunner(app.practice)
        runner.work()
        XCTAssertEqual(try words(app), [], "a missed one is being made up")
        app.now = TestApp.start + 1_800
        runner.work()
        runner.work()
        XCTAssertEqual(try words(app), ["There is no backup yet. One is made every night while the program runs: ask whoever looks after it."])
    }

    func testBackup_thatFails_isToldOnceADay_S0_75() throws {
        let app = try TestApp { $0.backups = "/proc/nowhere" }
        try app.makeAccount(role: .manager)
        let check = try BackupRunnerTests.check()
        let runner = BackupRunner(app.practice, check: check, log: Log { _ in })
        _ = runner.work(isAsked: true)
        _ = runner.work(isAsked: true)
        XCTAssertEqual(try words(app).count, 1)
        XCTAssertTrue(try words(app)[0].hasPrefix("A backup failed on 23 November 2026"))
        app.now = TestApp.start + 86_400
        _ = runner.work(isAsked: true)
        XCTAssertEqual(try words(app).count, 2)
    }

    func testSignUp_isToldOnceAnAccount_S0_69() throws {
        let app = try TestApp.mailed { $0.backups = "off" }, manager = try app.makeAccount(role: .manager), new = try app.makeAccount(role: .clinician, name: "Dr Amara Okafor")
        try app.want([.operational], manager)
        XCTAssertTrue(try app.tell(.signUp(new, clinicianId: 7)))
        XCTAssertFalse(try app.tell(.signUp(new, clinicianId: 7)))
        app.now = TestApp.start + 60
        NoticeRunner(app.practice).work()
        XCTAssertTrue(try XCTUnwrap(try app.mails().first).text.contains("Dr Amara Okafor has signed up and proved their email address."))
        XCTAssertEqual(try app.notices(of: manager).first?.path, "/clinicians/7")
    }

    func testSignUp_isToldWhenTheAddressIsProved_andOnlyOfWhoWasInvited_S0_69() throws {
        let app = try TestApp.mailed(), manager = try app.makeAccount(role: .manager), account = try app.signIn(as: .clinician), clinician = try app.addClinician("Dr Amara Okafor")
        func prove() throws {
            _ = try app.post("/profile/email/proof")
            _ = try app.get(try XCTUnwrap(try app.mails().last?.link))
            XCTAssertEqual(try app.post("/email").status, .ok)
        }
        try prove()
        XCTAssertEqual(try app.notices(of: manager), [], "a manager made this account")
        let at = app.now
        try app.store.write { db in
            _ = try db.run("UPDATE accounts SET email_verified_at = NULL")
            _ = try db.insert(
                """
                INSERT INTO invitations (clinician_id, email, token_hash, created_at, created_by, expires_at, ended, ended_at, account_id)
                VALUES (:clinician, 'a@example.com', :hash, :at, 'Ann', :at, 'accepted', :at, :account)
                """, ["clinician": clinician, "hash": [UInt8](repeating: 1, count: 32), "at": at.iso, "account": account.id])
        }
        try prove()
        XCTAssertEqual(try app.notices(of: manager).map(\.words), ["The clinician has signed up and proved their email address."])
        XCTAssertEqual(try app.notices(of: manager).first?.path, "/clinicians/\(clinician)")
    }

    func testWords_areOneLine_andOfADecentLength() throws {
        let notice = NewNotice.mailFailed(1, "A\r\nB", to: String(repeating: "x", count: 900), at: TestApp.start, isNotice: false)
        XCTAssertFalse(notice.words.contains("\n"))
        XCTAssertLessThanOrEqual(notice.words.count, 500)
    }
}
