import XCTest
@testable import Rostering
@testable import RotaBench

final class ShiftRosterTests: XCTestCase {
    /// Rosters drawn at random, most of which break something: counters and words must agree on every one.
    func testCost_isTheObjectiveUnlessARuleIsBroken() throws {
        var random = SplitMix64(seed: 11), lawful = 0
        for round in 0..<60 {
            let instance = small(&random), roster = ShiftRoster(instance), model = RowModel(roster.problem), referee = ShiftReferee(instance: instance)
            for _ in 0..<50 {
                let choices = roster.problem.cells.map { Int32(random.below(3) == 0 ? 0 : random.below($0.count)) }
                let cost = model.cost(choices), judged = referee.judge(roster.rows(choices))
                XCTAssertEqual(cost >= RosterProblem.forbidden, judged.breaches > 0, "round \(round)")
                guard judged.breaches == 0 else { continue }
                lawful += 1
                XCTAssertEqual(Int(cost), judged.objective, "round \(round)")
            }
        }
        XCTAssertGreaterThan(lawful, 30)
    }

    private func small(_ random: inout SplitMix64) -> ShiftInstance {
        var instance = ShiftInstance()
        instance.days = 7 * (1 + random.below(2))
        instance.shifts = [.init(id: "E", minutes: 480), .init(id: "D", minutes: 600, blocks: [0]), .init(id: "N", minutes: 720, blocks: [0, 1])]
        for number in 0..<2 {
            let least = 480 * random.below(3)
            instance.staff.append(
                .init(
                    id: "P\(number)", maximum: (0..<3).map { _ in random.below(2) * 2 + random.below(8) }, maxMinutes: least + 600 * (3 + random.below(7)), minMinutes: least,
                    maxRun: 2 + random.below(5), minRun: 1 + random.below(3), minDaysOff: 1 + random.below(2), maxWeekends: random.below(3),
                    daysOff: random.below(2) == 0 ? [] : [random.below(instance.days)]))
            instance.requests.append(
                .init(member: number, day: random.below(instance.days), shift: random.below(3), weight: 1 + random.below(3), isOn: random.below(2) == 0))
        }
        for day in 0..<instance.days {
            for shift in 0..<3 { instance.cover.append(.init(day: day, shift: shift, required: random.below(2), under: 100, over: 1)) }
        }
        return instance
    }
}
