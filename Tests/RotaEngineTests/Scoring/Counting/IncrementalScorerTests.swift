import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// The incremental scorer against the slow one, on random changes of random rotas, sensible and wild, on every rule by itself.
final class IncrementalScorerTests: XCTestCase {
    func testEveryRule_countsWhatTheReferenceCounts() throws {
        var moved = Set<SoftRule>(), broken = Set<HardRule>()
        for (number, fixture) in try AgreementFixture.all().enumerated() {
            var walk = Walk(fixture, seed: UInt64(number))
            try walk.compare("case \(number) at the start")
            for step in 0..<4 {
                let changed = walk.change()
                let said = walk.fast.difference(changed), before = walk.fast
                walk.fast.apply(changed)
                for (line, then) in zip(walk.fast.counts, before.counts).enumerated() where line < SoftRule.allCases.count {
                    let rule = SoftRule.allCases[line]
                    XCTAssertEqual(said[rule], then.0 - then.1, accuracy: 1e-6, "case \(number), step \(step), \(rule.id)")
                    if said[rule] != 0 { moved.insert(rule) }
                }
                try walk.compare("case \(number), step \(step)")
                broken.formUnion(walk.broken)
            }
        }
        XCTAssertEqual(moved, Set(SoftRule.allCases))
        XCTAssertEqual(broken, [.h5, .h8])
    }

    /// Straight from what score.py printed, so that both scorers can't be wrong alike.
    func testEveryRule_countsWhatWasPublished() throws {
        for (number, fixture) in try (AgreementFixture.published() + AgreementFixture.all()).enumerated() {
            let scorer = ReferenceScorer(fixture.practice, range: fixture.rota.range)
            let fast = IncrementalScorer(scorer.sheet(fixture.rota.shifts), scorer.counters)
            for (rule, said) in zip(SoftRule.allCases, fixture.said.counts) {
                let count = try XCTUnwrap(Double(said))
                XCTAssertEqual(fast.counts[rule.number - 1], count, accuracy: 0.005_001, "case \(number), \(rule.id)")
            }
        }
    }

    func testDifference_namesTheLargestFirst() {
        let file = practice([term("p", .partner, fte: 100), term("q", .partner)], minimum: 1) { $0.practice.closures = [4, 6, 7, 8].map(Case.day) }
        let scorer = ReferenceScorer(file, range: DayRange(weekOf: Case.day(4)))
        let fast = IncrementalScorer(scorer.sheet([shift("q", Case.day(5))]), scorer.counters)
        var day = fast.day(0, 1)
        (day.am, day.pm) = (.init(kind: .standard, location: 0), .init(kind: .standard, location: 0))
        // p is owed two parts and gets them; a second doctor is one more than needed, twice.
        let said = fast.difference([day])
        XCTAssertEqual(said.lines, [.init(rule: .s5, change: -2), .init(rule: .s6, change: -1), .init(rule: .s7, change: 2)])
        XCTAssertEqual(said.points, -10_000 - 1_000 + 200)
        XCTAssertEqual(said.broken, [])
    }

    func testDifference_saysWhichLimitIsBroken() {
        let file = practice([term("p", .partner, duty: true, max: 0.5), term("q", .partner, duty: true)], duty: 1)
        let scorer = ReferenceScorer(file, range: DayRange(weekOf: Case.day(4)))
        let fast = IncrementalScorer(scorer.sheet([shift("q", Case.day(4), .full, .duty)]), scorer.counters)
        var day = fast.day(0, 0)
        (day.am, day.pm) = (.init(kind: .duty, location: 0), .init(kind: .standard, location: 0))
        XCTAssertEqual(fast.difference([day]).broken, [.h5, .h8])
    }
}

/// A rota that changes at random, in the slow scorer's form and in the fast one's.
private struct Walk {
    let scorer: ReferenceScorer
    var sheet: RotaSheet
    var fast: IncrementalScorer
    private var random: SplitMix64
    /// The limits that the rota breaks.
    private(set) var broken: Set<HardRule> = []

    init(_ fixture: AgreementFixture, seed: UInt64) {
        scorer = ReferenceScorer(fixture.practice, range: fixture.rota.range)
        sheet = scorer.sheet(fixture.rota.shifts)
        fast = IncrementalScorer(sheet, scorer.counters)
        random = SplitMix64(seed: seed)
    }

    /// Anything at all for one to three cells, what stands as given apart.
    mutating func change() -> [ClinicianDay] {
        let words = scorer.words
        var changed: [Int: ClinicianDay] = [:]
        for _ in 0..<1 + random.below(3) {
            let cell = random.below(fast.days.count)
            var day = changed[cell] ?? fast.days[cell]
            for part in Part.allCases where !day.stands.contains(part) && random.below(3) > 0 {
                let pick = random.below(1 + 2 * words.locationCount)
                let work = pick == 0 ? nil : ClinicianDay.Work(kind: pick % 2 == 0 ? .standard : .duty, location: (pick - 1) / 2)
                if part == .am { day.am = work } else { day.pm = work }
                sheet.set(day.clinician, day.day, part, work.map { .init(kind: $0.kind, location: $0.location, pinned: false) })
            }
            changed[cell] = day
        }
        return changed.sorted { $0.key < $1.key }.map(\.value)
    }

    mutating func compare(_ label: String) throws {
        let report = ScoreReport(breaches: scorer.breaches(sheet), lines: scorer.lines(sheet))
        for (line, count) in zip(report.lines, fast.counts) { XCTAssertEqual(count, line.count, accuracy: 1e-6, "\(label), \(line.id)") }
        XCTAssertEqual(fast.score, report.score, accuracy: 1e-3, label)
        // Where pins are missing, what is beyond a limit is not what pins exceed.
        guard !report.breaches.contains(where: { $0.rule == .h9 }) else { return }
        broken = Set([HardRule.h5, .h8].filter { rule in report.breaches.contains { $0.rule == rule && !$0.given } })
        for (rule, count) in zip([HardRule.h5, .h8], fast.counts.dropFirst(SoftRule.allCases.count)) {
            XCTAssertEqual(count > 0, broken.contains(rule), "\(label), \(rule.id)")
        }
    }
}
