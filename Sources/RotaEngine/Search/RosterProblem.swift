/// A rostering problem, whatever the trade: staff × days, for each such cell the options of what to do, and counters
/// that options add to, each with a penalty for every value.
///
/// Cover, limits, fairness, windows, successions and week-to-week equality are all counters: a forbidden succession is a
/// counter to which the first day's option adds 1 and the second day's 2, with a penalty at 3. Costs and penalties are
/// whole numbers, so that sums are exact and equal on every machine.
struct RosterProblem {
    /// What an option adds to one counter.
    struct Effect: Equatable {
        var counter: Int
        var amount: Int
    }

    /// One thing that a member of staff may do on one day.
    struct Option {
        /// Options of the same code mean the same on any day and for anybody; moves exchange by code.
        var code: Int
        var cost: Int64 = 0
        var effects: [Effect] = []
    }

    let staffCount: Int
    let dayCount: Int
    /// Days after which the pattern of work repeats: 7 where weeks matter.
    let period: Int
    /// By staff × dayCount + day; no cell may be without an option.
    var cells: [[Option]]
    /// By counter: the penalty of a value.
    private(set) var penalties: [(Int) -> Int64] = []

    init(staffCount: Int, dayCount: Int, period: Int = 7) {
        self.staffCount = staffCount
        self.dayCount = dayCount
        self.period = period
        cells = Array(repeating: [Option(code: 0)], count: staffCount * dayCount)
    }

    /// A counter whose value, never negative, costs what `penalty` says.
    mutating func addCounter(_ penalty: @escaping (Int) -> Int64) -> Int {
        penalties.append(penalty)
        return penalties.count - 1
    }
}
