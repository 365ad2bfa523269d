import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Fixes of gaps in random practices, each granted and counted again by the reference scorer.
final class GapFixTruthTests: XCTestCase {
    func testFixes_closeTheGapAndLeaveNothingElseShorter() throws {
        var tried = 0, kinds = Set<Int>()
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
                    tried += 1
                    kinds.insert(fix.ask.kind)
                }
            }
        }
        XCTAssertGreaterThan(tried, 150)
        XCTAssertGreaterThan(kinds.count, 6, "\(kinds)")
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
        var place = gap
        place.count = 0
        if case .supervision = gap.kind { place.location = "" }
        XCTAssertLessThan(now[place] ?? 0, gap.count, label)
    }

    /// By place; a trainee's wherever it is.
    private func counts(_ report: ScoreReport) -> [Gap: Int] {
        Dictionary(Gap.all(report).map { gap in
            var place = gap
            place.count = 0
            if case .supervision = gap.kind { place.location = "" }
            return (place, gap.count)
        }, uniquingKeysWith: +)
    }
}
