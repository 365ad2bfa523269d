import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class RuleCheckerTests: Case {
    private func added(_ file: PracticeFile, _ before: [PracticeFile.Shift], _ after: [PracticeFile.Shift]) -> [String] {
        RuleChecker(file, range: DayRange(weekOf: mon)).added(before: before, after: after).map(\.sentence)
    }

    func testAdded_saysWhyInPlainWords() {
        let file = practice([term("p", .partner, cannot: [.tue], max: 1)]) { $0.leave = [leave("p", self.wed, .pm)] }
        XCTAssertEqual(
            added(file, [shift("p", mon)], [shift("p", mon), shift("p", tue, .am)]),
            [
                "Dr p cannot work on Tuesdays: on Tue 5 January, morning (H1)",
                "Dr p would have 1.5 shifts in the week of Mon 4 January, of at most 1 (H5)",
            ])
        XCTAssertEqual(added(file, [], [shift("p", wed)]), ["Dr p is on leave: on Wed 6 January, afternoon (H1)"])
    }

    func testAdded_leavesOutWhatWasBrokenBefore() {
        let file = practice([term("p", .partner, cannot: [.tue]), term("s", .salaried, fixed: [.mon])])
        XCTAssertEqual(added(file, [shift("p", tue)], [shift("p", tue), shift("s", mon)]), [])
    }

    func testAdded_aPatternThatIsNoLongerWorked() {
        let file = practice([term("s", .salaried, fixed: [.mon])])
        XCTAssertEqual(
            added(file, [shift("s", mon)], [shift("s", mon, .am)]), ["Dr s works by contract on Mon 4 January, afternoon, and would not be at work (H3)"])
    }

    func testAdded_pinsAndTheProtectedPeriodDoNotBindTheHand() {
        let pin = shift("p", mon, pinned: true)
        let file = practice([term("p", .partner)]) {
            $0.shifts = [pin]
            $0.protectedUntil = self.sun
        }
        XCTAssertEqual(added(file, [pin], []), [])
        XCTAssertEqual(added(file, [], [shift("p", tue, pinned: true)]), [])
    }

    func testAdded_tooManyOnDuty() {
        let file = practice([term("p", .partner, duty: true), term("q", .partner, duty: true)], duty: 1)
        let before = [shift("p", mon, .full, .duty), shift("q", mon)]
        XCTAssertEqual(
            added(file, before, [before[0], shift("q", mon, .am, .duty), shift("q", mon, .pm)]),
            ["Main Surgery would have 1 more on duty than it needs on Mon 4 January, morning (H8)"])
    }

    func testAdded_countsTheRestOfTheWeekOutsideTheRange() {
        let file = practice([term("p", .partner, max: 1)]) { $0.shifts = [shift("p", self.mon), shift("p", self.wed)] }
        let checker = RuleChecker(file, range: DayRange(wed))
        XCTAssertEqual(checker.added(before: [], after: [shift("p", wed)]).map(\.breach.rule), [.h5])
    }

    func testWarnings_listTheGapsOfTheDates() {
        let file = practice([term("p", .partner, duty: true), term("f", .fy, supervisor: "p", fixed: [.mon])], minimum: 1, duty: 1)
        let gaps = Warnings.gaps(file, shifts: [shift("p", mon, .am, .duty), shift("f", mon)], range: DayRange(mon))
        XCTAssertEqual(
            gaps,
            [
                Gap(kind: .duty, date: mon, part: .pm, location: main, count: 1), Gap(kind: .cover, date: mon, part: .pm, location: main, count: 1),
                Gap(kind: .supervision(trainee: "f"), date: mon, part: .pm, location: main, count: 1),
            ])
    }
}
