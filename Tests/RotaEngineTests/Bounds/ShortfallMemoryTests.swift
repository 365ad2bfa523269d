import XCTest
@testable import Rostering
@testable import RotaEngine

/// The solver's memory: however many questions are asked, it holds no more than it may, and what it forgets makes no difference.
final class ShortfallMemoryTests: XCTestCase {
    func testMemory_holdsNoMoreThanItMay() {
        var draw = Draw(seed: 7), solver = ShortfallSolver(memory: ShortfallMemory(most: 5_000)), most = 0, begunAnew = 0
        for _ in 0..<5_000 {
            let count = solver.memory.count, problem = ShortfallProblem(&draw, cells: 7, rows: 6)
            let answer = solver.solve(problem)
            XCTAssertLessThanOrEqual(solver.memory.size, 5_000)
            most = max(most, solver.memory.size)
            if solver.memory.count < count {
                begunAnew += 1
                var fresh = ShortfallSolver()
                XCTAssertEqual(answer, fresh.solve(problem))
            }
        }
        XCTAssertGreaterThan(most, 4_900, "the room is used")
        XCTAssertGreaterThan(begunAnew, 5)
    }

    func testMemory_keepsNothingThatIsLargerThanAll() {
        var draw = Draw(seed: 8), solver = ShortfallSolver(memory: ShortfallMemory(most: 10))
        for _ in 0..<50 { _ = solver.solve(ShortfallProblem(&draw)) }
        XCTAssertEqual(solver.memory.size, 0)
    }

    /// A question with branches leaves one entry for each of its pieces, and equal weeks leave one between them.
    func testMemory_isOfWholeQuestionsAndOnceForEach() {
        var branched = 0
        for seed in UInt64(1)...400 {
            var draw = Draw(seed: seed), solver = ShortfallSolver()
            let problem = ShortfallProblem(&draw, cells: 7, rows: 6), pieces = ShortfallPieces.of(ShortfallReduction(problem).problem)
            _ = solver.solve(problem)
            XCTAssertLessThanOrEqual(solver.memory.count, pieces.count)
            let size = solver.memory.size
            _ = solver.solve(problem)
            XCTAssertEqual(solver.memory.size, size)
            var shallow = ShortfallSolver(budget: 1)
            if shallow.solve(problem) != solver.solve(problem) { branched += 1 }
        }
        XCTAssertGreaterThan(branched, 10)
    }

    func testMemory_tellsPiecesAndQuestionsApart() {
        let row = ShortfallProblem.Row(need: 1, weight: 1)
        func piece(_ amount: Int32) -> ShortfallProblem {
            let cell = ShortfallProblem.Cell(number: 0, options: [.init(number: 0, adds: []), .init(number: 1, adds: [.init(row: 0, amount: amount)])])
            return ShortfallProblem(rows: [row], cells: [cell])
        }
        typealias Key = ShortfallMemory.Key
        var other = piece(1)
        other.cells[0].number = 9
        XCTAssertEqual(Key(piece(1), .least, budget: 3), Key(other, .least, budget: 3))
        XCTAssertNotEqual(Key(piece(1), .least, budget: 3), Key(piece(2), .least, budget: 3))
        XCTAssertNotEqual(Key(piece(1), .least, budget: 3), Key(piece(1), .isAnyShort, budget: 3))
        XCTAssertNotEqual(Key(piece(1), .least, budget: 3), Key(piece(1), .least, budget: 4))
    }
}
