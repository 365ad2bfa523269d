import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

final class RotaGeneratorTests: Case {
    private func request(_ fixture: AgreementFixture, _ mode: GenerationRequest.Mode = .replaceUnpinned, steps: Int = 300) -> GenerationRequest {
        GenerationRequest(practice: fixture.practice, range: fixture.rota.range, mode: mode, steps: steps)
    }

    func testGenerate_breaksNoHardRuleOnAnyPractice() throws {
        for (number, fixture) in try AgreementFixture.all().enumerated() {
            let rota = try RotaGenerator(request(fixture)).generate().rota
            let breaches = ReferenceScorer(fixture.practice, range: rota.range).breaches(rota.shifts)
            XCTAssertEqual(breaches.filter { !$0.given }, [], "case \(number)")
        }
    }

    func testGenerate_fillingGapsKeepsEveryGivenShift() throws {
        for (number, fixture) in try AgreementFixture.all().prefix(150).enumerated() {
            let result = try RotaGenerator(request(fixture, .fillGaps)).generate()
            let given = fixture.practice.shifts.filter { fixture.rota.range.contains($0.date) }
            let pinned = Set(given.filter(\.pinned).flatMap { shift in shift.span.parts.map { "\(shift.clinician) \(shift.date) \($0)" } })
            for shift in given where shift.pinned || shift.span.parts.allSatisfy({ !pinned.contains("\(shift.clinician) \(shift.date) \($0)") }) {
                XCTAssertTrue(result.rota.shifts.contains(shift), "case \(number): \(shift)")
            }
            XCTAssertEqual(result.breaches.filter { !$0.given }, [], "case \(number)")
            XCTAssertEqual(result.report.lines, ReferenceScorer(fixture.practice, range: fixture.rota.range).report(result.rota.shifts).lines, "case \(number)")
        }
    }

    func testGenerate_isTheSameOnOneThreadAndOnTwo() throws {
        for fixture in try AgreementFixture.all().prefix(20) {
            var request = request(fixture, steps: 2000)
            let first = try RotaGenerator(request).generate()
            request.threads = 1
            let second = try RotaGenerator(request).generate()
            XCTAssertEqual(first.rota, second.rota)
            XCTAssertEqual(first.steps, second.steps)
        }
    }

