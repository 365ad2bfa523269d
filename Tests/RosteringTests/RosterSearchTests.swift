import Foundation
import XCTest
@testable import Rostering

/// The core on problems that have nothing to do with a practice.
final class RosterSearchTests: XCTestCase {
    private func solve(_ problem: RosterProblem, steps: Int = 20_000, hottest: Double = 50) throws -> RosterSearch.Outcome {
        var search = RosterSearch(
            roster: try CompiledRoster(problem), seed: 3, steps: steps, cooling: Cooling(hottest: hottest, coldest: 0.5), threads: 1)
        return search.run { _, _, _, _ in .goOn }
    }

    /// Nights, with two nurses a night and no day after a night: a shift pattern, said in counters alone.
    func testNightsWithRest_areFound() throws {
        let staff = 5, days = 14, off = 0, early = 1, night = 2
        var problem = RosterProblem(staffCount: staff, dayCount: days)
        for cell in problem.cells.indices {
            problem.cells[cell] = [off, early, night].map { RosterProblem.Option(code: $0) }
        }
        func count(_ counter: Int, _ staff: Int, _ day: Int, _ code: Int, _ amount: Int = 1) {
            problem.cells[staff * days + day][code].effects.append(.init(counter: counter, amount: amount))
        }
        for day in 0..<days {
            for code in [early, night] {
                let cover = problem.addCounter { Int64(100 * abs($0 - 1)) }
                for person in 0..<staff { count(cover, person, day, code) }
            }
        }
        for person in 0..<staff {
            let fairness = problem.addCounter { Int64(($0 - 6) * ($0 - 6)) }
            for day in 0..<days {
                count(fairness, person, day, early)
                count(fairness, person, day, night)
                guard day + 1 < days else { continue }
                let succession = problem.addCounter { $0 == 3 ? 100_000 : 0 }
                count(succession, person, day, night)
                count(succession, person, day + 1, early, 2)
            }
        }
        let outcome = try solve(problem)
        for person in 0..<staff {
            let row = (0..<days).map { Int(outcome.choices[person * days + $0]) }
            for (today, tomorrow) in zip(row, row.dropFirst()) { XCTAssertFalse(today == night && tomorrow == early) }
        }
        // 28 shifts among five: 6, 6, 6, 5, 5 are a point off twice.
        XCTAssertEqual(outcome.cost, 2)
    }

    func testSearch_ofAProblemWithoutChoiceEndsAtOnce() throws {
        var problem = RosterProblem(staffCount: 1, dayCount: 2)
        problem.cells[0] = [RosterProblem.Option(code: 1, cost: 7)]
        let outcome = try solve(problem)
        XCTAssertEqual(outcome.cost, 7)
        XCTAssertEqual(outcome.choices, [0, 0])
    }

    private func limits(steps: Int = .max, changes: Int = .max, counters: Int = .max) -> RosterLimits {
        var limits = RosterLimits()
        (limits.steps, limits.changes, limits.counters) = (steps, changes, counters)
        return limits
    }

    func testCompile_refusesWhatIsBeyondTheLimits() throws {
        var problem = RosterProblem(staffCount: 3, dayCount: 14)
        let counter = problem.addCounter { Int64($0) }
        for cell in problem.cells.indices {
            problem.cells[cell] = (0..<3).map { RosterProblem.Option(code: $0, effects: $0 == 0 ? [] : [.init(counter: counter, amount: $0)]) }
        }
        // 42 cells with 9 changes each, of which 6 move the counter.
        XCTAssertNoThrow(try CompiledRoster(problem, limits: limits(steps: 252, changes: 378, counters: 1)))
        for limits in [limits(steps: 251), limits(changes: 377), limits(counters: 0)] {
            XCTAssertThrowsError(try CompiledRoster(problem, limits: limits)) { error in
                XCTAssertEqual(error as? RosterTooLarge, RosterTooLarge(staff: 3, days: 14))
            }
        }
    }

