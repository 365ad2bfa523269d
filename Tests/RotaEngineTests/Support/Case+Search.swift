import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

extension Case {
    /// Both halves of a search's own rule must count so much: the slow one and the counters.
    func assertCount(_ rule: some ScoreRule, _ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ expected: Double, line: UInt = #line) {
        let scorer = ReferenceScorer(PracticeWords(file, range: DayRange(weekOf: mon)), RuleBook(score: [rule]))
        XCTAssertEqual(scorer.report(shifts).lines[0].count, expected, accuracy: 1e-9, line: line)
        XCTAssertEqual(IncrementalScorer(scorer.sheet(shifts), scorer.counters).counts[0], expected, accuracy: 1e-9, "counters", line: line)
    }

    /// Both halves must count the same of random rotas; the sum of what they count.
    func agreed(_ rule: (ReferenceScorer, _ seed: UInt64) -> some ScoreRule) throws -> Double {
        var sum = 0.0
        for (number, fixture) in try AgreementFixture.all().prefix(150).enumerated() {
            let plain = ReferenceScorer(fixture.practice, range: fixture.rota.range)
            let scorer = ReferenceScorer(plain.words, RuleBook(score: [rule(plain, UInt64(number))])), sheet = scorer.sheet(fixture.rota.shifts)
            let slow = scorer.lines(sheet)[0].count, fast = IncrementalScorer(sheet, scorer.counters).counts[0]
            XCTAssertEqual(slow, fast, accuracy: 1e-9, "fixture \(number)")
            sum += slow
        }
        return sum
    }

    var own: SoftRule { SoftRule(number: 900, id: "own", weight: 1, title: "a search's own") }
}
