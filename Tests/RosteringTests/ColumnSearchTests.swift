import Foundation
import XCTest
@testable import Rostering

/// Small rosters that have nothing to do with a practice, against every roster there is.
final class ColumnSearchTests: XCTestCase {
    /// Three people, four or five days, two shifts: covers that bend, totals, a succession that is forbidden.
    private func problem(_ random: inout SplitMix64) -> RosterProblem {
        let staff = 3, days = 4
        var problem = RosterProblem(staffCount: staff, dayCount: days, period: 2)
        for cell in problem.cells.indices { problem.cells[cell] = (0..<3).map { .init(code: $0, cost: Int64(random.below(4))) } }
        func count(_ counter: Int, _ person: Int, _ day: Int, _ amount: (Int) -> Int) {
            for index in 0..<3 where amount(index) != 0 { problem.cells[person * days + day][index].effects.append(.init(counter: counter, amount: amount(index))) }
        }
        for day in 0..<days {
            for shift in 1...2 {
                let need = random.below(3), under = Int64(5 + random.below(20))
                let cover = problem.addCounter { $0 < need ? under * Int64(need - $0) : Int64(($0 - need) * ($0 - need)) }
                for person in 0..<staff { count(cover, person, day) { $0 == shift ? 1 : 0 } }
            }
        }
        for person in 0..<staff {
            let least = random.below(3), most = least + random.below(3)
            let total = problem.addCounter { $0 < least || $0 > most ? RosterProblem.forbidden : 0 }
            let nights = problem.addCounter { $0 > 1 ? RosterProblem.forbidden : 0 }
            for day in 0..<days {
                count(total, person, day) { $0 == 0 ? 0 : 1 }
                count(nights, person, day) { $0 == 2 ? 1 : 0 }
                guard day + 1 < days else { continue }
                let succession = problem.addCounter { $0 == 3 ? RosterProblem.forbidden : 0 }
                count(succession, person, day) { $0 == 2 ? 1 : 0 }
                count(succession, person, day + 1) { $0 == 1 ? 2 : 0 }
            }
        }
        return problem
    }

    /// The least cost of all rosters, person by person: lawful rows first, then their mixtures.
    private func optimum(_ problem: RosterProblem, _ model: RowModel) -> Int64 {
        let days = problem.dayCount, rows = (0..<Int(pow(3.0, Double(days)))).map { number in
            (0..<days).map { Int32(number / Int(pow(3.0, Double($0))) % 3) }
        }
        var best = Int64.max
        let off = Array(repeating: Int32(-1), count: problem.cells.count)
        let lawful = (0..<problem.staffCount).map { person in
            rows.filter { row in
                let found = try? RowPricer(model, staff: person, days: 0..<days, outside: off, remembers: model.owned[person].map { _ in true }, edgeLimit: 10_000)
                return (found?.ownCost(row) ?? .infinity) < .infinity
            }
        }
        for a in lawful[0] { for b in lawful[1] { for c in lawful[2] { best = min(best, model.cost(a + b + c)) } } }
        return best
    }

    func testRun_findsTheBestOfAllRosters() throws {
        var random = SplitMix64(seed: 21)
        for round in 0..<12 {
            let problem = problem(&random), model = RowModel(problem)
            let outcome = try ColumnSearch(model, seed: 1, threads: 1, rounds: 60).run()
            let optimum = optimum(problem, model)
            XCTAssertEqual(outcome.cost, optimum, "round \(round)")
            XCTAssertEqual(model.cost(outcome.choices), outcome.cost)
            XCTAssertLessThanOrEqual(outcome.bound, Double(optimum) + 1e-6, "round \(round): no bound is above what can be had")
            XCTAssertGreaterThan(outcome.bound, Double(optimum) - 30)
        }
    }

    func testRun_isTheSameWhateverTheThreads() throws {
        var random = SplitMix64(seed: 4)
        let problem = problem(&random)
        let outcomes = try [1, 2, 2, 4].map { try ColumnSearch(RowModel(problem), seed: 7, threads: $0, rounds: 4).run() }
        for outcome in outcomes { XCTAssertEqual(outcome.choices, outcomes[0].choices) }
    }

    func testRun_namesARowThatCannotBe() {
        var problem = RosterProblem(staffCount: 2, dayCount: 3)
        let never = problem.addCounter { $0 > 0 ? RosterProblem.forbidden : 0 }
        for day in 0..<3 { problem.cells[3 + day] = [.init(code: 1, effects: [.init(counter: never, amount: 1)])] }
        XCTAssertThrowsError(try ColumnSearch(RowModel(problem), seed: 1, threads: 1, rounds: 1).run()) {
            XCTAssertEqual(($0 as? ColumnSearch.Unsolvable)?.staff, 1)
        }
    }

    /// A total that only limits from above, and lasts, need not be remembered from the start.
    func testFirstMemory_leavesOutPureLimits() {
        var random = SplitMix64(seed: 2)
        let model = RowModel(problem(&random))
        let remembers = model.firstMemory(of: 0, passing: 3)
        // Of total, nights and three successions, the nights alone.
        XCTAssertEqual(remembers.filter { !$0 }.count, remembers[0] ? 1 : 2)
    }
}
