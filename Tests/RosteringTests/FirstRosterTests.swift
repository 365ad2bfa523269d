import XCTest
@testable import Rostering

/// Horizons that are decided some weeks after others.
final class FirstRosterTests: XCTestCase {
    private struct Row {
        var total: ClosedRange<Int>
        var daysOff: Range<Int> = 0..<0
    }

    /// One kind of shift, at most five days together and at most `weekends` of them, and so many wanted by day.
    private func problem(_ rows: [Row], days: Int, weekends: Int = 99, wanted: (Int) -> Int) -> RosterProblem {
        var problem = RosterProblem(staffCount: rows.count, dayCount: days, period: 7)
        let forbidden = RosterProblem.forbidden
        for (person, row) in rows.enumerated() {
            for day in 0..<days { problem.cells[person * days + day] = row.daysOff.contains(day) ? [.init(code: 0)] : [.init(code: 0), .init(code: 1)] }
        }
        func works(_ counter: Int, _ person: Int, _ day: Int) {
            guard problem.cells[person * days + day].count > 1 else { return }
            problem.cells[person * days + day][1].effects.append(.init(counter: counter, amount: 1))
        }
        for day in 0..<days {
            let wanted = wanted(day), cover = problem.addCounter { $0 < wanted ? Int64(100 * (wanted - $0)) : Int64($0 - wanted) }
            for person in rows.indices { works(cover, person, day) }
        }
        for (person, row) in rows.enumerated() {
            let total = problem.addCounter { row.total.contains($0) ? 0 : forbidden }
            for day in 0..<days { works(total, person, day) }
            for start in 0..<days - 5 {
                let window = problem.addCounter { $0 > 5 ? forbidden : 0 }
                for day in start...start + 5 { works(window, person, day) }
            }
            let limit = problem.addCounter { $0 > weekends ? forbidden : 0 }
            for saturday in stride(from: 5, to: days - 1, by: 7) {
                let weekend = problem.addCounter(feeding: limit) { min(1, $0) }
                works(weekend, person, saturday)
                works(weekend, person, saturday + 1)
            }
        }
        return problem
    }

    private func roster(_ problem: RosterProblem, threads: Int = 1) throws -> (choices: [Int32], model: RowModel) {
        let model = RowModel(problem)
        return (try FirstRoster(model: model, threads: threads, isStopped: { false }).inStretches(), model)
    }

    func testInStretches_keepsToTotalsOfTheWholeHorizon() throws {
        let rows = (0..<4).map { Row(total: 48 + $0...50 + $0, daysOff: 10 * $0..<10 * $0 + 9) }
        let (choices, model) = try roster(problem(rows, days: 84, weekends: 7) { _ in 2 })
        XCTAssertLessThan(model.cost(choices), RosterProblem.forbidden)
    }

    /// All of the last five weeks off: what is due is due before.
    func testInStretches_knowsTheDaysOffThatAreToCome() throws {
        let (choices, model) = try roster(problem([Row(total: 30...30, daysOff: 49..<84)], days: 84) { _ in 0 })
        XCTAssertLessThan(model.cost(choices), RosterProblem.forbidden)
    }

    /// Nobody is wanted until the last weeks, and more must be worked than these hold: what was decided is decided again.
    func testInStretches_stepsBackWhereTooLittleIsLeft() throws {
        let (choices, model) = try roster(problem([Row(total: 66...70)], days: 84) { $0 < 63 ? 0 : 1 })
        XCTAssertLessThan(model.cost(choices), RosterProblem.forbidden)
    }

    /// More is wanted late: nobody has worked all that they may by then.
    func testInStretches_keepsSomethingForWhenMoreIsWanted() throws {
        let rows = Array(repeating: Row(total: 0...30), count: 6)
        let (choices, _) = try roster(problem(rows, days: 84) { $0 < 56 ? 2 : 4 })
        let late = (56..<84).map { day in (0..<6).count { choices[$0 * 84 + day] == 1 } }
        XCTAssertGreaterThanOrEqual(late.reduce(0, +), 64, "of 180 in all; with equal shares it were 60")
    }

    func testInStretches_namesTheRowThatCannotBe() {
        let rows = [Row(total: 0...84), Row(total: 75...84)]
        XCTAssertThrowsError(try roster(problem(rows, days: 84) { _ in 1 })) { XCTAssertEqual(($0 as? ColumnSearch.Unsolvable)?.staff, 1) }
    }

    func testInStretches_isTheSameWhateverTheThreads() throws {
        let problem = problem((0..<5).map { Row(total: 40...44 + $0) }, days: 84, weekends: 6) { $0 % 7 < 5 ? 3 : 1 }
        XCTAssertEqual(try roster(problem).choices, try roster(problem, threads: 3).choices)
    }
}
