import Civil
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// Clinicians are mailed what a publication changed of their own shifts, without a preference, and nothing of drafts (issue 5.14, S0.78).
final class ShiftNewsTests: XCTestCase {
    private struct Practice {
        let small: SmallPractice
        let ben: Account

        /// Ben has an account; the draft of the two weeks holds his Mondays and Tuesdays, and one day of Amara, who has none.
        init(mail: MailTransport = .smtp, active: Bool = true) throws {
            small = try SmallPractice(mail: mail) { file in
                file.shifts = ["2026-11-30", "2026-12-01", "2026-12-07"].map { SmallPractice.shift("ben", $0) } + [SmallPractice.shift("amara", "2026-12-02")]
            }
            ben = try small.app.makeAccount(role: .clinician, username: "ben", active: active)
            try small.app.store.write { [ben] db in _ = try db.run("UPDATE clinicians SET account_id = :id WHERE code = 'ben'", ["id": ben.id]) }
        }

        var mails: [TestApp.QueuedMail] { get throws { try small.app.mails() } }
        var words: [String] { get throws { try small.app.notices(of: ben).map(\.words) } }

        func lines(_ mail: TestApp.QueuedMail) -> [String] { mail.text.split(separator: "\n").filter { $0.hasPrefix("- ") }.map(String.init) }
    }

    func testDraft_isMailedToNobody() throws {
        let practice = try Practice()
        XCTAssertEqual(try practice.mails, [])
        try practice.small.replaceDay("2026-11-30", with: [])
        XCTAssertEqual(try practice.mails, [])
        XCTAssertEqual(try practice.words, [])
    }

    func testFirstPublication_countsAsNew() throws {
        let practice = try Practice()
        _ = try practice.small.publish()
        let mail = try XCTUnwrap(try practice.mails.first)
        XCTAssertEqual([mail.kind, mail.to, mail.subject], ["shift-changes", "ben@example.com", "Elm Surgery: your shifts on 3 days are published"])
        XCTAssertEqual(
            practice.lines(mail),
            [
                "- Monday 30 November 2026: Surgery, Main Surgery, all day", "- Tuesday 1 December 2026: Surgery, Main Surgery, all day",
                "- Monday 7 December 2026: Surgery, Main Surgery, all day",
            ])
        XCTAssertNil(mail.unsubscribe, "nobody can do without these")
        XCTAssertTrue(mail.text.contains("http://rota.test/rota?week=2026-11-30&day=2026-11-30"), mail.text)
        XCTAssertEqual(try practice.mails.count, 1, "Amara has no account")
        XCTAssertEqual(try practice.words, ["Your shifts on 3 days are published, the first on Monday 30 November 2026."])
    }

    func testAmendment_tellsOnlyWhatChangedForThem_beforeAndAfter() throws {
        let practice = try Practice()
        _ = try practice.small.publish()
        let duty = PracticeFile.Shift(clinician: "ben", date: day("2026-11-30"), span: .am, kind: .duty, location: "Main Surgery")
        try practice.small.replaceDay("2026-11-30", with: [duty])
        try practice.small.replaceDay("2026-12-07", with: [])
        try practice.small.replaceDay("2026-12-02", with: [SmallPractice.shift("ben", "2026-12-02")])
        _ = try practice.small.publish()
        XCTAssertEqual(
            practice.lines(try practice.mails[1]),
            [
                "- Monday 30 November 2026: Surgery, Main Surgery, all day → Duty, Main Surgery, morning", "- Wednesday 2 December 2026: Not working → Surgery, Main Surgery, all day",
                "- Monday 7 December 2026: Surgery, Main Surgery, all day → Not working",
            ])
        XCTAssertEqual(try practice.mails[1].subject, "Elm Surgery: your shifts changed on 3 days")
    }

    func testOneChange_isTheNoticeItself() throws {
        let practice = try Practice()
        _ = try practice.small.publish()
        try practice.small.replaceDay("2026-12-07", with: [])
        _ = try practice.small.publish()
        XCTAssertEqual(try practice.words.first, "Your shift on Monday 7 December 2026: Surgery, Main Surgery, all day → Not working.")
        XCTAssertEqual(try practice.small.app.notices(of: practice.ben).first?.path, "/rota?week=2026-12-07&day=2026-12-07")
    }

    func testSomebodyElsesChange_andPins_areNotTold() throws {
        let practice = try Practice()
        _ = try practice.small.publish()
        try practice.small.replaceDay("2026-12-02", with: [])
        try practice.small.replaceDay("2026-11-30", with: [SmallPractice.shift("ben", "2026-11-30", pinned: true)])
        _ = try practice.small.publish()
        XCTAssertEqual(try practice.mails.count, 1)
    }

