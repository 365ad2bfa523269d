import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Leave that could be moved or given up, for a gap that nothing else closes.
final class GapFixLeaveTests: GapFixCase {
    /// Where the leave of these days would be moved to, for a gap on one of them.
    private func moved(_ from: DayRange, _ day: Day, _ part: Span = .full, fixed: Set<Weekday> = Case.weekdays, half: [Weekday: HalfDay] = [:], closed: [Day] = []) -> [String] {
        let file = practice([term("s", .salaried, fixed: fixed, half: half)]) {
            $0.leave = [leave("s", from.first, part, to: from.last)]
            $0.coverOverrides = [override(day, .am, 1, 0)]
            $0.practice.closures = closed
        }
        let analyst = GapAnalyst(file, range: range(mon, nextSun), shifts: [])
        return analyst.gaps.filter { $0.date == day }.flatMap { analyst.edits([$0]) }.compactMap { edit in
            guard case .moveLeave(_, _, let to, let span) = edit.ask else { return nil }
            return "\(to.first.day)-\(to.last.day)\(span == .full ? "" : " \(span.rawValue)")"
        }
    }

    func testLeave_isMovedByOneDayOfTheirOwnWork() {
        XCTAssertEqual(moved(range(tue, wed), tue), ["6-7"])
        XCTAssertEqual(moved(range(tue, wed), wed), ["4-5"])
        XCTAssertEqual(moved(range(wed, wed), wed), ["7-7", "5-5"])
        // Tuesday and Wednesday are not theirs: Monday's leave becomes Thursday's, one day for one.
        XCTAssertEqual(moved(range(mon, tue), mon, fixed: [.mon, .thu]), ["7-7"])
        XCTAssertEqual(moved(range(wed, wed), wed, .am), ["7-7 am", "5-5 am"])
    }

    /// Two days of leave are two after it, and no holiday or weekend lies between.
    func testLeave_isNotMovedOverClosedDaysOrToAHalfDay() {
        XCTAssertEqual(moved(range(thu, fri), thu), [], "over the weekend")
        XCTAssertEqual(moved(range(thu, fri), fri), ["6-7"])
        XCTAssertEqual(moved(range(thu, fri), fri, closed: [wed]), [], "over a holiday")
        XCTAssertEqual(moved(range(wed, wed), wed, half: [.thu: .am]), ["5-5"])
        XCTAssertEqual(moved(range(mon, fri), mon), [])
    }

    func testLeave_isMovedToTheNextDayOfWork() {
        let file = practice([term("s", .salaried, fixed: [.mon, .thu])]) {
            $0.leave = [leave("s", self.mon, to: self.tue), leave("s", self.nextTue)]
            $0.coverOverrides = [override(self.mon, .pm, 1, 0)]
            $0.practice.countsTowardsMinimum = [.salaried]
        }
        let found = fixes(file, [shift("s", thu), shift("s", nextMon), shift("s", thu + 7)])
        XCTAssertEqual(found.first?.ask, .moveLeave(person("s"), from: range(mon, tue), to: range(thu, thu), .full))
        XCTAssertEqual(found.first?.changes.map(\.date), [mon, thu])
    }

    func testLeaveInTheMiddle_isOnlyGivenUp() {
        let file = practice([term("s", .salaried, fixed: Case.weekdays)]) {
            $0.leave = [leave("s", self.mon, to: self.wed)]
            $0.coverOverrides = [override(self.tue, .pm, 1, 0)]
            $0.practice.countsTowardsMinimum = [.salaried]
        }
        let worked = [thu, fri].map { shift("s", $0) } + (0..<5).map { shift("s", nextMon + $0) }
        XCTAssertEqual(fixes(file, worked).map(\.ask), [.giveUpLeave(person("s"), tue, .full)])
    }

    /// Whoever is ill, bereaved, with a new child or called by a court is not asked; nor is anybody for half of a day whose other half is such.
    func testLeaveThatNobodyGivesUp_isNeverAskedFor() {
        func asked(_ types: String...) -> [GapFix.Ask] {
            let file = practice([term("s", .salaried, fixed: [.mon, .tue])]) {
                $0.leave = types.enumerated().map { number, type in
                    PracticeFile.Leave(clinician: "s", range: DayRange(self.mon), part: types.count == 1 ? .full : number == 0 ? .am : .pm, type: type)
                }
                $0.coverOverrides = [override(self.mon, .am, 1, 0)]
                $0.practice.countsTowardsMinimum = [.salaried]
            }
            return fixes(file, [shift("s", tue)], mon, sun).map(\.ask)
        }
        for type in ["sick", "compassionate", "parental", "coroner's court", "Sick leave", "jury service"] { XCTAssertEqual(asked(type), [], type) }
        XCTAssertEqual(asked("annual", "sick"), [])
        for type in ["annual", "study", "Annual leave", "not working"] { XCTAssertFalse(asked(type).isEmpty, type) }
    }

    func testLeave_isNotMovedToWhereItWouldLeaveAnotherGap() {
        let file = practice([term("s", .salaried, fixed: [.mon, .tue])]) {
            $0.leave = [leave("s", self.mon)]
            $0.coverOverrides = [override(self.mon, .am, 1, 0), override(self.tue, .am, 1, 0)]
            $0.practice.countsTowardsMinimum = [.salaried]
        }
        let shifts = [shift("s", tue)]
        XCTAssertEqual(fixes(file, shifts, mon, sun).map(\.ask), [.giveUpLeave(person("s"), mon, .full)])
        // Neither the exact look nor, by itself, the mended rota lets it pass.
        let analyst = GapAnalyst(file, range: range(mon, sun), shifts: shifts)
        let trial = FixTrial(analyst.scorer, analyst.search, analyst.shortages, shifts, analyst.gaps[0])
        let moved = PracticeEdit(.moveLeave(person("s"), from: range(mon, mon), to: range(tue, tue), .full), file)
        XCTAssertFalse(trial.isPossible(moved))
        XCTAssertNil(trial.fix(moved))
    }
}
