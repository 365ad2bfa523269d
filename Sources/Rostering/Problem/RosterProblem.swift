/// A rostering problem, whatever the trade: staff × days, for each such cell the options of what to do, and counters
/// that options add to, each with a penalty for every value.
///
/// Cover, limits, fairness, windows, successions and week-to-week equality are all counters: a forbidden succession is a
/// counter to which the first day's option adds 1 and the second day's 2, with a penalty at 3. Costs and penalties are
/// whole numbers, so that sums are exact and equal on every machine.
///
/// ## How a roster is searched for
///
/// Two ways, which know nothing of what the counters stand for.
///
/// **Walks** (`RosterSearch`) suit problems whose counters hang together in all directions, as a practice's do: fairness over
/// months, the same weekdays week after week. `CompiledRoster` flattens the problem; a move changes a few cells, and
/// `RosterState` adds up what the counters that move cost more or less. `MoveMaker` holds the moves, `Annealer` takes them or
/// leaves them (simulated annealing), `WalkTeam` is two walks that meet at fixed steps.
///
/// **Columns** (`ColumnSearch`) suit problems in which each row has hard rules of its own and the rows meet in the cover alone,
/// as round-the-clock services do. `RowModel` parts the counters into a row's own and the shared ones. From its own counters a
/// row gets a graph (`RowGraphBuilder`): its states after each day, told apart only as far as it can still matter, so that
/// the best lawful row under any prices is a shortest path (`RowPricer`). `FirstRoster` has the rows answer each other in turn,
/// over long horizons some weeks after others. `ColumnGenerator` lets prices of the shared counters
/// and best rows answer each other until the linear program that mixes rows (`MasterProgram`, `Simplex`) has its optimum:
/// a bound that no roster beats. A dive makes a roster of it, and `NeighbourhoodWalk` solves some rows, or some weeks, again
/// and again.
///
/// Both take the same seed to the same roster, whatever the threads. Only a walk takes counters that bend the wrong way, only
/// columns take counters that feed others.
package struct RosterProblem {
    /// What an option adds to one counter.
    package struct Effect: Equatable {
        package var counter: Int
        package var amount: Int

        package init(counter: Int, amount: Int) {
            self.counter = counter
            self.amount = amount
        }
    }

    /// One thing that a member of staff may do on one day.
    package struct Option {
        /// Options of the same code mean the same on any day and for anybody; moves exchange by code.
        package var code: Int
        package var cost: Int64
        package var effects: [Effect]

        package init(code: Int, cost: Int64 = 0, effects: [Effect] = []) {
            self.code = code
            self.cost = cost
            self.effects = effects
        }
    }

    package let staffCount: Int
    package let dayCount: Int
    /// Days after which the pattern of work repeats: 7 where weeks matter.
    package let period: Int
    /// By staff × dayCount + day; no cell may be without an option.
    package var cells: [[Option]]
    /// By counter: the penalty of a value.
    package private(set) var penalties: [(Int) -> Int64] = []
    /// By counter: what its value adds to another counter, for the few that do.
    package private(set) var feeds: [Int: Feed] = [:]

    /// A counter's value as an amount of another counter: of the days worked on a weekend, one weekend worked.
    package struct Feed {
        package let target: Int
        package let amount: (Int) -> Int
    }

    /// A penalty so high that no roster may have it: what a hard rule costs.
    package static let forbidden: Int64 = 1 << 50

    package init(staffCount: Int, dayCount: Int, period: Int = 7) {
        self.staffCount = staffCount
        self.dayCount = dayCount
        self.period = period
        cells = Array(repeating: [Option(code: 0)], count: staffCount * dayCount)
    }

    /// A counter whose value, never negative, costs what `penalty` says.
    package mutating func addCounter(_ penalty: @escaping (Int) -> Int64) -> Int {
        penalties.append(penalty)
        return penalties.count - 1
    }

    /// A counter that costs nothing by itself; what `amount` makes of its value is added to `target`, which feeds no other.
    /// For `ColumnSearch` alone: walks count each counter by itself.
    package mutating func addCounter(feeding target: Int, _ amount: @escaping (Int) -> Int) -> Int {
        precondition(feeds[target] == nil, "a counter that is fed feeds no other")
        penalties.append { _ in 0 }
        feeds[penalties.count - 1] = Feed(target: target, amount: amount)
        return penalties.count - 1
    }
}