    func testRollback_isTold() throws {
        let practice = try Practice()
        _ = try practice.small.publish()
        try practice.small.replaceDay("2026-12-07", with: [])
        _ = try practice.small.publish()
        let page = try practice.small.app.get("/publications/2/rollback")
        XCTAssertEqual(try practice.small.app.browser.submit(page, form: "/publications/2/rollback").status, .seeOther)
        XCTAssertEqual(practice.lines(try practice.mails[2]), ["- Monday 7 December 2026: Not working → Surgery, Main Surgery, all day"])
    }

    func testRollbackOfTheFirst_saysThatTheDatesAreWithdrawn() throws {
        let practice = try Practice()
        _ = try practice.small.publish()
        let page = try practice.small.app.get("/publications/1/rollback")
        XCTAssertEqual(try practice.small.app.browser.submit(page, form: "/publications/1/rollback").status, .seeOther)
        XCTAssertEqual(practice.lines(try practice.mails[1]).first, "- Monday 30 November 2026: Surgery, Main Surgery, all day → No longer published")
    }

    func testPastDates_areNotTold() throws {
        let practice = try Practice()
        practice.small.app.now = TestApp.start + 9 * 86_400
        try practice.small.app.signIn(as: .manager)
        _ = try practice.small.publish()
        XCTAssertEqual(practice.lines(try XCTUnwrap(try practice.mails.first)), ["- Monday 7 December 2026: Surgery, Main Surgery, all day"], "today is Wednesday 2 December")
    }

    func testWhoseAccountIsNotActive_isNotTold() throws {
        let practice = try Practice(active: false)
        _ = try practice.small.publish()
        XCTAssertEqual(try practice.mails, [])
    }

    func testWhereMailIsOff_theListTells() throws {
        let practice = try Practice(mail: .off)
        _ = try practice.small.publish()
        XCTAssertEqual(try practice.mails, [])
        XCTAssertEqual(try practice.words.count, 1)
    }

    /// A publication that is broken off tells nobody.
    func testNews_goWithTheirTransaction() throws {
        let practice = try Practice()
        try practice.small.app.store.write { db in
            _ = try db.run("CREATE TRIGGER refuses BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'refused'); END")
        }
        let page = try practice.small.app.get("/publications/new?\(SmallPractice.dates)")
        let service = PublicationService(practice.small.app.practice)
        let range = try XCTUnwrap(DayRange(day("2026-11-30"), day("2026-12-13"))), actor = Actor.commandLine
        let shown = try practice.small.app.store.read { db in try ShownRota(try XCTUnwrap(try DraftDifference.load(range, db)).practice, db) }
        XCTAssertEqual(page.status, .ok)
        XCTAssertThrowsError(try service.publish(range, shown: shown, by: actor))
        XCTAssertEqual(try practice.words, [])
        XCTAssertEqual(try practice.small.published(), [])
    }

    /// A year at once is twenty lines and a link to where they end.
    func testMany_areBounded_withALinkToTheWeekAfter() throws {
        let practice = try Practice()
        let days = (0..<60).map { day("2026-11-30") + $0 }
        for date in days { try practice.small.replaceDay(date.iso, with: [SmallPractice.shift("ben", date.iso)]) }
        let page = try practice.small.app.get("/publications/new?from=2026-11-30&to=2027-01-28")
        XCTAssertEqual(try practice.small.app.browser.submit(page, form: "/publications").status, .seeOther)
        let mail = try XCTUnwrap(try practice.mails.first)
        XCTAssertEqual(practice.lines(mail).count, 20)
        XCTAssertTrue(mail.text.contains("And 40 more days."), mail.text)
        XCTAssertTrue(mail.text.contains("/rota?week=2026-12-14&day=2026-12-20"), mail.text)
    }

    func testHugePublication_isStillQuick() throws {
        let practice = try Practice()
        let change = try (0..<60).flatMap { person -> [RotaDifference.Change] in
            let account = try practice.small.app.makeAccount(role: .clinician, username: "doctor\(person)"), id = try practice.small.app.addClinician("Dr \(person)")
            try practice.small.app.store.write { db in
                _ = try db.run("UPDATE clinicians SET account_id = :account, code = :code WHERE id = :id", ["account": account.id, "code": "doctor\(person)", "id": id])
            }
            return (0..<364).map { number in
                let shift = SmallPractice.shift("doctor\(person)", (day("2026-11-30") + number).iso)
                return RotaDifference.Change(clinician: "doctor\(person)", date: shift.date, before: DayPlan(), after: DayPlan([shift]))
            }
        }
        XCTAssertEqual(change.count, 60 * 364)
        let shifts = change.flatMap { $0.after.shifts(of: $0.clinician, on: $0.date) }
        let difference = RotaDifference(from: [], to: shifts), news = ShiftNews(practice.small.app.practice)
        let began = ContinuousClock.now
        try practice.small.app.store.write { db in try news.tell(difference, shown: [], version: 9, db) }
        let took = began.duration(to: .now)
        print("60 clinicians x 52 weeks told in \(took)")
        XCTAssertLessThan(took, .seconds(5))
        XCTAssertEqual(try practice.mails.count, 60)
    }
}
