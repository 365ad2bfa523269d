import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class GapFixTests: GapFixCase {
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

    /// The duties could be shared more evenly: that is another matter than a locum.
    func testFix_changesNothingThatIsBetterByItself() {
        let file = practice([term("a", .partner, duty: true), term("b", .partner, duty: true), term("l", .locum)]) {
            $0.coverOverrides = [self.mon, self.tue, self.wed].flatMap { [override($0, .am, $0 == self.tue ? 3 : 2, 1), override($0, .pm, 2, 1)] }
        }
        let shifts = [mon, tue, wed].flatMap { [shift("a", $0, .full, .duty), shift("b", $0)] }
        let found = fixes(file, shifts, mon, sun)
        XCTAssertEqual(found.first?.ask, .bookLocum(person("l"), tue, .am, location: main))
        XCTAssertEqual(found.map { $0.changes.count }, [1, 1])
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
