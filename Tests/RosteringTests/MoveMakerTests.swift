import XCTest
@testable import Rostering

/// What each compound move leaves as it was.
final class MoveMakerTests: XCTestCase {
    private let staff = 4, days = 21

    /// Everybody may do any of three things on any day; a counter for each day and thing holds how often it is done, one for each person what they do.
    private func roster() throws -> CompiledRoster {
        var problem = RosterProblem(staffCount: staff, dayCount: days)
        let byDay = (0..<days * 3).map { _ in problem.addCounter { Int64($0) } }, byPerson = (0..<staff * 3).map { _ in problem.addCounter { Int64($0 * $0) } }
        for cell in problem.cells.indices {
            problem.cells[cell] = (0..<3).map { code in
                let effects = [byDay[cell % days * 3 + code], byPerson[cell / days * 3 + code]].map { RosterProblem.Effect(counter: $0, amount: 1) }
                return RosterProblem.Option(code: code, effects: effects)
            }
        }
        return try CompiledRoster(problem)
    }

    private func row(_ state: borrowing RosterState, _ person: Int) -> [Int32] { (0..<days).map { state.choice(Int32(person * days + $0)) } }
    private func column(_ state: borrowing RosterState, _ day: Int) -> [Int32] { (0..<staff).map { state.choice(Int32($0 * days + day)) } }

    /// Calls the move on random states; `check` sees the state before and after each that changed anything.
    private func tryMany(
        _ move: (MoveMaker, inout RosterState, inout SplitMix64, Int32) -> Void, _ check: (borrowing RosterState, borrowing RosterState) -> Void
    ) throws {
        let roster = try roster(), moves = MoveMaker(roster)
        var random = SplitMix64(seed: 5), changed = 0
        for _ in 0..<400 {
            var before = RosterState(roster), after = RosterState(roster)
            let choices = (0..<staff * days).map { _ in Int32(random.below(3)) }
            before.restore(choices)
            after.restore(choices)
            move(moves, &after, &random, Int32(random.below(staff * days)))
            guard after.hasPending else { continue }
            changed += 1
            check(before, after)
        }
        XCTAssertGreaterThan(changed, 50)
    }

    func testTradeDays_leavesWhatEachDayHas() throws {
        try tryMany { $0.tradeDays(&$1, &$2, $3) } _: { before, after in
            for day in 0..<days { XCTAssertEqual(column(before, day).sorted(), column(after, day).sorted()) }
            XCTAssertEqual((0..<staff).count { row(before, $0) != row(after, $0) }, 2)
        }
    }

    func testChangeWeekday_leavesTheOthersAlone() throws {
        try tryMany { $0.changeWeekday(&$1, &$2, $3) } _: { before, after in
            XCTAssertEqual((0..<staff).count { row(before, $0) != row(after, $0) }, 1)
        }
    }

    func testChain_touchesNoCellTwice() throws {
        try tryMany { $0.chain(&$1, &$2, $3, -1) } _: { before, after in
            let touched = (0..<staff * days).count { before.choice(Int32($0)) != after.choice(Int32($0)) }
            XCTAssertTrue((1...4).contains(touched))
        }
    }

    /// Two who must be together can't be moved one by one.
    func testSearch_movesTwoWhoMustStayTogether() throws {
        var problem = RosterProblem(staffCount: 2, dayCount: 5)
        for day in 0..<5 {
            let together = problem.addCounter { $0 == 3 ? 1_000_000 : 0 }
            for person in 0..<2 {
                problem.cells[person * 5 + day] = (0..<2).map { site in
                    RosterProblem.Option(code: site, cost: site == 0 ? 10 : 0, effects: [.init(counter: together, amount: (site + 1) % 2 + 1)])
                }
            }
        }
        var search = RosterSearch(
            roster: try CompiledRoster(problem), seed: 1, steps: 2000, cooling: Cooling(hottest: 50, coldest: 1), threads: 1)
        XCTAssertEqual(search.run { _, _, _, _ in .goOn }.cost, 0)
    }
}
