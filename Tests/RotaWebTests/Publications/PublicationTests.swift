import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// B5: draft → publish → amend → roll back.
final class PublicationTests: XCTestCase {
    /// Amara is there, and two are needed.
    func testNew_doesNotSayThatThereIsNoDutyDoctorWhereThereIsOne() throws {
        let small = try SmallPractice { file in
            for index in file.cover.indices { (file.cover[index].minimum, file.cover[index].duty) = (0, file.cover[index].weekday == .mon ? 2 : 0) }
            file.shifts = [PracticeFile.Shift(clinician: "amara", date: SmallPractice.day("2026-11-30"), span: .full, kind: .duty, location: "Main Surgery")]
        }
        let page = try small.app.get("/publications/new?from=2026-11-30&to=2026-12-06")
        XCTAssertTrue(page.words.contains("2 half-days short"), page.words)
        XCTAssertFalse(page.words.contains("2 half-days without"), page.words)
    }

    func testJourney_publishAmendAndRollBack() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        let first = try small.shifts()
        XCTAssertEqual(try small.publish(), "/publications/1")
        XCTAssertEqual(Set(try small.published()), Set(first))

        // Ben's Tuesday is amended: clinicians see it only once it is published again.
        try small.replaceDay("2026-12-01", with: first.filter { $0.date == SmallPractice.day("2026-12-01") && $0.clinician != "ben" })
        XCTAssertEqual(Set(try small.published()), Set(first))
        XCTAssertTrue(try small.app.get("/publications").contains("Publish 1 change"))
        XCTAssertTrue(try small.app.get("/rota?week=2026-11-30").contains("Publish 1 change this week"))
        let confirm = try small.app.get("/publications/new")
        XCTAssertTrue(confirm.contains("Publish 1 change"))
        XCTAssertTrue(confirm.contains("Dr Ben Lowe"))
        XCTAssertTrue(confirm.contains("Not working"))
        XCTAssertEqual(try small.app.browser.submit(confirm, form: "/publications").location, "/publications/2")
        XCTAssertEqual(try small.published().count, first.count - 1)
        let second = try small.app.get("/publications/2")
        XCTAssertTrue(second.contains("1 day of 1 person"))

