import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Who could take a place, and in which order they are asked (issue 4, item 9).
final class RankCoverTests: Case {
    private func ranked(
        _ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ kind: ShiftKind, _ date: Day, _ span: Span = .full, at location: String? = nil, insteadOf absent: String? = nil
    ) -> [CoverCandidate] {
        RotaExplainer(file, range: DayRange(weekOf: mon), shifts: shifts)
            .rankCover(WantedPlace(date: date, span: span, location: location ?? main, kind: kind), insteadOf: absent)
    }

    func testOrder_isThatOfTheScore() throws {
        let file = practice(["a", "b", "c"].map { term($0, .partner, duty: true, fte: 40) }, duty: 1) { $0.practice.closures = [self.fri] }
        // The week's 8 duty parts are shared alike, 8/3 each. c has done none, a and b two; b's were the day before.
        let shifts = [shift("a", mon, .full, .duty), shift("b", wed, .full, .duty), shift("b", mon), shift("c", mon), shift("a", wed), shift("c", wed)]
        let found = ranked(file, shifts, .duty, thu)
        XCTAssertEqual(found.map(\.clinician), ["c", "a", "b"])
        XCTAssertEqual(found.map(\.standing), [.could, .could, .could])
        XCTAssertEqual(found.map { $0.duty?.worked }, [0, 2, 2])
        XCTAssertEqual(found.map { $0.duty?.share ?? 0 }, [8.0 / 3, 8.0 / 3, 8.0 / 3])
        // a is on duty three days after the first, b the day after: a pair each. Else a and b would be equal.
        XCTAssertEqual(found.map { $0.difference[.s10] }, [0, 1, 1])
        XCTAssertEqual(found[0].difference[.s1], -2)
        XCTAssertEqual(found[0].difference[.s8], (2 - 8.0 / 3) * (2 - 8.0 / 3) - 8.0 / 3 * (8.0 / 3), accuracy: 1e-9)
    }

    func testOrder_equalScoresGoToWhoOwesMoreDuty() {
        let file = practice(["a", "b"].map { term($0, .partner, duty: true) } + [term("c", .partner)], minimum: 1) {
            $0.clinicians[1].dutyBalance = 3
        }
        XCTAssertEqual(ranked(file, [], .standard, tue).map(\.clinician), ["b", "a", "c"])
    }

    func testWaived_whatIsAskedMostEasilyComesFirst() {
        let file = practice([
            term("leave", .partner), term("cannot", .partner, cannot: [.tue]), term("extra", .salaried, fixed: [.mon]), term("locum", .locum), term("gone", .partner, end: mon),
            term("full", .partner, max: 1), term("branch", .partner, locations: [branch]), term("ok", .partner), term("half", .salaried, fixed: [.tue], half: [.tue: .am]),
            term("inactive", .partner),
        ], minimum: 1) {
            $0.leave = [leave("leave", self.tue)]
            $0.clinicians[$0.clinicians.firstIndex { $0.id == "inactive" } ?? 0].active = false
        }
        let found = ranked(file, [shift("full", mon), shift("half", tue, .am)], .standard, tue, .pm)
        XCTAssertEqual(found.map(\.clinician), ["ok", "locum", "extra", "half", "full", "cannot", "branch", "leave", "gone"])
        XCTAssertEqual(found.map(\.standing), [.could] + Array(repeating: .couldIfWaived, count: 7) + [.cannot])
        XCTAssertEqual(found.map(\.waivers), [[], [.locumBooking], [.extraDay], [.otherHalf], [.weekMaximum], [.cannotWorkDay], [.location], [.leave], []])
        XCTAssertEqual(found[7].obstacles, [.unavailable(.onLeave("annual"), .tue)])
        XCTAssertEqual(found[4].obstacles, [.weekIsFull(shifts: 1, most: 1)])
        XCTAssertEqual([found[4].shifts, found[4].mostShifts], [1, 1])
        XCTAssertEqual(found[8].obstacles, [.unavailable(.noTerm, .tue)])
        // A partner comes for the whole day, a locum for the half.
        XCTAssertEqual(found[0].change.after.parts, [.am, .pm])
        XCTAssertEqual(found[1].change.after.parts, [.pm])
    }

    func testDuty_neverFallsToTraineesOrTheTakenPlace() {
        let file = practice([
            term("t", .st, duty: true, supervisor: "p", fixed: [.tue]), term("n", .partner), term("p", .partner, duty: true), term("q", .partner, duty: true),
        ], duty: 1)
        let shifts = [shift("t", tue), shift("q", tue, .full, .duty)]
        let found = ranked(file, shifts, .duty, tue)
        XCTAssertEqual(found.map(\.standing), [.cannot, .cannot, .cannot])
        XCTAssertEqual(Dictionary(uniqueKeysWithValues: found.map { ($0.clinician, $0.obstacles.first) }), [
            "t": .trainee, "n": .notInDutyRotation, "p": .dutyIsTaken(.am, location: main),
        ])
        let ill = ranked(file, shifts, .duty, tue, insteadOf: "q")
        XCTAssertEqual(ill.map(\.clinician), ["p", "n", "t"])
        XCTAssertEqual(ill[0].standing, .could)
        XCTAssertEqual(ill[0].difference[.s1], -2)
    }

