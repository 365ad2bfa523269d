/// A roster problem seen row by row: which counters are one member of staff's own, and which are shared between several.
///
/// What is own can be solved exactly for one row (`RowGraph`); what is shared couples the rows (`MasterProgram`).
package final class RowModel: Sendable {
    struct Touch: Sendable, Equatable {
        let counter: Int32
        let amount: Int32
    }

    /// One option of a cell, its effects parted.
    struct CellOption: Sendable {
        let code: Int
        let cost: Int64
        let own: [Touch]
        let shared: [Touch]
    }

    /// What a counter costs at each value that it can have.
    struct Penalty: Sendable {
        let least: Int
        let values: [Int64]

        var most: Int { least + values.count - 1 }
        subscript(value: Int) -> Int64 { values[value - least] }

        var isConvex: Bool { values.indices.dropFirst(2).allSatisfy { values[$0] - values[$0 - 1] >= values[$0 - 1] - values[$0 - 2] } }

        /// The first value that costs least.
        var cheapest: Int { least + (values.indices.min { values[$0] < values[$1] } ?? 0) }
    }

    /// What a counter's values add to another.
    struct Feed: Sendable {
        let target: Int
        let least: Int
        let amounts: [Int]

        subscript(value: Int) -> Int { amounts[value - least] }
    }

    let staffCount: Int
    let dayCount: Int
    let period: Int
    /// By staff × dayCount + day.
    let cells: [[CellOption]]
    let penalties: [Penalty]
    /// By counter; nil for nearly all.
    let feeds: [Feed?]
    /// By staff, the counters that are theirs alone, in order.
    let owned: [[Int]]
    /// By counter, its place in its owner's list.
    let placeInOwned: [Int32]
    let isShared: [Bool]
    /// By counter, on how many days it moves, or is fed.
    let movingDays: [Int32]
    /// By cell, the shared counters that its options touch and between what amounts.
    let sharedRanges: [[SharedRange]]

    struct SharedRange: Sendable {
        let counter: Int32
        var least: Int32
        var most: Int32
    }

    package init(_ problem: RosterProblem) {
        staffCount = problem.staffCount
        dayCount = problem.dayCount
        period = problem.period
        let owner = Self.owners(problem)
        isShared = owner.map { $0 == -2 }
        let shared = isShared
        var owned = Array(repeating: [Int](), count: problem.staffCount)
        for (counter, staff) in owner.enumerated() where staff >= 0 { owned[staff].append(counter) }
        self.owned = owned
        var places = Array(repeating: Int32(-1), count: owner.count)
        for list in owned { for (place, counter) in list.enumerated() { places[counter] = Int32(place) } }
        placeInOwned = places
        cells = problem.cells.map { options in
            options.map { option in
                let touches = option.effects.filter { $0.amount != 0 }.map { Touch(counter: Int32($0.counter), amount: Int32($0.amount)) }
                return CellOption(
                    code: option.code, cost: option.cost, own: touches.filter { !shared[Int($0.counter)] }, shared: touches.filter { shared[Int($0.counter)] })
            }
        }
        movingDays = Self.movingDays(problem)
        sharedRanges = cells.map(Self.sharedRanges)
        let ranges = CounterRanges(problem)
        var least = ranges.least, most = ranges.most
        feeds = problem.penalties.indices.map { counter in
            problem.feeds[counter].map { feed in
                Feed(target: feed.target, least: least[counter], amounts: (least[counter]...most[counter]).map(feed.amount))
            }
        }
        for feed in feeds.compactMap(\.self) {
            least[feed.target] += feed.amounts.min() ?? 0
            most[feed.target] += feed.amounts.max() ?? 0
        }
        penalties = problem.penalties.enumerated().map { counter, penalty in
            Penalty(least: least[counter], values: (least[counter]...most[counter]).map(penalty))
        }
        // Otherwise a bound could be above what a roster costs.
        precondition(zip(penalties, shared).allSatisfy { !$1 || $0.isConvex }, "what several rows share costs as a convex function does")
    }

    /// By counter: the staff that alone move it, -2 where there are several, -1 where nobody does.
    private static func owners(_ problem: RosterProblem) -> [Int] {
        var owner = Array(repeating: -1, count: problem.penalties.count)
        func note(_ counter: Int, _ staff: Int) { owner[counter] = owner[counter] == -1 || owner[counter] == staff ? staff : -2 }
        for (cell, options) in problem.cells.enumerated() {
            for option in options {
                for effect in option.effects where effect.amount != 0 { note(effect.counter, cell / problem.dayCount) }
            }
        }
        for (counter, feed) in problem.feeds where owner[counter] != -1 {
            precondition(owner[counter] >= 0, "what several rows move feeds no other counter")
            note(feed.target, owner[counter])
        }
        return owner
    }

    private static func movingDays(_ problem: RosterProblem) -> [Int32] {
        var days = Array(repeating: Int32(0), count: problem.penalties.count), seen = Array(repeating: -1, count: days.count)
        for (cell, options) in problem.cells.enumerated() {
            for option in options {
                for effect in option.effects where effect.amount != 0 && seen[effect.counter] != cell {
                    seen[effect.counter] = cell
                    days[effect.counter] += 1
                }
            }
        }
        for (counter, feed) in problem.feeds { days[feed.target] += days[counter] }
        return days
    }

    private static func sharedRanges(_ options: [CellOption]) -> [SharedRange] {
        var found: [Int32: SharedRange] = [:], times: [Int32: Int] = [:]
        for option in options {
            for touch in option.shared {
                var range = found[touch.counter] ?? SharedRange(counter: touch.counter, least: touch.amount, most: touch.amount)
                range.least = min(range.least, touch.amount)
                range.most = max(range.most, touch.amount)
                found[touch.counter] = range
                times[touch.counter, default: 0] += 1
            }
        }
        return found.values.map { range in
            guard times[range.counter] ?? 0 < options.count else { return range }
            return SharedRange(counter: range.counter, least: min(0, range.least), most: max(0, range.most))
        }.sorted { $0.counter < $1.counter }
    }

    /// By counter, what the chosen options add to the shared ones; a cell whose choice is -1 adds nothing.
    func sharedValues(_ choices: [Int32]) -> [Int32] {
        var values = Array(repeating: Int32(0), count: penalties.count)
        for (cell, options) in cells.enumerated() where choices[cell] >= 0 {
            for touch in options[Int(choices[cell])].shared { values[Int(touch.counter)] += touch.amount }
        }
        return values
    }

    /// What the whole solution costs; at least `RosterProblem.forbidden` where a hard rule is broken.
    package func cost(_ choices: [Int32]) -> Int64 {
        var values = Array(repeating: 0, count: penalties.count), sum: Int64 = 0
        for (cell, options) in cells.enumerated() {
            let option = options[Int(choices[cell])]
            sum += option.cost
            for touch in option.own { values[Int(touch.counter)] += Int(touch.amount) }
            for touch in option.shared { values[Int(touch.counter)] += Int(touch.amount) }
        }
        for (counter, feed) in feeds.enumerated() { if let feed { values[feed.target] += feed[values[counter]] } }
        for counter in values.indices { sum += penalties[counter][values[counter]] }
        return sum
    }
}
