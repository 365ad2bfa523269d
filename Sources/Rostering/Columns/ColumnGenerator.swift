/// Solves the linear relaxation over all lawful rows of a neighbourhood: the master program mixes rows that are known, and rows
/// that would make it cheaper are found by pricing, until there are none.
///
/// Its value is a bound that no roster of the neighbourhood can beat; prices that are no optimum yet give a weaker one (Lagrange).
final class ColumnGenerator {
    let master: MasterProgram
    private let model: RowModel
    private let neighbourhood: Neighbourhood
    /// The whole roster as it was at the start.
    private let choices: [Int32]
    private var days: Range<Int> { neighbourhood.days }
    /// By row, day and option.
    private let options: [[[PricedOption]]]
    private let pricers: [RowPricer]
    private let threads: Int
    /// The best prices so far, and the bound that they prove, of what is not fixed.
    private var bestPrices: [Double]
    private(set) var bound = -Double.infinity

    /// `choices`, `values` and `cost` are the whole roster's; nil where a row of the neighbourhood is not lawful as it is.
    init?(
        _ model: RowModel, _ neighbourhood: Neighbourhood, pricers: [RowPricer], choices: [Int32], values: [Int32], cost: Int64, seed: UInt64, threads: Int
    ) {
        self.model = model
        self.neighbourhood = neighbourhood
        self.choices = choices
        self.pricers = pricers
        self.threads = threads
        let shared = SharedCounters(model, neighbourhood, choices: choices, values: values)
        options = neighbourhood.staff.map { staff in
            neighbourhood.days.map { day in model.cells[staff * model.dayCount + day].map { PricedOption($0, shared) } }
        }
        var first: [RowColumn] = []
        for (row, staff) in neighbourhood.staff.enumerated() {
            let choices = neighbourhood.days.map { choices[staff * model.dayCount + $0] }, own = pricers[row].ownCost(choices)
            guard own < .infinity else { return nil }
            first.append(Self.column(row, choices, own: own, options[row]))
        }
        master = MasterProgram(shared, first: first, cost: Double(cost), seed: seed)
        bestPrices = Array(repeating: 0, count: shared.curves.count)
    }

    private static func column(_ row: Int, _ choices: [Int32], own: Double, _ options: [[PricedOption]]) -> RowColumn {
        var cost = own, entries: [(row: Int, value: Double)] = []
        for (day, choice) in choices.enumerated() {
            cost += options[day][Int(choice)].cost
            entries += options[day][Int(choice)].entries
        }
        entries.sort { $0.row < $1.row }
        var kept = 0
        for index in entries.indices.dropFirst() {
            if entries[index].row == entries[kept].row {
                entries[kept].value += entries[index].value
            } else {
                kept += 1
                entries[kept] = entries[index]
            }
        }
        if !entries.isEmpty { entries.removeLast(entries.count - kept - 1) }
        return RowColumn(row: row, choices: choices, own: own, cost: cost, shared: entries)
    }

    // MARK: - Fixing

    /// Fixes rows to one of their columns each; what bound there was is one no more.
    func fix(_ chosen: [Int]) {
        master.fix(chosen)
        bound = -.infinity
    }

    func release() {
        master.release()
        bound = -.infinity
    }

    /// The same for the rows that are not fixed, with the columns that the program uses or nearly uses: smaller, as fewer rows are
    /// open and fewer counters can still bend. nil if that can't be had.
    func narrowed(seed: UInt64) -> ColumnGenerator? {
        let open = options.indices.filter { master.fixed[$0] < 0 }
        var whole = choices
        for row in options.indices {
            let column = master.fixed[row] >= 0 ? master.fixed[row] : master.surest(row)
            for (day, option) in zip(days, master.columns[column].choices) { whole[neighbourhood.staff[row] * model.dayCount + day] = option }
        }
        let narrower = ColumnGenerator(
            model, Neighbourhood(staff: open.map { neighbourhood.staff[$0] }, days: days), pricers: open.map { pricers[$0] }, choices: whole,
            values: model.sharedValues(whole), cost: model.cost(whole), seed: seed, threads: threads)
        guard let narrower else { return nil }
        let near = abs(master.objective) * Self.nearlyUsed
        let usable = open.map { row in
            master.byRow[row].filter { master.value($0) > 1e-6 || master.reducedCost(master.columns[$0]) < near }
        }
        for (row, columns) in usable.enumerated() {
            for column in columns.map({ master.columns[$0] }) {
                narrower.master.add(Self.column(row, column.choices, own: column.own, narrower.options[row]))
            }
        }
        for (counter, row) in master.shared.rows.enumerated() where row >= 0 && narrower.master.shared.rows[counter] >= 0 {
            narrower.bestPrices[Int(narrower.master.shared.rows[counter])] = bestPrices[Int(row)]
        }
        return narrower
    }

