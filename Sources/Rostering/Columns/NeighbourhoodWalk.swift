/// Goes from roster to better roster by neighbourhoods, two at a time, whose rows are as far as possible others.
///
/// Some rows over the whole horizon where that is short; where it is long, many rows over some weeks. How many follows from the
/// work that the last ones took.
struct NeighbourhoodWalk {
    private let model: RowModel
    /// Of the whole horizon; nil where that is too long for them.
    private let graphs: [RowGraph]?
    private let memory: [[Bool]]
    private let threads: Int
    private var random: SplitMix64
    /// How many rows, and how many shared counters, a neighbourhood has.
    private var rows: Double
    private var counters: Double = 250
    private let countersPerDay: Double

    /// Neighbourhoods in one step, however many threads there are.
    private static let atOnce = 2
    private static let workLimit = 2_000_000
    private static let workWanted = 300_000
    private static let mostCounters = 600.0

    init(_ model: RowModel, graphs: [RowGraph]?, memory: [[Bool]], threads: Int, random: SplitMix64) {
        self.model = model
        self.graphs = graphs
        self.memory = memory
        self.threads = threads
        self.random = random
        rows = min(8, Double(model.staffCount))
        countersPerDay = Self.countersPerDay(model)
    }

    private static func countersPerDay(_ model: RowModel) -> Double { Double(model.isShared.count { $0 }) / Double(max(1, model.dayCount)) }

    /// Is the horizon so long that no neighbourhood will ever be all of it?
    static func isAlwaysByWeeks(_ model: RowModel) -> Bool { isByWeeks(model, span: weeks(mostCounters, countersPerDay(model), model)) }

    private static func isByWeeks(_ model: RowModel, span: Int) -> Bool { span + 2 < model.dayCount / model.period }

    /// The weeks that have so many shared counters.
    private static func weeks(_ counters: Double, _ countersPerDay: Double, _ model: RowModel) -> Int { Int(counters / max(1, countersPerDay)) / model.period }

    /// Solves two neighbourhoods. True when the roster became better.
    mutating func step(_ outcome: inout ColumnSearch.Outcome, _ isStopped: () -> Bool) -> Bool {
        let chosen = neighbourhoods(), seeds = chosen.map { _ in random.next() }
        let solver = NeighbourhoodSolver(
            model: model, choices: outcome.choices, values: model.sharedValues(outcome.choices), cost: outcome.cost, memory: memory, graphs: graphs)
        let results = RowTeam.map(chosen.count, threads: threads) { index in
            solver.solve(chosen[index], seed: seeds[index], workLimit: Self.workLimit, isStopped: isStopped)
        }
        var isBetter = false
        for (neighbourhood, result) in zip(chosen, results) {
            learn(from: result.work, neighbourhood)
            guard let better = result.choices else { continue }
            var merged = outcome.choices
            for member in neighbourhood.staff {
                for cell in neighbourhood.days.map({ member * model.dayCount + $0 }) { merged[cell] = better[cell] }
            }
            // Two that were each for the better may be for the worse together.
            let cost = model.cost(merged)
            if cost < outcome.cost {
                (outcome.choices, outcome.cost, isBetter) = (merged, cost, true)
            }
        }
        return isBetter
    }

    private mutating func learn(from work: Int, _ neighbourhood: Neighbourhood) {
        let factor = work > Self.workWanted ? 0.95 : 1.02
        if neighbourhood.days.count == model.dayCount {
            rows = min(max(3, rows * factor), Double(model.staffCount))
        } else {
            counters = min(max(60, counters * factor), Self.mostCounters)
        }
    }

    private mutating func neighbourhoods() -> [Neighbourhood] {
        let weeks = model.dayCount / model.period
        // Without graphs of the whole horizon, less than that.
        let span = min(Self.weeks(counters, countersPerDay, model), graphs == nil ? max(1, weeks - 3) : .max)
        var staff = Array(0..<model.staffCount)
        staff.shuffle(using: &random)
        if Self.isByWeeks(model, span: span) {
            // Long: each a share of the staff, and some weeks of its own.
            let share = (staff.count + Self.atOnce - 1) / Self.atOnce
            return (0..<Self.atOnce).compactMap { thread in
                let span = max(1, span - random.below(max(1, span / 2))), first = random.below(weeks - span + 1)
                let members = staff.dropFirst(thread * share).prefix(share)
                guard !members.isEmpty else { return nil }
                let end = first + span == weeks ? model.dayCount : (first + span) * model.period
                return Neighbourhood(staff: members.sorted(), days: first * model.period..<end)
            }
        }
        let count = min(model.staffCount, Int(rows) + random.below(3))
        let areApart = count * Self.atOnce <= staff.count
        return (0..<Self.atOnce).map { thread in
            if !areApart, thread > 0 { staff.shuffle(using: &random) }
            let from = areApart ? thread * count : 0
            return Neighbourhood(staff: staff[from..<from + count].sorted(), days: 0..<model.dayCount)
        }
    }
}
