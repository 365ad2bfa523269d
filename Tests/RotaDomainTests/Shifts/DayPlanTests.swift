import Civil
import XCTest

@testable import RotaDomain

final class DayPlanTests: XCTestCase {
    private let day = Day(number: 20_780)

    func testShifts_wholeDayOfOneKindIsOneShift() {
        let work = DayPlan.Work(kind: .duty, location: "Main", pinned: true)
        XCTAssertEqual(DayPlan(am: work, pm: work).shifts(of: "a", on: day), [PracticeFile.Shift(clinician: "a", date: day, span: .full, kind: .duty, location: "Main", pinned: true)])
    }

    /// rules.md: a full day with one part on duty is two half-day shifts.
    func testShifts_differingHalvesAreTwo() {
        let surgery = DayPlan.Work(kind: .standard, location: "Main")
        for other in [DayPlan.Work(kind: .duty, location: "Main"), DayPlan.Work(kind: .standard, location: "Hill"), DayPlan.Work(kind: .standard, location: "Main", pinned: true)] {
            let plan = DayPlan(am: surgery, pm: other)
            XCTAssertEqual(plan.shifts(of: "a", on: day).map(\.span), [.am, .pm])
            XCTAssertEqual(DayPlan(plan.shifts(of: "a", on: day)), plan)
            XCTAssertNotEqual(plan.stamp, DayPlan(am: surgery, pm: surgery).stamp)
        }
        XCTAssertEqual(DayPlan().shifts(of: "a", on: day), [])
        XCTAssertEqual(DayPlan(pm: surgery).shifts(of: "a", on: day).map(\.span), [.pm])
    }

    func testIsSameWork_looksPastPins() {
        let free = DayPlan(am: DayPlan.Work(kind: .standard, location: "Main")), pinned = DayPlan(am: DayPlan.Work(kind: .standard, location: "Main", pinned: true))
        XCTAssertTrue(free.isSameWork(as: pinned))
        XCTAssertNotEqual(free, pinned)
        XCTAssertFalse(free.isSameWork(as: DayPlan()))
        XCTAssertFalse(free.isSameWork(as: DayPlan(pm: free.am)))
        XCTAssertTrue(DayPlan().isSameWork(as: DayPlan()))
    }
}
