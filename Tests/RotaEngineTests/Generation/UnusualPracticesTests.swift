import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// Practices of shapes that nobody had in mind: no crash, no breach that wasn't given, and no day that could simply be better.
final class UnusualPracticesTests: Case {
    private let fortnight = DayRange(Case.day(4), Case.day(17)) ?? DayRange(Case.day(4))
    private let usual: [TermType] = [.partner, .partner, .partner, .salaried, .salaried, .st, .fy, .locum]

    /// Generates for three practices of the shape and holds each rota against the rules.
    private func check(_ shape: PracticeShape, line: UInt = #line, also: (PracticeFile, GenerationResult) -> Void = { _, _ in }) throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            let file = shape.file(seed: seed)
            let result = try RotaGenerator(GenerationRequest(practice: file, range: shape.range, seed: seed, steps: 3000)).generate()
            let scorer = ReferenceScorer(file, range: shape.range), report = scorer.report(result.rota.shifts)
            XCTAssertEqual(report.breaches.filter { !$0.given }, [], "seed \(seed)", line: line)
            XCTAssertEqual(report.lines, result.report.lines, "seed \(seed)", line: line)
            for pin in file.shifts where pin.pinned && shape.range.contains(pin.date) { XCTAssertTrue(result.rota.shifts.contains(pin), "\(pin)", line: line) }
            try assertNoDayCouldBeBetter(file, result.rota, seed, line)
            also(file, result)
        }
    }

    private func assertNoDayCouldBeBetter(_ file: PracticeFile, _ rota: RotaFile, _ seed: UInt64, _ line: UInt) throws {
        let words = PracticeWords(file, range: rota.range), problem = try PracticeProblem(words), sheet = RotaSheet(rota.shifts, words)
        let choices = try problem.options.map { options in
            let now = ClinicianDay(options[0].clinician, options[0].day, in: sheet, problem.given, words)
            return Int32(try XCTUnwrap(options.firstIndex { $0.am == now.am && $0.pm == now.pm }, "no such option, seed \(seed)", line: line))
        }
        var state = RosterState(problem.roster)
        state.restore(choices)
        for cell in problem.roster.freeCells {
            for option in 0..<state.optionCount(cell) where option != state.choice(cell) {
                let gain = -state.delta(cell, option)
                XCTAssertLessThanOrEqual(gain, 0, "seed \(seed): \(problem.options[Int(cell)][Int(option)])", line: line)
            }
        }
    }

    func testThreeClinicians_fillTheDuty() throws {
        try check(PracticeShape(range: fortnight, cover: 0.3)) { _, result in XCTAssertLessThan(result.report[.s1].count, 10) }
    }

    func testManyTrainees_areGenerated() throws {
        try check(PracticeShape(types: [.partner, .partner, .st, .st, .st, .fy, .fy, .fy], range: fortnight, locations: [main, branch]))
    }

    func testImpossibleCover_isFilledAsFarAsItGoes() throws {
        try check(PracticeShape(types: usual, range: fortnight, cover: 2, duty: 3, leave: 0)) { _, result in
            XCTAssertGreaterThan(result.report[.s2].count, 0)
        }
    }

    func testSaturdays_areWorkedInTheMorningOnly() throws {
        try check(PracticeShape(types: usual, range: fortnight, isOpenOnSaturdays: true)) { _, result in
            XCTAssertTrue(result.rota.shifts.allSatisfy { $0.date.weekday != .sun && ($0.date.weekday != .sat || $0.span == .am) })
        }
    }

    func testBackToBackTerms_areKeptApart() throws { try check(PracticeShape(types: usual, range: fortnight, backToBack: 1)) }

    func testEverybodyOnLeave_leavesTheWeekEmpty() throws {
        let away = DayRange(Case.day(11), Case.day(17)) ?? fortnight
        var shape = PracticeShape(types: usual, range: fortnight)
        shape.everybodyAway = away
        try check(shape) { file, result in
            XCTAssertFalse(result.rota.shifts.contains { away.contains($0.date) })
            XCTAssertEqual(result.gaps.filter { away.contains($0.date) && $0.kind == .duty }.count, 10)
        }
    }

    func testHalfDayDutyAtSeveralLocations_isGenerated() throws {
        try check(PracticeShape(types: usual, range: fortnight, locations: [main, branch, "Annexe"], dutySpan: .half))
    }

    func testManyPins_stand() throws { try check(PracticeShape(types: usual, range: fortnight, locations: [main, branch], pins: 0.4)) }

    func testGivenShifts_areGenerated() throws { try check(PracticeShape(types: usual, range: fortnight, given: 0.6)) }

    func testSingleWeekFromAThursday_isGenerated() throws { try check(PracticeShape(types: usual, range: DayRange(thu, thu + 6) ?? fortnight)) }

    func testSingleDay_isGenerated() throws { try check(PracticeShape(types: usual, range: DayRange(tue))) }

    func testNobodyWithATerm_isAnEmptyRota() throws {
        var file = PracticeShape(types: usual, range: fortnight).file(seed: 1)
        (file.terms, file.locumBookings) = ([], [])
        let result = try RotaGenerator(GenerationRequest(practice: file, range: fortnight)).generate()
        XCTAssertEqual(result.rota.shifts, [])
        XCTAssertEqual(result.report[.s1].count, 20)
    }
}
