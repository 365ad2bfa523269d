import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class GapFixTests: Case {
    private func fixes(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ first: Day? = nil, _ last: Day? = nil, gap: Int = 0) -> [GapFix] {
        var analyst = GapAnalyst(file, range: DayRange(first ?? mon, last ?? nextSun) ?? DayRange(mon), shifts: shifts)
        return analyst.gaps.indices.contains(gap) ? analyst.fixes(for: analyst.gaps[gap]) : []
    }

    private func person(_ id: String) -> GapPerson { GapPerson(clinician: id, name: "Dr \(id)") }
    private func range(_ first: Day, _ last: Day) -> DayRange { DayRange(first, last) ?? DayRange(first) }
    private func plan(_ location: String, _ parts: PartSet = .day, _ kind: ShiftKind = .standard, pinned: Bool = true) -> DayPlan {
        let work = DayPlan.Work(kind: kind, location: location, pinned: pinned)
        return DayPlan(am: parts.contains(.am) ? work : nil, pm: parts.contains(.pm) ? work : nil)
    }

    func testLocum_isBookedForThePart() {
        let file = practice([term("l", .locum)]) { $0.coverOverrides = [override(self.tue, .am, 1, 0)] }
        let found = fixes(file, [])
        XCTAssertEqual(found.map(\.ask), [.bookLocum(person("l"), tue, .am, location: main), .findLocum(tue, .am, location: main, onDuty: false)])
        XCTAssertEqual(found.map(\.effort), [4 + 1, 12 + 1])
        XCTAssertEqual(found.map(\.difference.points), [-100_000, -100_000])
        XCTAssertEqual(found[0].changes, [.init(clinician: "l", date: tue, before: DayPlan(), after: plan(main, .am, pinned: false))])
        XCTAssertEqual(found[1].changes.map(\.clinician), [GapFix.unknownLocum])
    }

    func testLocumForDuty_comesForTheWholeDutyAndMustTakePartInIt() {
        let file = practice([term("k", .locum), term("l", .locum, duty: true)], minimum: 0) {
            $0.practice.dutySpan = .day
            $0.coverOverrides = [override(self.tue, .am, 0, 1), override(self.tue, .pm, 0, 1)]
        }
        let found = fixes(file, [])
        XCTAssertEqual(found.map(\.ask), [.bookLocum(person("l"), tue, .full, location: main), .findLocum(tue, .full, location: main, onDuty: true)])
        XCTAssertEqual(found.first?.difference[.s1], -2)
    }

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

    /// Changed by hand, the rota has p in for more than the week's most already: nothing that is asked may come on top of that.
    func testFix_addsNothingToARuleThatIsBroken() throws {
        let file = practice([term("p", .partner, cannot: [.tue], max: 1)]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0)]
            $0.practice.countsTowardsMinimum = [.partner]
        }
        func trial(_ shifts: [PracticeFile.Shift]) throws -> (isPossible: Bool, fix: GapFix?) {
            let analyst = GapAnalyst(file, range: range(mon, sun), shifts: shifts)
            let trial = FixTrial(analyst.scorer, analyst.search, analyst.shortages, shifts, try XCTUnwrap(analyst.gaps.first))
            let edit = PracticeEdit(.work(person("p"), tue, plan(main, .am), waiving: [.cannotWorkDay]), file)
            return (trial.isPossible(edit), trial.fix(edit))
        }
        XCTAssertEqual(try trial([]).fix?.changes.map(\.date), [tue])
        let broken = try trial([shift("p", mon), shift("p", wed)])
        XCTAssertTrue(broken.isPossible, "another rota of the week could")
        XCTAssertNil(broken.fix)
    }

    func testCannotWorkDay_isWaivedForThePartThatIsWanted() {
        let file = practice([term("p", .partner, cannot: [.tue])]) {
            $0.coverOverrides = [override(self.tue, .pm, 1, 0)]
            $0.practice.countsTowardsMinimum = [.partner]
        }
        XCTAssertEqual(fixes(file, []).map(\.ask), [.work(person("p"), tue, plan(main, .pm), waiving: [.cannotWorkDay])])
    }

    func testExtraDay_isWholeWhereBothHalvesAreShort() {
        let file = practice([term("s", .salaried, fixed: [.mon])]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0), override(self.tue, .pm, 1, 0)]
            $0.practice.countsTowardsMinimum = [.salaried]
        }
        let found = fixes(file, [shift("s", mon), shift("s", nextMon)])
        XCTAssertEqual(found.map(\.ask), [.work(person("s"), tue, plan(main), waiving: [.extraDay])])
        XCTAssertEqual(found.first?.difference[.s2], -2)
    }

    /// Neither her day nor her location: more than a locum.
    func testEveryWaiver_isSaidAndCounted() {
        let file = practice([term("s", .salaried, locations: [branch], fixed: [.mon])]) { $0.coverOverrides = [override(self.tue, .am, 1, 0)] }
        let found = fixes(file, [shift("s", mon, at: branch)], mon, sun)
        XCTAssertEqual(found.map(\.effort), [12 + 1, 5 + 10 + 1])
        XCTAssertEqual(
            GapWords(file).sentences(found).last,
            "Ask Dr s to work on Tue 5 January, although it is not one of their days and they do not work at Main Surgery: in the morning at Main Surgery.")
    }

    func testLocumBookedElsewhere_hasTheBookingMoved() {
        let file = practice([term("l", .locum)]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0)]
            $0.locumBookings = [booking("l", self.mon, self.wed, at: self.branch)]
        }
        let found = fixes(file, [mon, tue, wed].map { shift("l", $0, at: branch) }, mon, sun)
        XCTAssertEqual(GapWords(file).sentences(found).first, "Move Dr l’s booking on Tue 5 January from Branch: all day at Main Surgery.")
        XCTAssertEqual(found.first?.effort, 6 + 2)
        XCTAssertEqual(found.first?.changes.map(\.date), [tue])
    }

    /// A whole day or half of it, leave moved or given up: one person is asked once, for both halves where both are short.
    func testEachPerson_isAskedOnceAndForBothHalvesWhereBothAreShort() {
        func found(_ parts: Part...) -> [GapFix] {
            let file = practice([term("s", .salaried, fixed: [.mon, .tue], half: [.tue: .pm]), term("t", .salaried, fixed: [.mon, .tue])]) {
                $0.coverOverrides = parts.map { override(self.tue, $0, 1, 0) }
                $0.leave = [leave("t", self.tue), leave("s", self.tue)]
                $0.practice.countsTowardsMinimum = [.salaried, .locum]
            }
            return fixes(file, [shift("s", mon), shift("t", mon)], mon, sun)
        }
        let both = found(.am, .pm)
        XCTAssertEqual(both.map(\.ask.person?.clinician).filter { $0 == "t" }.count, 1)
        XCTAssertEqual(both.map(\.alsoFills), [.pm, .pm])
        XCTAssertEqual(both.first?.ask, .findLocum(tue, .full, location: main, onDuty: false))
        XCTAssertEqual(GapWords(practice([])).sentences(both).first, "Find a locum for Tue 5 January: all day at Main Surgery. This fills the afternoon too.")
        let one = found(.am)
        XCTAssertEqual(one.map(\.alsoFills), [nil, nil])
        XCTAssertEqual(one.map(\.ask.person?.clinician), [nil, "t"])
    }

    func testLocumToBeFound_keepsAPlaceInTheList() {
        let terms = [term("a", .locum), term("b", .locum)] + ["c", "d"].map { term($0, .salaried, fixed: [.mon]) }
            + ["e", "f"].map { term($0, .salaried, fixed: [.tue], half: [.tue: .pm]) }
        let file = practice(terms) { $0.coverOverrides = [override(self.tue, .am, 1, 0)] }
        let shifts = ["c", "d"].map { shift($0, mon) } + ["e", "f"].map { shift($0, tue, .pm) }
        XCTAssertEqual(fixes(file, shifts, mon, sun).map(\.ask.person?.clinician), ["a", "b", "c", "d", nil])
    }

    func testHalfDay_isMadeWhole() {
        let file = practice([term("s", .salaried, fixed: [.mon], half: [.mon: .am])]) {
            $0.coverOverrides = [override(self.mon, .pm, 1, 0)]
            $0.practice.countsTowardsMinimum = [.salaried]
        }
        let found = fixes(file, [shift("s", mon, .am)], mon, sun)
        XCTAssertEqual(found.map(\.ask), [.work(person("s"), mon, plan(main), waiving: [.otherHalf])])
        XCTAssertEqual(found.map(\.effort), [6 + 1])
    }

    func testWeekMaximum_isRaisedByAsMuchAsItTakes() {
        let file = practice([term("p", .partner, max: 1)]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0), override(self.thu, .pm, 1, 0)]
            $0.practice.countsTowardsMinimum = [.partner]
        }
        let found = fixes(file, [shift("p", tue)])
        XCTAssertEqual(found.map(\.ask), [.raiseMaximum(person("p"), week: mon, from: 1, to: 2)])
        XCTAssertEqual(found.first?.changes.map(\.date), [thu])
    }

    func testPinnedShift_isChangedForAnother() {
        let file = practice([term("p", .partner, locations: [main, branch])]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0)]
            $0.practice.countsTowardsMinimum = [.partner]
            $0.shifts = [shift("p", self.tue, at: self.branch, pinned: true)]
        }
        XCTAssertEqual(fixes(file, file.shifts).map(\.ask), [.changeGiven(person("p"), tue, from: plan(branch), to: plan(main))])
    }

    func testPinnedDayOfAFullWeek_isLeftFree() {
        let file = practice([term("p", .partner, max: 1)]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0)]
            $0.practice.countsTowardsMinimum = [.partner]
            $0.shifts = [shift("p", self.mon, pinned: true)]
        }
        let found = fixes(file, file.shifts)
        XCTAssertEqual(found.map(\.ask), [
            .changeGiven(person("p"), mon, from: plan(main), to: DayPlan()),
        ])
        XCTAssertEqual(found.last?.changes.count, found.last?.ask.kind == 2 ? 1 : 2)
    }

    func testProtectedPeriod_takesOnWhoeverIsAsked() {
        let file = practice([term("l", .locum), term("p", .partner), term("q", .partner, cannot: [.tue])]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0)]
            $0.protectedUntil = self.tue
        }
        let found = fixes(file, [])
        XCTAssertEqual(found.map(\.ask), [
            .bookLocum(person("l"), tue, .am, location: main), .changeGiven(person("p"), tue, from: DayPlan(), to: plan(main, pinned: false)),
            .work(person("q"), tue, plan(main, .am, pinned: false), waiving: [.cannotWorkDay]), .findLocum(tue, .am, location: main, onDuty: false),
        ].sorted { $0.effort < $1.effort })
        XCTAssertTrue(found.allSatisfy { $0.difference[.s2] == -1 })
    }

    func testTrainee_worksWhereTheSupervisorIs() {
        let file = practice([term("f", .fy, locations: [branch], supervisor: "p", fixed: [.mon]), term("p", .partner)])
        let found = fixes(file, [shift("f", mon, at: branch), shift("p", mon), shift("f", nextMon, at: branch)], mon, mon)
        XCTAssertEqual(found.map(\.ask), [
            .work(person("p"), mon, plan(branch), waiving: [.location]), .work(person("f"), mon, plan(main), waiving: [.location]),
        ])
    }

    func testGapThatCouldBeMet_needsNoFix() {
        let file = practice([term("p", .partner)]) { $0.coverOverrides = [override(self.tue, .am, 1, 0)] }
        XCTAssertEqual(fixes(file, []), [])
    }

    func testFixes_areTheSameEachTimeAndFewOfAKind() {
        let terms = (0..<6).map { term("p\($0)", .partner, cannot: [.tue]) } + [term("l", .locum)]
        let file = practice(terms) { $0.coverOverrides = [override(self.tue, .am, 1, 0)] }
        let found = fixes(file, [])
        XCTAssertEqual(found, fixes(file, []))
        XCTAssertEqual(found.map(\.ask.kind), [0, 15, 15, 1])
        XCTAssertEqual(found.map(\.effort), found.map(\.effort).sorted())
    }
}
