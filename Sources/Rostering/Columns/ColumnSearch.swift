/// Finds rosters by columns, whole rows that are lawful and good for each member of staff: a master program mixes them into a bound
/// that no roster can beat, a dive picks one for each, and then neighbourhoods are solved again as long as there is time.
///
/// Needs only that rows have few enough states (`RowGraph`) and that shared counters are convex. What is found depends on the
/// seed and the rounds alone, unless `isStopped` ends it early.
package struct ColumnSearch {
    package struct Outcome: Sendable {
        /// The option chosen for each cell.
        package var choices: [Int32]
        package var cost: Int64
        /// No roster costs less.
        package var bound: Double
        /// Rounds of neighbourhoods that were done.
        package var rounds: Int
    }

    /// Some row has no lawful way to be filled, or too many to be looked at one by one.
    package struct Unsolvable: Error {
        package let staff: Int
    }

    package let model: RowModel
    package let seed: UInt64
    package let threads: Int
    /// Rounds of neighbourhoods at most; nil for no limit.
    package let rounds: Int?
    package var isStopped: () -> Bool = { false }
    package var report: (_ cost: Int64, _ bound: Double) -> Void = { _, _ in }

    /// The most edges of one row's graph.
    static let edgeLimit = 3_000_000
    private static let mostEdges = 100_000_000
    /// The rows of the largest master program that is solved for the whole roster at once.
    private static let mostRows = 700
    /// What may be spent on its bound, and again on a roster from it.
    private static let workOnWhole = 12_000_000

    package init(_ model: RowModel, seed: UInt64, threads: Int, rounds: Int? = nil) {
        self.model = model
        self.seed = seed
        self.threads = threads
        self.rounds = rounds
    }

    package func run() throws(Unsolvable) -> Outcome {
        let pricers = NeighbourhoodWalk.isAlwaysByWeeks(model) ? nil : wholeRows()
        let first = FirstRoster(model: model, threads: threads, isStopped: isStopped)
        var random = SplitMix64(seed: seed)
        let choices = if let pricers { try first.whole(pricers) } else { try first.inStretches() }
        var outcome = Outcome(choices: choices, cost: model.cost(choices), bound: -.infinity, rounds: 0)
        report(outcome.cost, outcome.bound)
        if let pricers {
            solveWhole(&outcome, pricers, &random)
            report(outcome.cost, outcome.bound)
        }
        var walk = NeighbourhoodWalk(
            model, graphs: pricers?.map(\.graph), memory: pricers?.map(\.remembers) ?? model.cells.indices.prefix(model.staffCount).map { model.firstMemory(of: $0) },
            threads: threads, random: random)
        while rounds.map({ outcome.rounds < $0 }) ?? true, Double(outcome.cost) > outcome.bound + 0.999, !isStopped() {
            if walk.step(&outcome, isStopped) { report(outcome.cost, outcome.bound) }
            outcome.rounds += 1
        }
        return outcome
    }

    /// A graph of the whole horizon for each row; nil where one is too large.
    private func wholeRows() -> [RowPricer]? {
        let open = Array(repeating: Int32(-1), count: model.cells.count)
        // So many for each that all fit into the memory.
        let edgeLimit = min(Self.edgeLimit, Self.mostEdges / max(1, model.staffCount))
        let found = RowTeam.map(model.staffCount, threads: threads) { staff in
            try? RowPricer(
                model, staff: staff, days: 0..<model.dayCount, outside: open, remembers: model.firstMemory(of: staff), edgeLimit: edgeLimit)
        }
        return found.contains { $0 == nil } ? nil : found.compactMap(\.self)
    }

    /// Solves the relaxation of the whole roster, for the bound and for a good start, where it is not too large.
    private func solveWhole(_ outcome: inout Outcome, _ pricers: [RowPricer], _ random: inout SplitMix64) {
        let all = Neighbourhood(staff: Array(0..<model.staffCount), days: 0..<model.dayCount)
        guard let generator = ColumnGenerator(
            model, all, pricers: pricers, choices: outcome.choices, values: model.sharedValues(outcome.choices), cost: outcome.cost, seed: seed,
            threads: threads), generator.master.rowCount <= Self.mostRows
        else { return }
        let ceiling = Double(outcome.cost) - 1 + 1e-6
        generator.warmUp(60, aim: Double(outcome.cost), isStopped: isStopped)
        _ = generator.generate(limit: .max, ceiling: ceiling) { generator.master.work > Self.workOnWhole || isStopped() }
        if pricers.allSatisfy(\.graph.isExact) { outcome.bound = generator.bound }
        report(outcome.cost, outcome.bound)
        let rows = generator.dive(ceiling: ceiling, rounds: 10, workLimit: Self.workOnWhole, random: &random, isStopped: isStopped)
        guard let choices = rows.map({ Array($0.joined()) }) else { return }
        let cost = model.cost(choices)
        if cost < outcome.cost { (outcome.choices, outcome.cost) = (choices, cost) }
    }
}
