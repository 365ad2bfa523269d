import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// The search's moves against the slow scorer, on every move of random walks over random practices, however bad the rotas that they come to.
final class FastAgainstSlowTests: XCTestCase {
    func testEveryMove_costsWhatTheRulesSay() throws {
        for (number, fixture) in try AgreementFixture.all().enumerated() {
            var practice = fixture.practice
            // Half closures are ours, so the reference's fixtures have none.
            let days = fixture.rota.range.days
            if number % 3 == 0 { practice.practice.halfClosures = [.init(date: days[number % days.count], part: .pm)] }
            walk(try PracticeProblem(PracticeWords(practice, range: fixture.rota.range)), seed: UInt64(number), moves: 30, "case \(number)")
        }
    }

    private func walk(_ problem: PracticeProblem, seed: UInt64, moves count: Int, _ label: String) {
        var state = RosterState(problem.roster), random = SplitMix64(seed: seed)
        var moves = MoveMaker(problem.roster)
        let finding = SearchAudit.Finding(), audit = SearchAudit(problem, finding)
        XCTAssertTrue(audit.check(state.snapshot(), state.cost), "\(label): \(finding)")
        guard !problem.roster.freeCells.isEmpty else { return }
        for _ in 0..<count {
            let before = state.cost
            // Anything short of a forbidden move is kept half of the time.
            let limit = random.below(2) == 0 ? PracticeProblem.forbidden / 2 : PracticeProblem.cost(50)
            moves.try(&state, &random, accepting: limit)
            XCTAssertLessThanOrEqual(state.cost - before, limit, label)
            guard audit.check(state.snapshot(), state.cost) else { return XCTFail("\(label): \(finding)") }
        }
        let kept = state.snapshot()
        var other = RosterState(problem.roster)
        other.restore(kept)
        XCTAssertEqual(other.cost, state.cost, label)
    }
}
