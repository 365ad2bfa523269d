import XCTest
@testable import Rostering

/// Rows whose totals leave hardly any room.
final class RowPricerTests: XCTestCase {
    /// One row with runs of five at most, and totals of what each option but the first adds.
    private func model(days: Int, amounts: [Int], total: ClosedRange<Int>, eachAtMost: Int?) -> RowModel {
        var problem = RosterProblem(staffCount: 1, dayCount: days)
        for day in 0..<days { problem.cells[day] = (0...amounts.count).map { .init(code: $0) } }
        func count(_ counter: Int, _ day: Int, _ amount: (Int) -> Int) {
            for option in 1...amounts.count where amount(option) != 0 { problem.cells[day][option].effects.append(.init(counter: counter, amount: amount(option))) }
        }
        let forbidden = RosterProblem.forbidden
        let sum = problem.addCounter { total.contains($0) ? 0 : forbidden }
        for day in 0..<days { count(sum, day) { amounts[$0 - 1] } }
        for option in amounts.indices {
            guard let most = eachAtMost else { break }
            let limit = problem.addCounter { $0 > most ? forbidden : 0 }
            for day in 0..<days { count(limit, day) { $0 == option + 1 ? 1 : 0 } }
        }
        for start in 0..<days - 5 {
            let window = problem.addCounter { $0 > 5 ? forbidden : 0 }
            for day in start...start + 5 { count(window, day) { _ in 1 } }
        }
        return RowModel(problem)
    }

    private func pricer(_ model: RowModel, edgeLimit: Int) throws -> RowPricer {
        let open = Array(repeating: Int32(-1), count: model.cells.count)
        return try RowPricer(
            model, staff: 0, days: 0..<model.dayCount, outside: open, remembers: model.firstMemory(of: 0), edgeLimit: edgeLimit, edgesToRemember: 0)
    }

    /// Three kinds, each as often as it may be and not once less: no prices make the three of them keep to their limits at once.
    func testCheapest_findsTheRowsThatLimitsLeaveTogether() throws {
        let model = model(days: 20, amounts: [1, 1, 1], total: 12...12, eachAtMost: 4), pricer = try pricer(model, edgeLimit: 1_000_000)
        let found = try XCTUnwrap(pricer.cheapest { day, option in option == 0 ? 0 : Double(option) })
        XCTAssertLessThan(model.cost(found.choices), RosterProblem.forbidden)
        XCTAssertEqual(found.cost, 24)
        XCTAssertEqual(found.least, 24, accuracy: 1e-9)
    }

    func testCheapest_isNilWhereLimitsLeaveNone() throws {
        let model = model(days: 20, amounts: [1, 1, 1], total: 12...12, eachAtMost: 3)
        XCTAssertNil(try pricer(model, edgeLimit: 1_000_000).cheapest { _, _ in 0 })
    }

    /// Shifts of 455 and 470 minutes in units of five: the course is as wide as so many shifts, not so many units.
    func testNarrowing_leavesRoomForShiftsOfManyUnits() throws {
        let model = model(days: 28, amounts: [91, 94], total: 1_600...1_700, eachAtMost: nil)
        let pricer = try pricer(model, edgeLimit: 8_000)
        XCTAssertFalse(pricer.graph.isExact)
        let found = try XCTUnwrap(pricer.cheapest { day, option in option == 0 ? 0 : Double(day % 3) })
        XCTAssertLessThan(model.cost(found.choices), RosterProblem.forbidden)
    }
}
