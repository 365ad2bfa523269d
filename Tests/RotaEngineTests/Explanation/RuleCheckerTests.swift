import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class RuleCheckerTests: Case {
    private func added(_ file: PracticeFile, _ before: [PracticeFile.Shift], _ after: [PracticeFile.Shift]) -> [String] {
        BreachWords(file, dated: true).sentences(RuleChecker(file, range: DayRange(weekOf: mon)).added(before: before, after: after))
    }

    func testAdded_saysWhyInPlainWords() {
        let file = practice([term("p", .partner, cannot: [.tue], max: 1)]) { $0.leave = [leave("p", self.wed, .pm)] }
        XCTAssertEqual(
            added(file, [shift("p", mon)], [shift("p", mon), shift("p", tue, .am)]),
            [
                "Dr p works on the morning of Tuesday 5 January although Tuesday is a cannot-work day of the term.",
                "Dr p works 1.5 shifts in the week of 4 January 2027, of at most 1.",
            ])
        XCTAssertEqual(added(file, [], [shift("p", wed)]), ["Dr p works on the afternoon of Wednesday 6 January although on annual leave."])
    }

    func testAdded_leavesOutWhatWasBrokenBefore() {
        let file = practice([term("p", .partner, cannot: [.tue]), term("s", .salaried, fixed: [.mon])])
        XCTAssertEqual(added(file, [shift("p", tue)], [shift("p", tue), shift("s", mon)]), [])
    }

    func testAdded_aPatternThatIsNoLongerWorked() {
        let file = practice([term("s", .salaried, fixed: [.mon])])
        XCTAssertEqual(
            added(file, [shift("s", mon)], [shift("s", mon, .am)]),
            [
                "Dr s does not work on the afternoon of Monday 4 January although Monday is one of the term’s fixed days.",
            ])
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
            ["Main Surgery has 1 duty doctor more than it needs on the morning of Monday 4 January."])
    }

    func testAdded_countsTheRestOfTheWeekOutsideTheRange() {
        let file = practice([term("p", .partner, max: 1)]) { $0.shifts = [shift("p", self.mon), shift("p", self.wed)] }
        let checker = RuleChecker(file, range: DayRange(wed))
        XCTAssertEqual(checker.added(before: [], after: [shift("p", wed)]).map(\.rule), [.h5])
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
