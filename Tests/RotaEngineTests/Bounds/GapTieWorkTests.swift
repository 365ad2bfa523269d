import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Ties that may take only so much work: what is said of them holds all the same, and is the same whatever was asked before.
final class GapTieWorkTests: Case {
    /// Four partners wanted at two sites on all days, three days each at the most, all of which they work.
    private func analyst() -> GapAnalyst {
        let days = [[mon, tue, wed], [mon, tue, thu], [wed, thu, fri], [mon, tue, wed]]
        let terms = days.indices.map { term("p\($0)", .partner, locations: $0 == 3 ? [branch, main] : [main, branch], max: 3) }
        let file = practice(terms, minimum: 2, branch: (1, 0)) { $0.coverOverrides = Part.allCases.map { override(self.fri, $0, 3, 0) } }
        let shifts = days.indices.flatMap { person in days[person].map { shift("p\(person)", $0, at: person == 3 ? branch : main) } }
        return GapAnalyst(file, range: DayRange(weekOf: mon), shifts: shifts)
    }

    private func demands(_ analyst: GapAnalyst) -> [StaffingDemand] { analyst.gaps.compactMap { StaffingDemand($0, analyst.words) } }

    func testTie_holdsHoweverLittleWorkIsAllowed() {
        let analyst = analyst()
        var extents: [GapTie.Extent: Int] = [:], most = 0
        for work in [1_000, 300_000, StaffingAnalyst.tieWork] {
            for demand in demands(analyst) {
                var staffing = StaffingAnalyst(analyst.words), judge = staffing
                guard let tie = staffing.tie(demand, analyst.shortages, work: work) else { continue }
                let places = tie.places.compactMap { StaffingDemand($0, analyst.words) }
                XCTAssertTrue(places.contains(demand))
                let allowed = Dictionary(uniqueKeysWithValues: places.map { ($0, analyst.shortages[$0] - ($0 == demand ? 1 : 0)) })
                XCTAssertEqual(judge.canKeep(to: allowed), .no, "\(work) \(tie)")
                XCTAssertGreaterThan(tie.open, 0)
                XCTAssertLessThanOrEqual(tie.open, judge.least(Set(places)))
                extents[tie.extent, default: 0] += 1
                if tie.extent == .someOfThem { most = max(most, places.count) }
            }
        }
        XCTAssertGreaterThan(extents[.asTheyAre] ?? 0, 5, "\(extents)")
        XCTAssertGreaterThan(extents[.someOfThem] ?? 0, 5, "\(extents)")
        XCTAssertGreaterThan(most, 15, "with less work, less is left out")
    }

    func testTie_isTheSameWhateverWasAskedBefore() {
        let analyst = analyst()
        var all = StaffingAnalyst(analyst.words)
        _ = all.bounds()
        let demands = demands(analyst)
        for work in [1_000, 300_000] {
            // The second time, answers are known that the work would not have been enough for.
            _ = demands.map { all.tie($0, analyst.shortages) }
            for demand in demands {
                var fresh = StaffingAnalyst(analyst.words)
                XCTAssertEqual(all.tie(demand, analyst.shortages, work: work), fresh.tie(demand, analyst.shortages, work: work))
            }
        }
    }

    /// A question that takes much is given up at what is allowed, but for the relaxation in hand, and says no more than it knows.
    func testSolver_endsWithItsWork() {
        var all = 0, halves = 0
        for seed in UInt64(1)...60 {
            let practice = RandomPractice(seed: seed, mostPeople: 9, mostDays: 7, mostLocations: 3)
            let words = PracticeWords(practice.file, range: practice.range)
            guard let monday = words.touchedWeeks.first else { continue }
            let problem = WeekStaffing(words, GivenRota(words), week: monday).problem { .init(weight: $0.rule.weight) }
            func solved(_ allowance: Int) -> (answer: ShortfallAnswer, work: Int) {
                var solver = ShortfallSolver()
                solver.allowance = allowance
                let answer = solver.solve(problem)
                return (answer, allowance - solver.allowance)
            }
            let whole = solved(Int.max), half = solved(whole.work / 2), none = solved(0)
            XCTAssertEqual(none.work, 0, "seed \(seed)")
            for cut in [half, none] {
                XCTAssertLessThanOrEqual(cut.answer.least, whole.answer.least, "seed \(seed)")
                if whole.answer.isExact { XCTAssertGreaterThanOrEqual(cut.answer.found, whole.answer.least, "seed \(seed)") }
            }
            if whole.work > 0 { XCTAssertFalse(none.answer.isExact, "seed \(seed)") }
            (all, halves) = (all + whole.work, halves + half.work)
        }
        XCTAssertLessThan(halves, all * 3 / 4)
    }

    /// Whether anything need be short is what the least cost says, told with fewer relaxations.
    func testIsAnyShort_agreesWithTheLeast() {
        var yes = 0, no = 0, work = 0, quickWork = 0
        for seed in UInt64(1)...150 {
            let practice = RandomPractice(seed: seed, mostPeople: 7, mostDays: 7, mostLocations: 3)
            let words = PracticeWords(practice.file, range: practice.range)
            for monday in words.touchedWeeks {
                for rule in [SoftRule.s1, .s2, .s3] {
                    let problem = WeekStaffing(words, GivenRota(words), week: monday).problem { .init(weight: $0.rule == rule ? 1 : 0) }
                    var solver = ShortfallSolver(), quick = ShortfallSolver()
                    let truth = solver.solve(problem), answer = quick.solve(problem, .isAnyShort)
                    guard truth.isExact else { continue }
                    XCTAssertEqual(answer.least > 0, truth.least > 0, "seed \(seed)")
                    XCTAssertEqual(answer.found == 0, truth.least == 0, "seed \(seed)")
                    (work, quickWork) = (work + (Int.max - solver.allowance), quickWork + (Int.max - quick.allowance))
                    if truth.least > 0 { yes += 1 } else { no += 1 }
                }
            }
        }
        XCTAssertGreaterThan(min(yes, no), 50)
        XCTAssertLessThan(quickWork * 3, work, "the first proof is enough")
    }
}
