import XCTest
@testable import Rostering

/// A row's graph against every way to fill the row.
final class RowGraphTests: XCTestCase {
    /// A row of its own rules, drawn at random: windows, totals, successions, weekends, soft and hard.
    private func problem(_ random: inout SplitMix64, days: Int, isHard: Bool) -> RosterProblem {
        var problem = RosterProblem(staffCount: 1, dayCount: days)
        for day in 0..<days { problem.cells[day] = (0..<2 + random.below(2)).map { .init(code: $0, cost: Int64(random.below(5))) } }
        func count(_ counter: Int, _ day: Int, _ amount: (Int) -> Int) {
            for index in problem.cells[day].indices where amount(index) != 0 {
                problem.cells[day][index].effects.append(.init(counter: counter, amount: amount(index)))
            }
        }
        let forbidden = RosterProblem.forbidden
        let least = random.below(days / 2), most = least + 1 + random.below(3)
        let total = problem.addCounter { $0 < least || $0 > most ? forbidden : 0 }
        for day in 0..<days { count(total, day) { $0 == 0 ? 0 : 1 } }
        let wish = random.below(days)
        let soft = problem.addCounter { Int64(7 * abs($0 - wish)) }
        for day in 0..<days { count(soft, day) { $0 == 1 ? 2 : 0 } }
        let run = 2 + random.below(3)
        for start in 0..<max(0, days - run) {
            let window = problem.addCounter { $0 > run ? forbidden : 0 }
            for day in start...start + run { count(window, day) { $0 == 0 ? 0 : 1 } }
        }
        for start in 1..<days - 1 where random.below(3) != 0 {
            let alone = problem.addCounter { $0 == 3 ? 20 : 0 }
            for day in start - 1...start + 1 { count(alone, day) { ($0 == 0) == (day == start) ? 0 : 1 } }
        }
        let mostWeekends = random.below(3), price = isHard ? forbidden : 30
        let weekends = problem.addCounter { $0 > mostWeekends ? price : 0 }
        for saturday in stride(from: 1, to: days, by: 4) {
            let worked = problem.addCounter(feeding: weekends) { min(1, $0) }
            for day in saturday...min(saturday + 1, days - 1) { count(worked, day) { $0 == 0 ? 0 : 1 } }
        }
        return problem
    }

    func testCheapest_isTheBestOfAllRows() throws {
        var random = SplitMix64(seed: 5), lawful = 0
        for round in 0..<120 {
            let days = 5 + random.below(4), problem = problem(&random, days: days, isHard: round % 2 == 0), model = RowModel(problem)
            let prices = problem.cells.map { $0.map { _ in random.below(30) - 15 } }
            let from = random.below(2) == 0 ? 0 : random.below(3), to = random.below(2) == 0 ? days : days - random.below(2)
            var choices = problem.cells.map { Int32(random.below($0.count)) }
            var best = Int64.max
            each(problem, from..<to) { row in
                for day in from..<to { choices[day] = row[day - from] }
                let cost = model.cost(choices)
                let priced = (from..<to).reduce(cost) { $0 - problem.cells[$1][Int(choices[$1])].cost + Int64(prices[$1][Int(choices[$1])]) }
                if cost < RosterProblem.forbidden { best = min(best, priced) }
            }
            let outside = (0..<days).filter { !(from..<to).contains($0) }.reduce(Int64(0)) { $0 + problem.cells[$1][Int(choices[$1])].cost }
            let passing = round % 3 == 0 ? 14 : 3, memory = round % 4 == 0 ? model.firstMemory(of: 0, passing: passing) : model.owned[0].map { _ in true }
            let graph = try? RowGraphBuilder(
                model, staff: 0, days: from..<to, choices: choices, remembers: memory, edgeLimit: 1_000_000, passing: passing).build()
            let pricer = try graph.map { try RowPricer(model, staff: 0, days: from..<to, outside: choices, remembers: memory, graph: $0, edgeLimit: 1_000_000) }
            guard let pricer, let found = pricer.cheapest({ Double(prices[$0][$1]) }) else {
                XCTAssertEqual(best, .max, "round \(round): a lawful row was missed")
                continue
            }
            lawful += 1
            for day in from..<to { choices[day] = found.choices[day - from] }
            let cost = model.cost(choices)
            XCTAssertLessThan(cost, RosterProblem.forbidden)
            let priced = (from..<to).reduce(cost) { $0 - problem.cells[$1][Int(choices[$1])].cost + Int64(prices[$1][Int(choices[$1])]) }
            XCTAssertEqual(priced, best, "round \(round)")
            // Counters that lie outside the window altogether are nothing to the graph.
            XCTAssertLessThanOrEqual(Int64(found.cost) + outside, priced, "round \(round)")
        }
        XCTAssertGreaterThan(lawful, 60)
    }

    private func each(_ problem: RosterProblem, _ days: Range<Int>, _ body: ([Int32]) -> Void) {
        var row = days.map { _ in Int32(0) }
        while true {
            body(row)
            var at = 0
            while at < row.count {
                row[at] += 1
                if Int(row[at]) < problem.cells[days.lowerBound + at].count { break }
                row[at] = 0
                at += 1
            }
            if at == row.count { return }
        }
    }

    /// Shapes against the stretches themselves, less their first allowed value.
    func testShapes_areEqualWhereTheStretchesAre() {
        var random = SplitMix64(seed: 9), equal = 0
        for _ in 0..<200 {
            let table = (0..<12).map { _ in [RosterProblem.forbidden, 0, 0, 5, 10][random.below(5)] }, width = 1 + random.below(5)
            let shapes = PenaltyShapes(table, isFeeder: false)
            func stretch(_ first: Int) -> (values: [Int64], level: Int64)? {
                let values = table[first..<first + width]
                guard let level = values.first(where: { $0 < RosterProblem.forbidden }) else { return nil }
                return (values.map { $0 < RosterProblem.forbidden ? $0 - level : $0 }, level)
            }
            for (a, b) in [(0, 7), (1, 4), (2, 3), (5, 6)] {
                XCTAssertEqual(shapes.shape(from: a, width: width)?.level, stretch(a)?.level)
                guard let one = stretch(a), let other = stretch(b) else { continue }
                XCTAssertEqual(shapes.shape(from: a, width: width)?.shape == shapes.shape(from: b, width: width)?.shape, one.values == other.values, "\(table)")
                equal += one.values == other.values ? 1 : 0
            }
        }
        XCTAssertGreaterThan(equal, 50)
    }
}
