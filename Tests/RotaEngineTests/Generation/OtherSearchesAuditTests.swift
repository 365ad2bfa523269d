import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// Assert mode on the searches that fill gaps and that mend, whose own rules stand in front of the score.
final class OtherSearchesAuditTests: Case {
    func testMender_agreesOnEveryMoveAndChangesNothing() throws {
        var mended = 0
        for seed in 0..<60 as Range<UInt64> {
            var request = try MendingAgainstExhaustiveSearchTests.request(seed)
            request.steps = 100
            let plain = try RotaMender(request).mend()
            request.isAudited = true
            XCTAssertEqual(try RotaMender(request).mend().rota, plain.rota, "seed \(seed)")
            if !plain.changes.isEmpty { mended += 1 }
        }
        XCTAssertGreaterThan(mended, 20)
    }

    /// Every search for a price or a fix of some random practices' gaps.
    func testFiller_agreesOnEveryMove() throws {
        let finding = SearchAudit.Finding()
        var searches = 0, filled = 0
        for seed in UInt64(1)...40 {
            let practice = RandomPractice(seed: seed)
            let result = try RotaGenerator(GenerationRequest(practice: practice.file, range: practice.range, seed: seed, steps: 0, threads: 1)).generate()
            var draw = Draw(seed: seed)
            let words = PracticeWords(practice.file, range: practice.range)
            let shifts = result.rota.shifts.filter { $0.pinned || words.isProtected(words.number(of: $0.date)) || draw.below(4) > 0 }
            let analyst = GapAnalyst(practice.file, range: practice.range, shifts: shifts)
            var search = analyst.search
            search.finding = finding
            for gap in analyst.gaps.prefix(3) {
                guard let demand = StaffingDemand(gap, words) else { continue }
                let task = NearSearch.Task(
                    file: practice.file, shifts: shifts, demand: demand, weeks: [demand.day - words.weekday(demand.day)],
                    allowed: { analyst.shortages[$0] - ($0 == demand ? 1 : 0) })
                searches += 1
                filled += search.fill(task) == nil ? 0 : 1
                XCTAssertNil(finding.contradiction, "seed \(seed): \(finding)")
            }
        }
        XCTAssertGreaterThan(searches, 80)
        XCTAssertGreaterThan(filled, 15)
    }
}
