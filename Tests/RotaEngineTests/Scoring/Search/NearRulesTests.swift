import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// S5 and S8 of a week, reckoning with what the rota has beyond it.
final class NearRulesTests: Case {
    /// The scorer of one week of the fixture's range and its book; nil for a range of one week.
    private func near(_ whole: ReferenceScorer, _ sheet: RotaSheet, weekOf date: Day) throws -> ReferenceScorer {
        let range = try XCTUnwrap(DayRange(max(date.monday, whole.words.range.first), min(date.monday + 6, whole.words.range.last)))
        let words = PracticeWords(whole.words.file, range: range)
        return ReferenceScorer(words, NearRules(whole.words, sheet, whole.shares).book(.standard, near: words))
    }

    /// Seen from any of its weeks, a rota is as far from contracts and fair shares as it is as a whole.
    func testCount_isThatOfTheWholeRange() throws {
        var compared = 0, counted = 0.0
        for fixture in try AgreementFixture.all() where fixture.rota.range.first.monday != fixture.rota.range.last.monday {
            let whole = ReferenceScorer(fixture.practice, range: fixture.rota.range), sheet = whole.sheet(fixture.rota.shifts)
            let report = whole.report(fixture.rota.shifts)
            for date in [fixture.rota.range.first, fixture.rota.range.last] {
                let near = try near(whole, sheet, weekOf: date), own = near.sheet(fixture.rota.shifts)
                let lines = near.lines(own), counts = IncrementalScorer(own, near.counters).counts
                for (line, count) in zip(lines, counts) { XCTAssertEqual(line.count, count, accuracy: 1e-6, "\(line.id)") }
                for rule in [SoftRule.s5, .s8] {
                    let line = try XCTUnwrap(lines.first { $0.rule == rule })
                    XCTAssertEqual(line.count, report[rule].count, accuracy: 1e-6, "\(rule.id)")
                    counted += line.count
                }
                compared += 1
            }
        }
        XCTAssertGreaterThan(compared, 100)
        XCTAssertGreaterThan(counted, 1_000)
    }

    func testBook_leavesOutMondaysAndFridays() {
        let file = practice([term("p", .partner)]), whole = scorer(file, mon, nextSun)
        let book = NearRules(whole.words, whole.sheet([]), whole.shares).book(.standard, near: PracticeWords(file, range: DayRange(weekOf: mon)))
        XCTAssertEqual(book.score.map(\.name), RuleBook.standard.score.map(\.name).filter { $0 != .s9 })
    }
}