    /// Two effects on one counter are their sum, wherever it is looked at.
    func testSearch_countsAnEffectThatIsNamedTwice() throws {
        for start in [[0, 0], [1, 0], [1, 1]] as [[Int32]] {
            var problem = RosterProblem(staffCount: 1, dayCount: 2)
            let others = (0..<3).map { _ in problem.addCounter { _ in 0 } }
            let doubled = problem.addCounter { Int64(100 + $0 * $0) }
            for cell in problem.cells.indices {
                problem.cells[cell] = [
                    RosterProblem.Option(code: 0, effects: others.map { .init(counter: $0, amount: 1) }),
                    RosterProblem.Option(code: 1, effects: [.init(counter: doubled, amount: 1), .init(counter: doubled, amount: 1)]),
                ]
            }
            for problem in [problem, problem.merged()] {
                let roster = try CompiledRoster(problem), value = 2 * Int64(start.reduce(0, +))
                var state = RosterState(roster)
                state.restore(start)
                XCTAssertEqual(state.cost, 100 + value * value)
                XCTAssertEqual(CounterRanges(problem).most.max(), 4)
            }
        }
    }

    func testSearch_goesOnlyAsFarAsTheCap() throws {
        var problem = RosterProblem(staffCount: 3, dayCount: 7)
        for cell in problem.cells.indices { problem.cells[cell] = (0..<3).map { RosterProblem.Option(code: $0, cost: Int64($0)) } }
        var search = RosterSearch(
            roster: try CompiledRoster(problem), seed: 1, steps: 10_000_000, cooling: Cooling(hottest: 10, coldest: 1), threads: 1)
        let outcome = search.run { done, _, _, _ in .goOnWithin(secondsSpent: done > 200_000 ? 3 : 2, cap: 2.5) }
        XCTAssertLessThan(outcome.steps, 1_000_000)
        XCTAssertEqual(outcome.cost, 0)
    }

    func testCooling_fallsFromHottestToColdest() {
        let cooling = Cooling(hottest: 1_000_000, coldest: 1_000)
        XCTAssertEqual(cooling.temperature(at: 0), 1_000_000)
        XCTAssertEqual(Double(cooling.temperature(at: 0.5)), 31_622, accuracy: 2)
        XCTAssertEqual(Double(cooling.temperature(at: 1)), 1_000, accuracy: 2)
    }

    func testCooling_rehearsesFromFarHotter() {
        let cooling = Cooling(hottest: 1_000_000, coldest: 1_000, rehearsal: .init(hottest: 1_000_000_000, share: 0.2))
        XCTAssertEqual(cooling.temperature(at: 0), 1_000_000_000)
        XCTAssertEqual(Double(cooling.temperature(at: 0.1)), 1_000_000, accuracy: 2)
        XCTAssertEqual(Double(cooling.temperature(at: 0.2)), 1_000_000, accuracy: 2)
        XCTAssertEqual(Double(cooling.temperature(at: 0.6)), 31_622, accuracy: 2)
        XCTAssertEqual(Double(cooling.temperature(at: 1)), 1_000, accuracy: 2)
    }

    func testSearch_goesOnFromWhereItIsTold() throws {
        var problem = RosterProblem(staffCount: 1, dayCount: 3)
        // Equal costs, so that nothing calls for a change.
        for cell in problem.cells.indices { problem.cells[cell] = (0..<3).map { RosterProblem.Option(code: $0) } }
        var search = RosterSearch(
            roster: try CompiledRoster(problem), seed: 1, steps: 0, cooling: Cooling(hottest: 10, coldest: 1), threads: 1, start: [2, 0, 1])
        XCTAssertEqual(search.run { _, _, _, _ in .goOn }.choices, [2, 0, 1])
    }

    func testPortableMath_agreesWithTheCLibrary() {
        for value in [1e-9, 0.001, 0.3, 0.999, 1, 1.001, 2.718, 1000, 1e12] {
            XCTAssertEqual(PortableMath.ln(value), log(value), accuracy: 1e-12 * max(1, abs(log(value))))
        }
        for value in [-20.0, -3.2, -0.001, 0, 0.5, 6] { XCTAssertEqual(PortableMath.exp(value), exp(value), accuracy: 1e-11 * exp(value)) }
    }

    func testSplitMix64_isTheKnownSequence() {
        var random = SplitMix64(seed: 1_234_567)
        XCTAssertEqual((0..<3).map { _ in random.next() }, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
        for bound in [1, 2, 7, 1000] {
            let drawn = (0..<2000).map { _ in random.below(bound) }
            XCTAssertEqual(drawn.min(), 0)
            XCTAssertTrue(drawn.allSatisfy { $0 < bound })
        }
    }
}