    func testAlreadyAtWork_isSaidAndWhatTheyWouldLeaveShort() {
        let file = practice(["a", "b", "c"].map { term($0, .partner, locations: [main, branch]) }, minimum: 1, branch: (1, 0))
        let found = ranked(file, [shift("a", tue, at: branch), shift("c", tue)], .standard, tue)
        XCTAssertEqual(found.map(\.clinician), ["b", "a"], "who is there already is not asked")
        XCTAssertEqual(found.map(\.isInAlready), [false, true])
        XCTAssertEqual(found[1].leavesShort, .wouldLeaveShort(.s2, location: branch))
        XCTAssertNil(found[0].leavesShort)
    }

    func testGap_isNotFilledByWhoDoesNotCount() {
        let file = practice([term("f", .fy, supervisor: "p", fixed: [.tue]), term("p", .partner), term("q", .partner, cannot: [.tue])], minimum: 1)
        let explainer = RotaExplainer(file, range: DayRange(weekOf: mon), shifts: [shift("f", tue)])
        let cover = explainer.rankCover(Gap(kind: .cover, date: tue, part: .am, location: main, count: 1))
        XCTAssertEqual(cover.map(\.clinician), ["p", "q", "f"])
        XCTAssertEqual(cover.map(\.standing), [.could, .couldIfWaived, .cannot])
        XCTAssertEqual(cover[2].obstacles, [.doesNotCount(.fy)])
        let alone = explainer.rankCover(Gap(kind: .supervision(trainee: "f"), date: tue, part: .am, location: main, count: 1))
        XCTAssertEqual(alone.map(\.clinician), ["p", "q"])
        XCTAssertEqual(alone[1].obstacles, [.unavailable(.cannotWork, .tue), .mayNotSupervise])
        XCTAssertEqual(alone[0].difference[.s3], -2)
    }

    func testByHand_thePinBindsAndTheProtectedPeriodDoesNot() {
        let file = practice(["a", "b"].map { term($0, .partner, duty: true) }, duty: 1) {
            $0.protectedUntil = self.sun
            $0.shifts = [shift("a", self.tue, pinned: true), shift("b", self.tue)]
        }
        let place = WantedPlace(date: tue, span: .full, location: main, kind: .duty)
        XCTAssertEqual(RotaExplainer(file, range: DayRange(weekOf: mon), shifts: file.shifts).rankCover(place).map(\.obstacles), [[.protected], [.protected]])
        let found = RotaExplainer(byHand: file, range: DayRange(weekOf: mon)).rankCover(place)
        XCTAssertEqual(found.map(\.clinician), ["b", "a"])
        XCTAssertEqual(found.map(\.obstacles), [[], [.pinned]])
    }

    func testPlaceOfAnotherDate_hasNobody() {
        let file = practice([term("a", .partner)])
        XCTAssertEqual(ranked(file, [], .standard, nextMon), [])
        XCTAssertEqual(ranked(file, [], .standard, mon, at: "Moon"), [])
    }

    /// Whatever must be waived, what a candidate is said to do to the score is what the slow scorer says, and only who could breaks no rule.
    func testDifference_isThatOfTwoReports() throws {
        var compared: [CoverCandidate.Standing: Int] = [:]
        for (number, fixture) in try AgreementFixture.all().prefix(300).enumerated() {
            let result = try RotaGenerator(GenerationRequest(practice: fixture.practice, range: fixture.rota.range, steps: 100)).generate()
            let explainer = RotaExplainer(result), shifts = result.rota.shifts, scorer = ReferenceScorer(result.practice, range: result.rota.range)
            let before = scorer.report(shifts), date = fixture.rota.range.days[number % fixture.rota.range.count]
            let place = WantedPlace(
                date: date, span: Span.allCases[number % 3], location: fixture.practice.locations[0], kind: ShiftKind.allCases[number / 3 % 2])
            for candidate in explainer.rankCover(place) {
                let after = scorer.report(shifts.with([candidate.change]))
                for (line, old) in zip(after.lines, before.lines) {
                    XCTAssertEqual(candidate.difference[line.rule], line.count - old.count, accuracy: 1e-6, "case \(number), \(candidate.clinician), \(line.id)")
                }
                let broken = !Set(after.breaches.filter { !$0.given }).subtracting(before.breaches).isEmpty
                XCTAssertEqual(candidate.standing == .could, !broken, "case \(number), \(candidate.clinician)")
                compared[candidate.standing, default: 0] += 1
            }
        }
        for standing in [CoverCandidate.Standing.could, .couldIfWaived, .cannot] { XCTAssertGreaterThan(compared[standing] ?? 0, 30) }
    }
}

extension [PracticeFile.Shift] {
    /// The rota with the days as the changes leave them.
    func with(_ changes: [RotaDifference.Change]) -> [PracticeFile.Shift] {
        filter { shift in !changes.contains { $0.clinician == shift.clinician && $0.date == shift.date } }
            + changes.flatMap { $0.after.shifts(of: $0.clinician, on: $0.date) }
    }
}
