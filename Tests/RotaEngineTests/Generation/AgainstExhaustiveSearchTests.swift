import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// The generator on practices so small that every rota can be tried.
final class AgainstExhaustiveSearchTests: XCTestCase {
    /// Nothing of the search is trusted here: neither its options nor its fast scorer.
    func testGenerate_isTheBestOfAllRotas() throws {
        var compared = 0
        for seed in 0..<130 as Range<UInt64> {
            let shape = PracticeShape.tiny(seed), file = shape.file(seed: seed)
            guard let best = ExhaustiveSearch.best(ReferenceScorer(file, range: shape.range), most: 300), best < .infinity else { continue }
            let result = try RotaGenerator(GenerationRequest(practice: file, range: shape.range, steps: 3000)).generate()
            XCTAssertEqual(result.report.score, best, accuracy: 0.01, "seed \(seed)")
            compared += 1
        }
        XCTAssertGreaterThan(compared, 80)
    }

    func testSearch_isTheBestOfAllChoices() throws {
        var compared = 0
        for seed in 1300..<1400 as Range<UInt64> {
            let shape = PracticeShape.tiny(seed), file = shape.file(seed: seed)
            let problem = try PracticeProblem(PracticeWords(file, range: shape.range))
            guard let least = ExhaustiveSearch.leastCost(problem.roster, most: 60_000) else { continue }
            let result = try RotaGenerator(GenerationRequest(practice: file, range: shape.range, steps: 10_000)).generate()
            XCTAssertEqual(result.report.score, Double(least) / PracticeProblem.scale, accuracy: 0.1, "seed \(seed)")
            compared += 1
        }
        XCTAssertGreaterThan(compared, 80)
    }
}
