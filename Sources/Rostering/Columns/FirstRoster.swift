/// A lawful roster to begin with: each row in turn gives its best answer to those that are there, until none changes.
///
/// Over the whole horizon where the rows' graphs are at hand. Otherwise some weeks after others, in which whatever goes on after
/// them (minutes, weekends) is held to what is due by then, more where more is wanted.
struct FirstRoster {
    let model: RowModel
    let threads: Int
    let isStopped: () -> Bool

    /// Days that are decided together: room for two runs of shifts and the days off between them.
    private static let daysAtOnce = 14
    private static let passes = 10

    private struct State {
        var choices: [Int32]
        var values: [Int32]
    }

    private var empty: State {
        let open = Array(repeating: Int32(-1), count: model.cells.count)
        return State(choices: open, values: model.sharedValues(open))
    }

    /// The option chosen for each cell.
    func whole(_ pricers: [RowPricer]) throws(ColumnSearch.Unsolvable) -> [Int32] {
        var state = empty
        for staff in answer(pricers, days: 0..<model.dayCount, &state) { throw ColumnSearch.Unsolvable(staff: staff) }
        return state.choices
    }

    func inStretches() throws(ColumnSearch.Unsolvable) -> [Int32] {
        var state = empty
        let demand = demand
        for first in stride(from: 0, to: model.dayCount, by: Self.daysAtOnce) {
            let days = first..<min(model.dayCount, first + Self.daysAtOnce), outside = state.choices
            let pricers = RowTeam.map(model.staffCount, threads: threads) { pricer($0, days, outside, due($0, days.upperBound, demand)) }
            for staff in answer(pricers, days: days, &state) { try stepBack(staff, days, demand, &state) }
        }
        return state.choices
    }

    private func pricer(_ staff: Int, _ days: Range<Int>, _ outside: [Int32], _ due: RowDue?) -> RowPricer? {
        try? RowPricer(
            model, staff: staff, days: days, outside: outside, remembers: model.firstMemory(of: staff), due: due, edgeLimit: ColumnSearch.edgeLimit)
    }

    // MARK: - What is due

    /// Nobody can work much more than on the average, however much is wanted on a day.
    private static let mostDemand = 1.1

    /// By day, what the shared counters want of it, in days of average demand.
    private var demand: [Double] {
        var wanted = Array(repeating: 0.0, count: model.dayCount), last = Array(repeating: -1, count: model.penalties.count)
        for day in 0..<model.dayCount {
            for staff in 0..<model.staffCount {
                for range in model.sharedRanges[staff * model.dayCount + day] where last[Int(range.counter)] != day {
                    last[Int(range.counter)] = day
                    wanted[day] += Double(model.penalties[Int(range.counter)].cheapest) / Double(model.movingDays[Int(range.counter)])
                }
            }
        }
        // What is cut off is spread over the others, where it may be too much again.
        for _ in 0..<10 {
            let average = wanted.reduce(0, +) / Double(model.dayCount)
            guard average > 0 else { return wanted.map { _ in 1 } }
            let cut = wanted.map { min($0 / average, Self.mostDemand) }, left = (Double(model.dayCount) - cut.reduce(0, +)) / Double(model.dayCount)
            wanted = cut.map { $0 + left }
        }
        return wanted
    }

    /// nil where the row's last days of choice are before `end`.
    private func due(_ staff: Int, _ end: Int, _ demand: [Double]) -> RowDue? {
        var before = 0.0, all = 0.0
        for day in 0..<model.dayCount where model.cells[staff * model.dayCount + day].count > 1 {
            all += demand[day]
            if day < end { before += demand[day] }
        }
        return before > 0 && before < all ? RowDue(share: before / all) : nil
    }

    /// What was decided before leaves the row nothing lawful here: decides it again from ever further back, with more freedom.
    private func stepBack(_ staff: Int, _ days: Range<Int>, _ demand: [Double], _ state: inout State) throws(ColumnSearch.Unsolvable) {
        var longer = days, due = due(staff, days.upperBound, demand)
        while true {
            due?.slack *= 2
            move(&state, staff, longer, by: -1)
            for day in longer { state.choices[staff * model.dayCount + day] = -1 }
            if let answer = pricer(staff, longer, state.choices, due).flatMap({ answer($0, staff, longer, state) }) {
                set(&state, staff, longer, answer)
                return move(&state, staff, longer, by: 1)
            }
            guard longer.lowerBound > 0 else { throw ColumnSearch.Unsolvable(staff: staff) }
            longer = max(0, longer.lowerBound - longer.count)..<days.upperBound
        }
    }

    // MARK: - Answers

    /// The rows for which there is no lawful answer.
    private func answer(_ pricers: [RowPricer?], days: Range<Int>, _ state: inout State) -> [Int] {
        var without: [Int] = []
        for pass in 0..<Self.passes {
            let before = state.choices
            for (staff, pricer) in pricers.enumerated() {
                move(&state, staff, days, by: -1)
                if let pricer, let answer = answer(pricer, staff, days, state) {
                    set(&state, staff, days, answer)
                } else if pass == 0 {
                    without.append(staff)
                }
                move(&state, staff, days, by: 1)
            }
            if state.choices == before || isStopped() { break }
        }
        return without
    }

    private func answer(_ pricer: RowPricer, _ staff: Int, _ days: Range<Int>, _ state: State) -> [Int32]? {
        pricer.cheapest { day, option in
            let option = model.cells[staff * model.dayCount + day][option]
            return option.shared.reduce(Double(option.cost)) { sum, touch in
                let penalty = model.penalties[Int(touch.counter)], value = Int(state.values[Int(touch.counter)])
                return sum + Double(penalty[value + Int(touch.amount)] - penalty[value])
            }
        }?.choices
    }

    private func set(_ state: inout State, _ staff: Int, _ days: Range<Int>, _ answer: [Int32]) {
        for (day, option) in zip(days, answer) { state.choices[staff * model.dayCount + day] = option }
    }

    private func move(_ state: inout State, _ staff: Int, _ days: Range<Int>, by sign: Int32) {
        for cell in days.lazy.map({ staff * model.dayCount + $0 }) where state.choices[cell] >= 0 {
            for touch in model.cells[cell][Int(state.choices[cell])].shared { state.values[Int(touch.counter)] += sign * touch.amount }
        }
    }
}