        let rollback = try small.app.get("/publications/2/rollback")
        XCTAssertTrue(rollback.contains("1 date will show again what stood before version 2"))
        XCTAssertTrue(rollback.contains("Dr Ben Lowe"))
        XCTAssertEqual(try small.app.browser.submit(rollback, form: "/publications/2/rollback").location, "/publications/3")
        XCTAssertEqual(Set(try small.published()), Set(first))
        XCTAssertEqual(Set(try small.shifts()), Set(first), "the draft of these dates goes back too")
        let index = try small.app.get("/publications")
        XCTAssertTrue(index.contains("Rolled back version 2"))
        XCTAssertEqual(try small.actions().first, "roll back version 2")
        XCTAssertEqual(try small.app.get("/publications/2/rollback").status, .conflict, "a version that stands nowhere has nothing to roll back")
    }

    func testRollBack_ofTheFirstVersionUnpublishesAndKeepsTheDraft() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        let draft = try small.shifts()
        _ = try small.publish()
        let page = try small.app.get("/publications/1/rollback")
        XCTAssertTrue(page.contains("14 dates had not been published before"))
        XCTAssertTrue(page.contains("Clinicians will see no rota from 30 November 2026 to 13 December 2026."), page.words)
        XCTAssertTrue(page.contains("Roll back version 1 and leave 14 dates without a rota"))
        XCTAssertEqual(try small.app.browser.submit(page, form: "/publications/1/rollback").status, .seeOther)
        XCTAssertEqual(try small.published(), [])
        XCTAssertEqual(try small.shifts(), draft)
    }

    /// The list reads what was counted when a version was made, and nothing of its shifts.
    func testIndex_readsTheCountsThatWereKept() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        XCTAssertTrue(try small.app.get("/publications").contains("First publication, \(try small.shifts().count) shifts"))
        try small.replaceDay("2026-12-01", with: [])
        _ = try small.publish()
        let changed = try XCTUnwrap(small.app.store.read { db in try PublicationRepository(db).find(2)?.counts })
        XCTAssertEqual(changed.changedDays, changed.changedClinicians, "one day of each who worked")
        XCTAssertGreaterThan(changed.changedDays, 1)
        XCTAssertTrue(try small.app.get("/publications").contains("\(changed.changedDays) days of \(changed.changedDays) people"))
        try small.app.store.write { db in _ = try db.run("UPDATE publications SET changed_days = 41, changed_clinicians = 7 WHERE id = 2") }
        XCTAssertTrue(try small.app.get("/publications").contains("41 days of 7 people"))
    }

    func testRollBack_ofTheFirstVersionSaysWhatWentFromClinicians() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        _ = try small.app.browser.submit(try small.app.get("/publications/1/rollback"), form: "/publications/1/rollback")
        let people = Set(try small.shifts().map(\.clinician)).count
        XCTAssertTrue(try small.app.get("/publications").contains("days of \(people) people"))
    }

    func testRollBack_touchesOnlyDatesWhereTheVersionStands() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        try small.replaceDay("2026-12-01", with: [])
        try small.replaceDay("2026-12-08", with: [])
        _ = try small.publish()
        try small.replaceDay("2026-12-01", with: [SmallPractice.shift("amara", "2026-12-01")])
        let third = try small.app.get("/publications/new?from=2026-12-01&to=2026-12-01")
        XCTAssertEqual(try small.app.browser.submit(third, form: "/publications").location, "/publications/3")
        _ = try small.app.browser.submit(try small.app.get("/publications/2/rollback"), form: "/publications/2/rollback")
        let published = try small.published()
        XCTAssertEqual(published.filter { $0.date == SmallPractice.day("2026-12-01") }.map(\.clinician), ["amara"], "version 3 stands there and stays")
        XCTAssertFalse(published.filter { $0.date == SmallPractice.day("2026-12-08") }.isEmpty, "restored")
    }

    /// Two managers with the page open: what the second would publish is not what the page said.
    func testPublish_isRefusedWhenAnotherPublishedSinceThePage() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        let page = try small.app.get("/publications/new?\(SmallPractice.dates)")
        XCTAssertEqual(try small.publish(), "/publications/1")
        let answer = try small.app.browser.submit(page, form: "/publications", changing: ["once": ""])
        XCTAssertEqual(answer.status, .conflict)
        XCTAssertTrue(answer.contains("Nothing was published"), answer.words)
        XCTAssertEqual(try small.app.get("/publications/2").status, .notFound)
    }

    func testPublish_makesNoEmptyVersion() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        let page = try small.app.get("/publications/new?\(SmallPractice.dates)")
        XCTAssertTrue(page.contains("Clinicians see these shifts already"), page.words)
        XCTAssertFalse(page.contains("Publish as version"))
    }

    func testRollBack_isRefusedWhenTheDraftChangedSinceThePage() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        try small.replaceDay("2026-12-01", with: [])
        _ = try small.publish()
        let page = try small.app.get("/publications/2/rollback")
        let byHand = [SmallPractice.shift("amara", "2026-12-01", pinned: true)]
        try small.replaceDay("2026-12-01", with: byHand)
        XCTAssertEqual(try small.app.browser.submit(page, form: "/publications/2/rollback").status, .conflict)
        XCTAssertEqual(try small.shifts().filter { $0.date == SmallPractice.day("2026-12-01") }, byHand)
    }

    func testRollBack_isRefusedWhenAnotherVersionWasPublishedSinceThePage() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        let page = try small.app.get("/publications/1/rollback")
        try small.replaceDay("2026-12-01", with: [])
        _ = try small.publish()
        XCTAssertEqual(try small.app.browser.submit(page, form: "/publications/1/rollback").status, .conflict)
        XCTAssertEqual(try small.app.get("/publications/3").status, .notFound)
    }

    /// Who is ill since is not put back on the rota without a word.
    func testRollBack_warnsOfLeaveApprovedSince() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        try small.replaceDay("2026-12-01", with: [])
        _ = try small.publish()
        XCTAssertFalse(try small.app.get("/publications/2/rollback").contains("break a rule now"))
        try small.app.store.write { db in
            _ = try db.run(
                """
                INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status)
                SELECT id, '2026-12-01', '2026-12-01', 'full', 'annual', 'approved' FROM clinicians WHERE code = 'ben'
                """)
        }
        let page = try small.app.get("/publications/2/rollback")
        XCTAssertTrue(page.words.contains("Dr Ben Lowe works on Tuesday 1 December although on annual leave."), page.words)
    }

    func testStanding_isTheSameWordInTheListAndOnThePage() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        try small.replaceDay("2026-12-01", with: [])
        XCTAssertEqual(try small.app.browser.submit(try small.app.get("/publications/new"), form: "/publications").location, "/publications/2")
        XCTAssertTrue(try small.app.get("/publications/1").contains("Current in part"))
        XCTAssertTrue(try small.app.get("/publications").contains("Current in part"))
        _ = try small.app.browser.submit(try small.app.get("/publications/2/rollback"), form: "/publications/2/rollback")
        for page in [try small.app.get("/publications/2"), try small.app.get("/publications")] { XCTAssertTrue(page.contains(">Rolled back<"), page.words) }
    }

    /// Who is away is told before clinicians see it, and what somebody chose knowingly comes last.
    func testNew_tellsOfShiftsAgainstARule() throws {
        let small = try SmallPractice { file in
            file.shifts = [SmallPractice.shift("amara", "2026-12-01"), SmallPractice.shift("ben", "2026-12-03"), SmallPractice.shift("ben", "2026-12-08")]
            file.leave = [PracticeFile.Leave(clinician: "ben", range: DayRange(SmallPractice.day("2026-12-08")))]
        }
        try small.app.store.write { db in _ = try db.run("UPDATE shifts SET overrides = 'Reason: swapped' WHERE date = '2026-12-03'") }
        let page = try small.app.get("/publications/new")
        XCTAssertTrue(
            page.words.contains(
                "Shifts against a rule Dr Ben Lowe works on Tuesday 8 December although on annual leave. "
                    + "Dr Ben Lowe works on Thursday 3 December although Thursday is not one of the term’s fixed days. It was saved so knowingly."),
            page.words)
    }

    /// Dates published for the first time are told by week; only changes of what clinicians see are told day by day.
    func testNew_tellsNewDatesByWeekAndTakesTypedDates() throws {
        let small = try SmallPractice { file in
            for index in file.cover.indices where file.cover[index].weekday == .mon { file.cover[index].minimum = 4 }
        }
        _ = try small.saveDraft(try small.generated())
        let page = try small.app.get("/publications/new")
        XCTAssertTrue(page.contains("Dates published for the first time"))
        XCTAssertFalse(page.contains("What changes for clinicians"))
        XCTAssertTrue(page.contains("/warnings?from=2026-11-30&amp;to="), page.text)
        XCTAssertEqual(page.value(of: "from-day"), "30")
        let typed = "from-day=7&from-month=12&from-year=2026&to-day=13&to-month=12&to-year=2026"
        let second = try small.app.get("/publications/new?\(typed)")
        XCTAssertTrue(second.contains("7 to 13 December 2026. Clinicians see it at once, as version 1."), second.words)
        XCTAssertTrue(second.contains("Publish everything to"), second.words)
        let wrong = try small.app.get("/publications/new?\(typed.replacingOccurrences(of: "to-day=13", with: "to-day=1"))")
        XCTAssertEqual(wrong.status, .unprocessableContent)
        XCTAssertEqual(wrong.errors, ["To must be the same as or after From"])
        XCTAssertFalse(wrong.contains("Publish as version"))
    }

    func testPublish_isRefusedWhenTheDraftChangedSinceThePage() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        let page = try small.app.get("/publications/new?\(SmallPractice.dates)")
        try small.replaceDay("2026-12-01", with: [])
        XCTAssertEqual(try small.app.browser.submit(page, form: "/publications").status, .conflict)
        XCTAssertEqual(try small.published(), [])
    }

    func testPublish_isRefusedWhenLeaveWasApprovedSinceThePage() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        let page = try small.app.get("/publications/new?\(SmallPractice.dates)")
        try small.app.store.write { db in
            _ = try db.run("INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (1, '2026-12-01', '2026-12-01', 'full', 'annual', 'approved')")
        }
        let answer = try small.app.browser.submit(page, form: "/publications")
        XCTAssertEqual(answer.status, .conflict)
        XCTAssertTrue(answer.contains("leave, locum bookings, closures, opening or cover were changed after this page was opened"), answer.words)
        XCTAssertEqual(try small.published(), [])
        XCTAssertEqual(try small.publish(), "/publications/1")
    }

    /// What one publication can't hold is left for the next, and the page says so.
    func testNew_ofMoreThanOnePublicationHoldsIsCut() throws {
        let small = try SmallPractice { $0.shifts = [SmallPractice.shift("ben", "2026-11-30"), SmallPractice.shift("ben", "2029-11-27")] }
        let page = try small.app.get("/publications/new")
        XCTAssertTrue(page.contains("30 November 2026 to 18 March 2029."), page.words)
        XCTAssertTrue(page.contains("to 27 November 2029, waits for the next"), page.words)
        XCTAssertEqual(try small.app.browser.submit(page, form: "/publications").location, "/publications/1")
        XCTAssertEqual(try small.published().count, 1)
        let rest = try small.app.get("/publications/new")
        XCTAssertFalse(rest.contains("waits for the next"))
        XCTAssertEqual(try small.app.browser.submit(rest, form: "/publications").location, "/publications/2")
    }

    func testPublish_withNothingToPublish() throws {
        let small = try SmallPractice()
        XCTAssertTrue(try small.app.get("/publications/new").contains("Nothing to publish"))
        XCTAssertTrue(try small.app.get("/publications/new").contains("The draft holds no shifts from today on"))
        XCTAssertTrue(try small.app.get("/publications").contains("Nothing has been published yet"))
    }

    func testBadInput_isNotFound() throws {
        let small = try SmallPractice()
        for fields in [["from": "x", "to": "2026-12-01", "revision": "0"], ["from": "2026-12-01", "to": "2026-11-01", "revision": "0"], ["from": "0001-01-01", "to": "9999-12-31", "revision": "0"], [:]] {
            XCTAssertEqual(try small.app.browser.post("/publications", pairs: fields.map { ($0.key, $0.value) }).status, .notFound)
        }
        for address in ["/publications/4", "/publications/4/rollback", "/publications/99999999999999999999"] {
            XCTAssertEqual(try small.app.get(address).status, .notFound, address)
        }
        XCTAssertEqual(try small.app.post("/publications/4/rollback").status, .notFound)
        XCTAssertEqual(try small.app.get("/publications/new?from=0001-01-01&to=9999-12-31").status, .ok)
    }
}
