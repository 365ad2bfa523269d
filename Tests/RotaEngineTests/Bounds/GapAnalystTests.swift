import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class GapAnalystTests: Case {
    private func verdicts(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ first: Day? = nil, _ last: Day? = nil) -> [GapVerdict] {
        var analyst = GapAnalyst(file, range: DayRange(first ?? mon, last ?? sun) ?? DayRange(mon), shifts: shifts)
        return analyst.report()?.verdicts ?? []
    }

    private func tie(_ verdict: GapVerdict?) -> GapTie? {
        if case .tied(let tie) = verdict?.rest { return tie }
        return nil
    }

    private func price(_ verdict: GapVerdict?) -> GapPrice? {
        if case .couldBeMet(let price) = verdict?.rest { return price }
        return nil
    }

    func testShortage_namesWhoIsThereAndWhyNobodyElseIs() throws {
        let file = practice([
            term("a", .partner), term("b", .partner, cannot: [.tue]), term("c", .salaried, fixed: [.mon, .tue]), term("d", .locum), term("e", .partner),
            term("f", .fy, supervisor: "a", fixed: [.tue]), term("g", .partner, locations: [branch]),
        ]) {
            $0.coverOverrides = [override(self.tue, .am, 3, 0)]
            $0.leave = [leave("e", self.tue)]
        }
        let verdict = try XCTUnwrap(verdicts(file, [shift("c", tue), shift("f", tue), shift("a", tue)]).first)
        XCTAssertEqual(verdict.gap, Gap(kind: .cover, date: tue, part: .am, location: main, count: 1))
        XCTAssertEqual([verdict.unavoidable, verdict.isUnavoidable ? 1 : 0], [1, 1])
        let shortage = try XCTUnwrap(verdict.shortage)
        XCTAssertEqual(shortage.needed, 3)
        XCTAssertEqual(shortage.available.map(\.clinician), ["a", "c"])
        XCTAssertEqual(shortage.available.map(\.name), ["Dr a", "Dr c"])
        XCTAssertEqual(shortage.others.map(\.obstacle), [
            .unavailable(.cannotWork, .tue), .unavailable(.notBooked, .tue), .unavailable(.onLeave("annual"), .tue), .doesNotCount(.fy), .mayNotWorkAt(location: main),
        ])
    }

    func testShortage_saysThatPinsFillTheWeek() {
        let file = practice([term("p", .partner, max: 1)]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0)]
            $0.shifts = [shift("p", self.mon, pinned: true)]
        }
        let verdict = verdicts(file, file.shifts).first
        XCTAssertEqual(verdict?.shortage?.others.map(\.obstacle), [.weekIsFull(shifts: 1, most: 1)])
    }

    func testPartlyUnavoidable_saysHowMuchAndThePriceOfTheRest() throws {
        let file = practice([term("p", .partner, fte: 0)]) { $0.coverOverrides = [override(self.tue, .am, 2, 0)] }
        let verdict = try XCTUnwrap(verdicts(file, []).first)
        XCTAssertEqual([verdict.gap.count, verdict.unavoidable], [2, 1])
        XCTAssertFalse(verdict.isUnavoidable)
        let found = try XCTUnwrap(price(verdict))
        // Two half-days beyond a contract of none: 2 × 5,000, 1 × 1,000 for the week, and one doctor more than needed in the afternoon.
        XCTAssertEqual(found.difference.points, -100_000 + 10_000 + 1_000 + 100)
        XCTAssertEqual(found.difference.lines.map(\.rule), [.s2, .s5, .s6, .s7])
        XCTAssertEqual(found.changes.map(\.clinician), ["p"])
        XCTAssertEqual(found.changes.map(\.date), [tue])
    }

    func testWeekMaximum_tiesTheDays() throws {
        let file = practice([term("p", .partner, max: 1)]) { $0.coverOverrides = [override(self.tue, .am, 1, 0), override(self.thu, .pm, 1, 0)] }
        let verdict = try XCTUnwrap(verdicts(file, [shift("p", tue)]).first)
        XCTAssertEqual(verdict.unavoidable, 0)
        XCTAssertFalse(verdict.isUnavoidable, "another rota has it on Thursday")
        let found = try XCTUnwrap(tie(verdict))
        XCTAssertEqual(found.places, [
            Gap(kind: .cover, date: tue, part: .am, location: main, count: 1), Gap(kind: .cover, date: thu, part: .pm, location: main, count: 1),
        ])
        XCTAssertEqual(found.open, 1)
        XCTAssertEqual(found.torn, [.init(person: .init(clinician: "p", name: "Dr p"), cause: .weekMaximum(1))])
        XCTAssertEqual(found.instead?.difference.points, 0, "one day is as good as the other")
        XCTAssertEqual(found.instead?.changes.map(\.kind), [.removed, .added])
    }

    func testOneLocationADay_tiesTheLocations() {
        let file = practice([term("p", .salaried, locations: [main, branch], fixed: [.mon])], minimum: 1, branch: (1, 0))
        let found = tie(verdicts(file, [shift("p", mon)], mon, mon).first)
        XCTAssertEqual(found?.places.map(\.location), [main, branch])
        XCTAssertEqual(found?.torn.map(\.cause), [.oneLocation])
    }

    func testHalfDayOfEitherHalf_tiesTheHalves() {
        let file = practice([term("s", .salaried, fixed: [.mon], half: [.mon: .any])], minimum: 1)
        let found = tie(verdicts(file, [shift("s", mon, .am)], mon, mon).first)
        XCTAssertEqual(found?.places.map(\.part), [.am, .pm])
        XCTAssertEqual(found?.torn.map(\.cause), [.oneHalf])
    }

    func testTies_leaveOutWhatHasNoPartInThem() {
        let file = practice([term("p", .partner, max: 1), term("q", .partner)]) {
            $0.coverOverrides = [override(self.mon, .am, 1, 0), override(self.tue, .am, 2, 0), override(self.thu, .pm, 2, 0)]
        }
        let found = tie(verdicts(file, [shift("p", tue), shift("q", mon), shift("q", tue), shift("q", thu)]).first)
        XCTAssertEqual(found?.places.map(\.date), [tue, thu])
        XCTAssertEqual(found?.open, 1)
    }

    func testTraineeOfEitherHalf_isUnsupervisedInBoth() {
        let terms = [term("f", .fy, supervisor: "p", fixed: [.mon], half: [.mon: .any]), term("p", .partner, cannot: [.mon])]
        let verdict = verdicts(practice(terms), [shift("f", mon, .am)], mon, mon).first
        XCTAssertEqual(verdict?.unavoidable, 1)
        XCTAssertEqual(verdict?.shortage?.others.map(\.obstacle), [.unavailable(.cannotWork, .mon)])
    }

    func testReport_countsTheRotaBesideTheBound() throws {
        let file = practice([term("p", .partner)], minimum: 1)
        var analyst = GapAnalyst(file, range: DayRange(mon, tue) ?? DayRange(mon), shifts: [shift("p", mon)])
        let report = try XCTUnwrap(analyst.report())
        XCTAssertEqual(report.rota, StaffingCount(cover: 2, points: 200_000))
        XCTAssertEqual(report.bounds.least, StaffingCount())
        XCTAssertEqual(report.verdicts.map(\.unavoidable), [0, 0])
    }

    func testByHand_neitherProtectedDaysNorUnpinnedShiftsStand() throws {
        let file = practice([term("p", .partner)]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0)]
            $0.shifts = [shift("p", self.mon)]
            $0.protectedUntil = self.sun
        }
        let range = DayRange(weekOf: mon)
        var byHand = GapAnalyst(byHand: file, range: range), generated = GapAnalyst(file, range: range, shifts: file.shifts)
        XCTAssertEqual(byHand.report()?.verdicts.map(\.isUnavoidable), [false])
        XCTAssertEqual(generated.report()?.verdicts.map(\.isUnavoidable), [true])
    }

    /// Monday and Tuesday are protected and empty: one of three half-days would be filled were they not, the other has nobody anyway.
    func testProtection_isNamedWhereItIsTheReason() throws {
        let file = practice([term("p", .partner), term("q", .partner, cannot: [.mon, .tue])]) {
            $0.coverOverrides = [override(self.mon, .am, 2, 0), override(self.tue, .am, 1, 0), override(self.wed, .am, 3, 0)]
            $0.protectedUntil = self.tue
        }
        let range = DayRange(weekOf: mon)
        var analyst = GapAnalyst(file, range: range, shifts: [shift("p", wed), shift("q", wed)])
        XCTAssertEqual(analyst.report()?.verdicts.map(\.unavoidable), [2, 1, 1])
        XCTAssertEqual(analyst.gaps.map { analyst.verdict(on: $0).protectedUntil }, [tue, tue, nil])
        XCTAssertEqual(analyst.gaps.map { analyst.verdictIfUnavoidable($0)?.protectedUntil }, [tue, tue, nil])
        let cost = try XCTUnwrap(ProtectionCost(file, range: range))
        XCTAssertEqual([cost.until], [tue])
        XCTAssertEqual(cost.missing, StaffingCount(cover: 2, points: 200_000))
        let account = GapWords(file).account(analyst.verdict(on: analyst.gaps[1]))
        XCTAssertEqual(account.brief, "1 doctor needed, none available, while the weeks to 5 January stay protected")
        XCTAssertEqual(account.sentences.last, "This is so only while the weeks to 5 January stay protected.")
        var busy = file
        busy.protectedUntil = sun
        busy.shifts = [shift("p", mon), shift("p", tue), shift("p", wed), shift("q", wed)]
        XCTAssertNil(ProtectionCost(busy, range: range), "as good as any rota")
        XCTAssertNil(ProtectionCost(file, range: DayRange(wed, sun) ?? range), "before the dates")
    }

    /// Only a protected day keeps the other from being filled.
    func testProtection_isNamedOfATie() throws {
        let file = practice([term("p", .partner, max: 1), term("q", .partner, cannot: [.thu])]) {
            $0.coverOverrides = [override(self.tue, .am, 1, 0), override(self.thu, .pm, 1, 0)]
            $0.shifts = [shift("q", self.mon)]
            $0.protectedUntil = self.mon
        }
        var changed = file
        changed.terms[1].maxShifts = 1
        var analyst = GapAnalyst(changed, range: DayRange(weekOf: mon), shifts: [shift("q", mon), shift("p", tue)])
        let verdict = analyst.verdict(on: try XCTUnwrap(analyst.gaps.first))
        XCTAssertNotNil(tie(verdict))
        XCTAssertEqual(verdict.protectedUntil, mon)
    }

    /// Whoever stops the program waits for no search.
    func testCancelling_givesUpPricesAndFixes() throws {
        func asked(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], isCancelled: Bool) throws -> (GapVerdict.Rest?, fixes: Int) {
            var analyst = GapAnalyst(file, range: DayRange(weekOf: mon), shifts: shifts) { isCancelled }
            let gap = try XCTUnwrap(analyst.gaps.first)
            return (analyst.verdict(on: gap).rest, analyst.fixes(for: gap).count)
        }
        let free = practice([term("p", .partner)]) { $0.coverOverrides = [override(self.tue, .am, 1, 0)] }
        XCTAssertNotNil(try asked(free, [], isCancelled: false).0?.price)
        XCTAssertEqual(try asked(free, [], isCancelled: true).0, .unknown)
        let tied = practice([term("p", .partner, max: 1)]) { $0.coverOverrides = [override(self.tue, .am, 1, 0), override(self.thu, .pm, 1, 0)] }
        let whole = try asked(tied, [shift("p", tue)], isCancelled: false), stopped = try asked(tied, [shift("p", tue)], isCancelled: true)
        XCTAssertNotNil(whole.0?.price)
        XCTAssertNil(stopped.0?.price)
        XCTAssertGreaterThan(whole.fixes, 0)
        XCTAssertEqual(stopped.fixes, 0)
    }

    /// Without a rota the same is said as with one: as the request is generated for, given shifts standing or not.
    func testBoundsOfARequest_areThoseOfItsResult() throws {
        let file = practice([term("p", .partner, locations: [main, branch]), term("q", .partner, max: 2)], minimum: 2) {
            $0.shifts = [shift("p", self.mon, at: self.branch), shift("p", self.tue, at: self.branch)]
            $0.protectedUntil = self.mon
        }
        var request = GenerationRequest(practice: file, range: DayRange(weekOf: mon), steps: 100), found: [Int] = []
        for (mode, isOverridden) in [(GenerationRequest.Mode.replaceUnpinned, false), (.replaceUnpinned, true), (.fillGaps, true), (.fillGaps, false)] {
            (request.mode, request.overrideProtected) = (mode, isOverridden)
            let bounds = try XCTUnwrap(GapAnalyst.bounds(of: request))
            var analyst = GapAnalyst(try RotaGenerator(request).generate())
            XCTAssertEqual(analyst.bounds(), bounds)
            found.append(bounds.least.cover)
        }
        XCTAssertEqual(found, [8, 6, 10, 10])
        XCTAssertNil(GapAnalyst.bounds(of: request) { true })
    }

    func testCancelling_givesNoReport() {
        var analyst = GapAnalyst(practice([term("p", .partner)], minimum: 1), range: DayRange(mon), shifts: []) { true }
        XCTAssertNil(analyst.report())
    }
}
