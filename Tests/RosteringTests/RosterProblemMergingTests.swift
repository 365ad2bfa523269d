import XCTest
@testable import Rostering

final class RosterProblemMergingTests: XCTestCase {
    /// What one option of each cell costs, counted from the problem itself.
    private func cost(_ problem: RosterProblem, _ choices: [Int]) -> Int64 {
        var values = Array(repeating: 0, count: problem.penalties.count), sum: Int64 = 0
        for (options, choice) in zip(problem.cells, choices) {
            sum += options[choice].cost
            for effect in options[choice].effects { values[effect.counter] += effect.amount }
        }
        return zip(values, problem.penalties).reduce(sum) { $0 + $1.1($1.0) }
    }

    func testMerged_countersOfTheSameOptionsBecomeOne() {
        var problem = RosterProblem(staffCount: 2, dayCount: 1)
        let short = problem.addCounter { Int64(max(0, 1 - $0) * 100) }, beyond = problem.addCounter { Int64(max(0, $0 - 1)) }
        let other = problem.addCounter { Int64($0) }
        for cell in 0..<2 {
            problem.cells[cell] = [.init(code: 0), .init(code: 1, effects: [short, beyond].map { .init(counter: $0, amount: 1) })]
        }
        problem.cells[0][1].effects.append(.init(counter: other, amount: 1))
        let merged = problem.merged()
        XCTAssertEqual(merged.penalties.count, 2)
        XCTAssertEqual((0...2).map(merged.penalties[0]), [100, 0, 1])
        XCTAssertEqual(merged.cells[1][1].effects, [.init(counter: 0, amount: 1)])
    }

    func testMerged_whatCostsAlwaysTheSameIsMovedByNothing() {
        var problem = RosterProblem(staffCount: 1, dayCount: 1)
        // Nothing adds 1 alone, so the penalty of 1 is never paid; the last counter costs 7 whatever is chosen.
        let even = problem.addCounter { $0 == 1 ? 50 : 0 }
        _ = problem.addCounter { _ in 7 }
        problem.cells[0] = [.init(code: 0), .init(code: 1, effects: [.init(counter: even, amount: 2)])]
        let merged = problem.merged()
        XCTAssertEqual(merged.penalties.map { $0(0) }, [7])
        XCTAssertTrue(merged.cells[0].allSatisfy(\.effects.isEmpty))
    }

    func testMerged_costsTheSameWhateverIsChosen() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<50 {
            var problem = RosterProblem(staffCount: 3, dayCount: 3)
            for counter in 0..<12 {
                let dear = random.below(3)
                XCTAssertEqual(problem.addCounter { Int64(abs($0 - dear)) * Int64(counter + 1) }, counter)
            }
            for cell in problem.cells.indices {
                problem.cells[cell] = (0..<1 + random.below(3)).map { option in
                    // Pairs of counters are often moved alike.
                    let moved = (0..<6).filter { _ in random.below(3) == 0 }
                    let effects = moved.flatMap { pair in [pair, pair + 6].map { RosterProblem.Effect(counter: $0, amount: 1 + pair % 2) } }
                    return .init(code: option, cost: Int64(random.below(5)), effects: random.below(8) == 0 ? Array(effects.dropLast()) : effects)
                }
            }
            let merged = problem.merged()
            XCTAssertLessThan(merged.penalties.count, 12)
            for _ in 0..<20 {
                let choices = problem.cells.map { random.below($0.count) }
                XCTAssertEqual(cost(merged, choices), cost(problem, choices))
            }
        }
    }
}
