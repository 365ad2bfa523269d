import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Published dates that come to lack staff are told of, once; what was published so is not (S0.77).
final class StaffingWatchTests: XCTestCase {
    private func published(minimum: Int = 2) throws -> SmallPractice {
        let small = try SmallPractice { file in
            for index in file.cover.indices { file.cover[index].minimum = minimum }
        }
        _ = try small.saveDraft(try small.generated())
        try StaffingWatch(small.app.practice).look()
        _ = try small.publish()
        try StaffingWatch(small.app.practice).look()
        return small
    }

    private func words(_ small: SmallPractice) throws -> [String] {
        try small.app.notices(of: try XCTUnwrap(try small.app.account("manager"))).filter { $0.category == .operational }.map(\.words)
    }

    private func clinician(_ small: SmallPractice, _ code: String) throws -> Int {
        try XCTUnwrap(try small.app.store.read { db in try db.first("SELECT id FROM clinicians WHERE code = :code", ["code": code]) { $0.int(0) } })
    }

    func testWhatWasPublishedWithGaps_isNotTold() throws {
        let small = try published(minimum: 3)
        XCTAssertGreaterThan(try small.app.count("SELECT count(*) FROM known_gaps"), 0)
        XCTAssertEqual(try words(small), [])
    }

    func testLeaveOnAPublishedDate_isTold_once() throws {
        let small = try published(), ben = try clinician(small, "ben")
        let day = try XCTUnwrap(try small.published().first { $0.clinician == "ben" }?.date)
        try small.app.addLeave(ben, day.iso, day.iso)
        try StaffingWatch(small.app.practice).look()
        let told = try words(small)
        XCTAssertEqual(told.count, 1)
        XCTAssertTrue(told.first?.hasPrefix("The published rota has come to lack staff. \(day.weekday.name) \(day.day) \(day.monthName), morning") ?? false, told.description)
        XCTAssertEqual(try small.app.notices(of: try XCTUnwrap(try small.app.account("manager"))).first?.path, Paths.week(at: day))
        try StaffingWatch(small.app.practice).look()
        XCTAssertEqual(try words(small).count, 1)
    }

    func testGapThatClosesAndOpensAgain_isToldAgain() throws {
        let small = try published(), ben = try clinician(small, "ben"), watch = StaffingWatch(small.app.practice)
        let day = try XCTUnwrap(try small.published().first { $0.clinician == "ben" }?.date)
        for _ in 1...2 {
            try small.app.addLeave(ben, day.iso, day.iso)
            try watch.look()
            try small.app.store.write { db in _ = try db.run("DELETE FROM leave_requests") }
            try watch.look()
        }
        XCTAssertEqual(try words(small).count, 2)
    }

    func testChangeOfTheDraftAlone_isNotTold() throws {
        let small = try published()
        try small.replaceDay("2026-12-01", with: [])
        try StaffingWatch(small.app.practice).look()
        XCTAssertEqual(try words(small), [])
    }

    func testDatesPublishedMeanwhile_arePassedOver() throws {
        let small = try published(), ben = try clinician(small, "ben")
        let day = try XCTUnwrap(try small.published().first { $0.clinician == "ben" }?.date)
        try small.app.addLeave(ben, day.iso, day.iso)
        try small.replaceDay(day.iso, with: try small.shifts().filter { $0.date == day && $0.clinician != "ben" })
        _ = try small.publish()
        try StaffingWatch(small.app.practice).look()
        XCTAssertEqual(try words(small), [], "whoever published was shown the gaps")
    }

    func testPastDates_areNotLookedAt() throws {
        let small = try published(), ben = try clinician(small, "ben")
        let day = try XCTUnwrap(try small.published().filter { $0.clinician == "ben" }.map(\.date).min())
        small.app.now = TestApp.start + 20 * 86_400
        try small.app.addLeave(ben, day.iso, day.iso)
        try StaffingWatch(small.app.practice).look()
        XCTAssertEqual(try words(small), [])
    }

    func testLook_withoutAChange_writesNothing() throws {
        let small = try published()
        XCTAssertFalse(try StaffingWatch(small.app.practice).look())
        let empty = try TestApp(isSetUp: false)
        XCTAssertFalse(try StaffingWatch(empty.practice).look(), "before there is a practice")
    }
}
