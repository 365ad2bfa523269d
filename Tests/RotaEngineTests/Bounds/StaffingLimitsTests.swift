import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// What bounds are made of and what searches go by mean the same: a week's problem is broken by just those choices that break a limit, and
/// costs what S1 to S3 count.
final class StaffingLimitsTests: XCTestCase {
    func testRows_areTheLimitsAndGapsOfTheSearch() throws {
        var broken = 0, kept = 0
        for seed in UInt64(1)...250 {
            let practice = RandomPractice(seed: seed, mostPeople: 6, mostDays: 9, mostLocations: 3)
            let scorer = ReferenceScorer(practice.file, range: practice.range), words = scorer.words
            let weeks = words.touchedWeeks.map { WeekStaffing(words, scorer.given, week: $0) }
            var draw = Draw(seed: seed)
            for _ in 0..<6 {
                let isBusy = draw.below(2) == 0
                let choices = weeks.map { $0.options.map { isBusy ? draw.below($0.count) : draw.below(1 + $0.count / 2) } }
                let days = zip(weeks, choices).flatMap { zip($0.options, $1).map { $0[$1] } }
                let fast = IncrementalScorer(scorer.counters, days: days.sorted { ($0.clinician, $0.day) < ($1.clinician, $1.day) })
                let costs = zip(weeks, choices).map { week, choices in week.problem { .init(weight: $0.rule.weight) }.cost(choices) }
                let limits = fast.counts.suffix(scorer.book.limits.count).reduce(0, +)
                XCTAssertEqual(costs.contains(nil), limits > 0, "seed \(seed)")
                if limits > 0 { broken += 1; continue }
                kept += 1
                let points = zip(scorer.book.score, fast.counts).reduce(0.0) { $0 + ($1.0.name <= .s3 ? Double($1.0.name.weight) * $1.1 : 0) }
                XCTAssertEqual(Double(costs.reduce(0) { $0 + ($1 ?? 0) }), points, accuracy: 1e-6, "seed \(seed)")
            }
        }
        XCTAssertGreaterThan(min(broken, kept), 200)
    }
}