    /// Written down once: another machine, or a change that was not meant to change rotas, shows here. The practices are large enough, and the steps so
    /// few, that another walk ends at another rota.
    func testGenerate_isTheRotaWrittenDown() throws {
        let range = try XCTUnwrap(DayRange(mon, mon + 27))
        let shape = PracticeShape(types: [.partner, .partner, .partner, .partner, .salaried, .st, .locum], range: range, locations: [main, branch])
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for seed in 1...4 as ClosedRange<UInt64> {
            let request = GenerationRequest(practice: shape.file(seed: seed), range: range, seed: seed, steps: 5000)
            for byte in RotaFileWriter.write(try RotaGenerator(request).generate().rota) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        XCTAssertEqual(hash, 17_618_533_737_811_787_542)
    }

    func testGenerate_anotherSeedGivesAnotherWalkOfTheSameLength() throws {
        let fixture = try XCTUnwrap(AgreementFixture.all().max { $0.practice.clinicians.count * $0.rota.range.count < $1.practice.clinicians.count * $1.rota.range.count })
        var request = request(fixture, steps: 500)
        let first = try RotaGenerator(request).generate()
        request.seed = 2
        XCTAssertEqual(try RotaGenerator(request).generate().steps, first.steps)
    }

    func testGenerate_findsTheOnlyGoodRota() throws {
        // One duty place a part on two days: p may take it on Monday only, q on Tuesday only.
        let file = practice([
            term("p", .partner, duty: true, fte: 20, cannot: [.tue, .wed, .thu, .fri]), term("q", .partner, duty: true, fte: 20, cannot: [.mon, .wed, .thu, .fri]),
        ], duty: 1) { $0.practice.closures = [self.wed, self.thu, self.fri] }
        let result = try RotaGenerator(GenerationRequest(practice: file, range: DayRange(weekOf: mon), steps: 2000)).generate()
        XCTAssertEqual(result.rota.shifts, [shift("p", mon, .full, .duty), shift("q", tue, .full, .duty)])
        XCTAssertEqual(result.gaps, [])
    }

    func testGenerate_reportsContradictoryPinsAsGiven() throws {
        let pins = [
            shift("p", mon, pinned: true), shift("p", mon, .am, .duty, at: branch, pinned: true), shift("p", sat, pinned: true),
            shift("q", mon, .full, .duty, pinned: true), shift("q", tue, .am, pinned: true), shift("q", tue, .pm, at: branch, pinned: true),
        ]
        let file = practice([term("p", .partner, fte: 50, max: 1), term("q", .salaried, fixed: [.mon])]) { $0.shifts = pins }
        let result = try RotaGenerator(GenerationRequest(practice: file, range: DayRange(weekOf: mon), steps: 100)).generate()
        XCTAssertEqual(Set(result.breaches.map(\.rule)), [.h1, .h2, .h5, .h6, .h8, .h10])
        XCTAssertTrue(result.breaches.allSatisfy(\.given))
        for pin in pins { XCTAssertTrue(result.rota.shifts.contains(pin)) }
    }

    func testGenerate_leavesTheProtectedPeriodUnlessOverridden() throws {
        var file = practice([term("p", .partner, fte: 100)], minimum: 1) {
            $0.shifts = [shift("p", self.tue)]
            $0.protectedUntil = self.wed
        }
        file.practice.open[.fri] = []
        let range = DayRange(weekOf: mon)
        let kept = try RotaGenerator(GenerationRequest(practice: file, range: range, steps: 500)).generate()
        XCTAssertEqual(kept.rota.shifts.map(\.date), [tue, thu])
        let redone = try RotaGenerator(GenerationRequest(practice: file, range: range, steps: 500, overrideProtected: true)).generate()
        XCTAssertEqual(redone.rota.shifts.map(\.date), [mon, tue, wed, thu])
    }

    func testGenerate_writesAFullDayWithOnePartOfDutyAsTwoHalves() throws {
        let file = practice([term("s", .salaried, duty: true, fixed: [.mon])]) { $0.coverOverrides = [override(self.mon, .am, 0, 1)] }
        let result = try RotaGenerator(GenerationRequest(practice: file, range: DayRange(weekOf: mon), steps: 100)).generate()
        XCTAssertEqual(result.rota.shifts, [shift("s", mon, .am, .duty), shift("s", mon, .pm)])
    }

    func testGenerate_stopsWhenCancelledWithARotaThatKeepsTheRules() throws {
        let file = practice([term("p", .partner, fte: 50), term("s", .salaried, fixed: [.mon, .tue])], minimum: 1)
        let seen = Seen(), request = GenerationRequest(practice: file, range: DayRange(weekOf: mon), steps: 1_000_000)
        let result = try RotaGenerator(request, progress: { seen.note($0) }, isCancelled: { seen.all.last?.phase == "Filling the rota" }).generate()
        XCTAssertEqual(result.steps, 0)
        XCTAssertEqual(result.breaches, [])
    }

    func testGenerate_withNobodyOrNothingOpenIsEmpty() throws {
        let file = practice([])
        let result = try RotaGenerator(GenerationRequest(practice: file, range: DayRange(sat))).generate()
        XCTAssertEqual(result.rota.shifts, [])
        XCTAssertEqual(result.report.score, 0)
    }

    func testGenerate_standsAbsurdNumbers() throws {
        let file = practice([term("p", .partner, duty: true, fte: 100, min: 1e6, max: 1e6), term("q", .partner, duty: true, fte: 100)], minimum: 1000, duty: 1000) {
            $0.practice.fullTimeParts = 1e6
            for index in $0.clinicians.indices { $0.clinicians[index].dutyBalance = 1e6 }
        }
        let result = try RotaGenerator(GenerationRequest(practice: file, range: DayRange(weekOf: mon), steps: 500)).generate()
        XCTAssertEqual(result.breaches, [])
        XCTAssertEqual(result.rota.shifts.count, 10)
        XCTAssertFalse(ScorePrinter.text(result.report).isEmpty)
    }

    /// The practice file's reader lets so many clinicians and locations in that no table could hold the rota.
    func testGenerate_refusesWhatIsTooLargeBeforeItIsBuilt() {
        let sites = (0..<200).map { "Site \($0)" }
        let file = practice((0..<30).map { term("c\($0)", .partner, locations: sites, fte: 100) }) { $0.locations = sites }
        XCTAssertThrowsError(try RotaGenerator(GenerationRequest(practice: file, range: DayRange(mon, mon + 363) ?? DayRange(mon))).generate()) { error in
            XCTAssertEqual(
                (error as? GenerationFailure)?.sentence,
                "30 clinicians over 52 weeks, with all the locations where each may work, are more than can be generated at once. "
                    + "Choose fewer weeks, or name fewer locations in the working terms.")
        }
    }

    /// What must pass: each at any of three locations.
    func testLimits_leaveRoomForSixtyCliniciansOverAYear() throws {
        let sites = ["A", "B", "C"]
        let file = practice((0..<60).map { term("c\($0)", .partner, duty: true, locations: sites, fte: 80) }) { $0.locations = sites }
        let year = try XCTUnwrap(DayRange(mon, mon + 363))
        let week = try PracticeProblem(PracticeWords(file, range: DayRange(weekOf: mon))).roster
        let words = PracticeWords(file, range: year)
        let given = GivenRota(words), limits = RosterLimits()
        XCTAssertLessThan(words.days.reduce(0) { $0 + DayOptions.possibilities(0, $1, given, words) } * 60, limits.possibilities / 10)
        XCTAssertLessThan(week.counterCount * 52, limits.counters / 10)
        XCTAssertLessThan(Int(week.changeStart[week.changeCount]) * 52, limits.steps / 10)
        XCTAssertLessThan(week.changeCount * 52, limits.changes / 10)
    }

    func testProgress_countsStepsAndFallsInScore() throws {
        let fixture = try XCTUnwrap(AgreementFixture.all().first { $0.practice.clinicians.count == 5 })
        let seen = Seen()
        _ = try RotaGenerator(request(fixture, steps: 20_000), progress: { seen.note($0) }).generate()
        let improving = seen.all.filter { $0.phase == "Improving the rota" }
        XCTAssertEqual(seen.all.first?.phase, "Looking at the rules")
        XCTAssertEqual(improving.last?.stepsDone, 20_000)
        XCTAssertEqual(improving.map(\.score), improving.map(\.score).sorted(by: >))
    }

    /// Progress is reported on the caller's thread, so no lock is needed.
    private final class Seen: @unchecked Sendable {
        private(set) var all: [GenerationProgress] = []
        func note(_ progress: GenerationProgress) { all.append(progress) }
    }
}