    /// As a share of the program's cost.
    private static let nearlyUsed = 0.002

    // MARK: - Generating

    enum End { case optimal, beaten, outOfRounds }

    private static let tolerance = 0.01

    /// Adds columns until none is missing, the bound is above `ceiling`, or `limit` rounds are done.
    ///
    /// Prices between the program's and the best so far are tried first (Wentges): the program's own swing widely.
    func generate(limit: Int, ceiling: Double, isStopped: () -> Bool = { false }) -> End {
        if bound == -.infinity {
            bound = price(bestPrices, improving: false).bound
            if bound > ceiling { return .beaten }
        }
        for _ in 0..<limit {
            guard !isStopped(), master.optimise(isStopped: isStopped) else { return .outOfRounds }
            let objective = master.objective, prices = master.prices
            if objective - bound < Self.tolerance { return bound > ceiling ? .beaten : .optimal }
            var weight = bound > -.infinity ? 0.7 : 0
            while true {
                let tried = zip(bestPrices, prices).map { weight * $0 + (1 - weight) * $1 }
                let (lagrangian, added, _) = price(tried, improving: true)
                if lagrangian > bound {
                    bound = lagrangian
                    bestPrices = tried
                }
                if bound > ceiling { return .beaten }
                if added > 0 { break }
                if weight == 0 || objective - bound < Self.tolerance { return .optimal }
                weight = weight > 0.3 ? weight - 0.3 : 0
            }
        }
        return .outOfRounds
    }

    /// The cheapest row of each under the tried prices. Those are added that improve the program, or all.
    ///
    /// The Lagrangian bound of these prices, the columns added, and how much the counters would rather have than they get.
    private func price(_ tried: [Double], improving: Bool, keeping: Bool = true) -> (bound: Double, added: Int, excess: [Double]) {
        let found = RowTeam.map(options.count, threads: threads) { row -> RowPaths.Found? in
            guard master.fixed[row] < 0 else { return nil }
            let options = options[row], first = days.lowerBound
            return pricers[row].cheapest { day, option in options[day - first][option].price(tried) }
        }
        var bound = master.constant, added = 0, excess = Array(repeating: 0.0, count: tried.count)
        for (counter, curve) in master.shared.curves.enumerated() {
            let least = curve.least(price: tried[counter])
            bound += least.cost - tried[counter] * Double(curve.base)
            excess[counter] = least.value - Double(curve.base)
        }
        for row in options.indices {
            let column: RowColumn
            if master.fixed[row] >= 0 {
                column = master.columns[master.fixed[row]]
                bound += column.cost - column.shared.reduce(0) { $0 + tried[$1.row] * $1.value }
            } else if let found = found[row] {
                column = Self.column(row, found.choices, own: found.own, options[row])
                bound += found.least
                if improving ? master.reducedCost(column) < -1e-6 : keeping, master.add(column) { added += 1 }
            } else {
                // No lawful row was found under these prices: no bound can be had from them.
                bound = -.infinity
                continue
            }
            for entry in column.shared { excess[entry.row] -= entry.value }
        }
        return (bound, added, excess)
    }

    /// Brings the prices near their best by a subgradient ascent (Held and Karp; steps after Polyak), which costs no more than
    /// the pricing, and keeps the columns of its last steps; `aim` is a roster's cost, which no bound exceeds.
    func warmUp(_ steps: Int, aim: Double, isStopped: () -> Bool = { false }) {
        var prices = bestPrices, momentum = Array(repeating: 0.0, count: prices.count), reach = 1.0, since = 0
        for step in 0..<steps where !isStopped() {
            let (lagrangian, _, excess) = price(prices, improving: false, keeping: step >= steps - 10)
            if lagrangian > bound + 1e-9 {
                bound = lagrangian
                bestPrices = prices
                since = 0
            } else {
                since += 1
                if since >= 10 {
                    reach *= 0.7
                    since = 0
                }
            }
            for index in momentum.indices { momentum[index] = 0.7 * momentum[index] + 0.3 * excess[index] }
            let norm = momentum.reduce(0) { $0 + $1 * $1 }
            guard norm > 1e-9, lagrangian > -.infinity, aim > lagrangian, reach > 1e-3 else { break }
            let length = reach * (aim - lagrangian) / norm
            for index in prices.indices { prices[index] = master.shared.curves[index].clamp(prices[index] + length * momentum[index]) }
        }
    }
}
