import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// The fast scorer against the slow one, on every move of random walks over random practices.
final class FastAgainstSlowTests: XCTestCase {
    /// Each counter may be half a unit off, and a small practice has some hundred that are not whole.
    private let tolerance = 0.1

    func testEveryMove_costsWhatTheReferenceSays() throws {
        for (number, fixture) in try AgreementFixture.all().enumerated() {
            var practice = fixture.practice
            // Half closures are ours, so the reference's fixtures have none.
            let days = fixture.rota.range.days
            if number % 3 == 0 { practice.practice.halfClosures = [.init(date: days[number % days.count], part: .pm)] }
            walk(try PracticeProblem(PracticeWords(practice, range: fixture.rota.range)), seed: UInt64(number), moves: 60, "case \(number)")
        }
    }

    private func walk(_ problem: PracticeProblem, seed: UInt64, moves count: Int, _ label: String) {
        var state = RosterState(problem.roster), random = SplitMix64(seed: seed)
        var moves = MoveMaker(problem.roster)
        let scorer = ReferenceScorer(problem.words)
        compare(state, problem, scorer, "\(label) at the start")
        guard !problem.roster.freeCells.isEmpty else { return }
        for move in 0..<count {
            let before = state.cost
            // Anything short of a forbidden move is kept half of the time.
            let limit = random.below(2) == 0 ? PracticeProblem.forbidden / 2 : PracticeProblem.cost(50)
            moves.try(&state, &random, accepting: limit)
            XCTAssertLessThanOrEqual(state.cost - before, limit, label)
            compare(state, problem, scorer, "\(label), move \(move)")
        }
        let kept = state.snapshot()
        var other = RosterState(problem.roster)
        other.restore(kept)
        XCTAssertEqual(other.cost, state.cost, label)
    }

    private func compare(_ state: borrowing RosterState, _ problem: PracticeProblem, _ scorer: ReferenceScorer, _ label: String) {
        let report = scorer.report(problem.shifts(state.snapshot()))
        XCTAssertEqual(Double(state.cost) / PracticeProblem.scale, report.score, accuracy: tolerance, label)
        XCTAssertEqual(report.breaches.filter { !$0.given }, [], label)
    }
}
