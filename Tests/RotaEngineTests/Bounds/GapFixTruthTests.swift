import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Fixes of gaps in random practices, each granted and counted again by the reference scorer.
final class GapFixTruthTests: XCTestCase {
    func testFixes_closeTheGapAndLeaveNothingElseShorter() throws {
        var tried = 0, given = 0, kinds = Set<Int>()
        for seed in UInt64(1)...50 {
            let practice = RandomPractice(seed: seed, mostPeople: 6, mostDays: 9)
            let result = try RotaGenerator(GenerationRequest(practice: practice.file, range: practice.range, seed: seed, steps: 2_000, threads: 1)).generate()
            guard !result.report.isBroken else { continue }
            let analyst = GapAnalyst(practice.file, range: practice.range, shifts: result.rota.shifts)
            for gap in analyst.gaps.prefix(3) {
                let trial = FixTrial(analyst.scorer, analyst.search, analyst.shortages, result.rota.shifts, gap)
                for edit in analyst.edits([gap]).prefix(12) where trial.isPossible(edit) {
                    guard let fix = trial.fix(edit) else { continue }
                    check(fix, edit, gap, result, "seed \(seed) \(fix.ask)")
                    follow(fix, edit, gap, result)
                    tried += 1
                    given += fix.rest.count { $0.clinician == fix.ask.person?.clinician }
                    kinds.insert(fix.ask.kind)
                }
            }
        }
        XCTAssertGreaterThan(tried, 150)
        XCTAssertGreaterThan(kinds.count, 6, "\(kinds)")
        XCTAssertGreaterThan(given, 20, "other days of whoever is asked, given up for the one")
    }

    /// To the letter: the sentence is read again, and its days alone are put into the rota.
    private func follow(_ fix: GapFix, _ edit: PracticeEdit, _ gap: Gap, _ result: GenerationResult) {
        let sentence = GapWords(edit.file).sentences([fix])[0]
        var plans = FixReader().days(sentence, edit.file, result.rota.range)
        // What is pinned by it stays so.
        for (day, given) in edit.given { plans[day] = DayPlan(given) }
        let rest = result.rota.shifts.filter { plans[ClinicianDate(clinician: $0.clinician, date: $0.date)] == nil }
        let after = ReferenceScorer(edit.file, range: result.rota.range).report(rest + plans.flatMap { $1.shifts(of: $0.clinician, on: $0.date) })
        XCTAssertTrue(after.breaches.allSatisfy(\.given), "\(sentence) \(after.breaches)")
        XCTAssertLessThan(counts(after)[place(gap)] ?? 0, gap.count, sentence)
    }

    private func place(_ gap: Gap) -> Gap {
        var place = gap
        place.count = 0
        if case .supervision = gap.kind { place.location = "" }
        return place
    }

    private func check(_ fix: GapFix, _ edit: PracticeEdit, _ gap: Gap, _ result: GenerationResult, _ label: String) {
        let before = ReferenceScorer(result.practice, range: result.rota.range).report(result.rota.shifts)
        let changed = Set(fix.changes.map { ClinicianDate(clinician: $0.clinician, date: $0.date) })
        let kept = edit.shifts(result.rota.shifts).filter { !changed.contains(ClinicianDate(clinician: $0.clinician, date: $0.date)) }
        let after = ReferenceScorer(edit.file, range: result.rota.range).report(kept + fix.changes.flatMap { $0.after.shifts(of: $0.clinician, on: $0.date) })
        XCTAssertEqual(after.score - before.score, fix.difference.points, accuracy: 1e-6, label)
        XCTAssertTrue(after.breaches.allSatisfy(\.given), "\(label) \(after.breaches)")
        let was = counts(before), now = counts(after)
        for (place, count) in now { XCTAssertLessThanOrEqual(count, was[place] ?? 0, label) }
        XCTAssertLessThan(now[place(gap)] ?? 0, gap.count, label)
    }

    /// By place; a trainee's wherever it is.
    private func counts(_ report: ScoreReport) -> [Gap: Int] {
        Dictionary(Gap.all(report).map { (place($0), $0.count) }, uniquingKeysWith: +)
    }
}
