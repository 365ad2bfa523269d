import XCTest
@testable import RotaEngine

/// The solver against all choices of random problems, which are nothing like a practice's.
final class ShortfallSolverTests: XCTestCase {
    /// The least cost of all choices; nil where each breaks some row's most.
    private func truth(_ problem: ShortfallProblem) -> Int? {
        var best: Int?, choices = problem.cells.map { _ in 0 }
        repeat {
            if let cost = problem.cost(choices) { best = min(best ?? cost, cost) }
        } while Self.next(&choices, problem)
        return best
    }

    private static func next(_ choices: inout [Int], _ problem: ShortfallProblem) -> Bool {
        for cell in choices.indices {
            choices[cell] += 1
            if choices[cell] < problem.cells[cell].options.count { return true }
            choices[cell] = 0
        }
        return false
    }

    func testSolve_isNeverAboveTheTruthAndMostlyEqual() {
        var draw = Draw(seed: 1), short = 0, impossible = 0, exact: [Int: Int] = [:]
        for trial in 0..<3_000 {
            let problem = ShortfallProblem(&draw), truth = truth(problem)
            if truth == nil { impossible += 1 } else if truth != problem.constant { short += 1 }
            for budget in [0, 3, 200] {
                var solver = ShortfallSolver(budget: budget)
                let answer = solver.solve(problem), label = "trial \(trial), budget \(budget)"
                XCTAssertLessThanOrEqual(answer.least, truth ?? .max, label)
                if answer.found == .max {
                    XCTAssertEqual(answer.choices, [], label)
                } else {
                    XCTAssertEqual(problem.cost(answer.choices), answer.found, label)
                }
                if answer.isExact { XCTAssertEqual(answer.least, truth ?? .max, label) }
                exact[budget, default: 0] += answer.isExact ? 1 : 0
                if budget == 200 { XCTAssertEqual(answer.least == .max, truth == nil, label) }
            }
        }
        XCTAssertGreaterThan(short, 1_000)
        XCTAssertGreaterThan(impossible, 100)
        XCTAssertEqual(exact[200], 3_000)
        XCTAssertLessThan(exact[0] ?? 0, 2_950, "some can't be told without branching")
    }

    func testIsAnyShort_isToldAsItIs() {
        var draw = Draw(seed: 2)
        for trial in 0..<2_000 {
            let problem = ShortfallProblem(&draw), truth = truth(problem)
            for budget in [0, 200] {
                var solver = ShortfallSolver(budget: budget)
                let answer = solver.solve(problem, .isAnyShort), label = "trial \(trial), budget \(budget)"
                if answer.least > 0 { XCTAssertNotEqual(truth, 0, label) }
                if answer.found == 0 { XCTAssertEqual(truth, 0, label) }
                if budget == 200 { XCTAssertEqual(answer.least > 0, truth != 0, label) }
            }
        }
    }

    func testReduction_leavesTheLeastCostAsItIs() {
        var draw = Draw(seed: 3), smaller = 0
        for trial in 0..<1_000 {
            let problem = ShortfallProblem(&draw), reduction = ShortfallReduction(problem), before = truth(problem)
            guard !reduction.isImpossible else { XCTAssertNil(before, "trial \(trial)"); continue }
            XCTAssertEqual(truth(reduction.problem), before, "trial \(trial)")
            let pieces = ShortfallPieces.of(reduction.problem).map(truth)
            let sum = pieces.contains(nil) ? nil : pieces.reduce(reduction.problem.constant) { $0 + ($1 ?? 0) }
            XCTAssertEqual(sum, before, "trial \(trial)")
            if reduction.problem.cells.count < problem.cells.count { smaller += 1 }
        }
        XCTAssertGreaterThan(smaller, 300)
    }

    func testRelaxation_isABoundAndFractionsAreOfEachCell() {
        var draw = Draw(seed: 4)
        for trial in 0..<1_000 {
            let problem = ShortfallProblem(&draw)
            guard let truth = truth(problem) else { continue }
            let relaxation = LinearRelaxation(problem)
            XCTAssertLessThanOrEqual(relaxation.bound, truth, "trial \(trial)")
            for fractions in relaxation.fractions { XCTAssertEqual(fractions.reduce(0, +), 1, accuracy: 1e-3, "trial \(trial)") }
        }
    }

    /// Where nothing costs anything, there is no step for costs to be multiples of.
    func testSolve_findsWhatKeepsToLimitsAlone() {
        func add(_ row: Int32) -> [ShortfallProblem.Add] { [.init(row: row, amount: 1)] }
        func problem(_ cells: Int32) -> ShortfallProblem {
            ShortfallProblem(
                rows: Array(repeating: .init(need: 0, weight: 0, most: 1), count: 2),
                cells: (0..<cells).map { .init(number: $0, options: [.init(number: 0, adds: add(0)), .init(number: 1, adds: add(1))]) })
        }
        var solver = ShortfallSolver()
        XCTAssertEqual(solver.solve(problem(2)).found, 0)
        XCTAssertEqual(solver.solve(problem(3)), .impossible)
    }
}
