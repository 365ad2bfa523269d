/// Solves the linear relaxation over all lawful rows of a neighbourhood: a master program mixes rows that are known, and rows that
/// would make it cheaper are found by pricing, until there are none.
///
/// Its value is a bound that no roster of the neighbourhood can beat; prices that are no optimum yet give a weaker one (Lagrange).
final class ColumnGenerator {
    let model: RowModel
    let neighbourhood: Neighbourhood
    let shared: SharedCounters
    /// By row, day and option.
    private let options: [[[PricedOption]]]
    private let pricers: [RowPricer]
    private let threads: Int
    private let simplex: Simplex
    private(set) var columns: [RowColumn] = []
    /// By row of the neighbourhood, its columns' numbers; by column, its variable.
    private(set) var byRow: [[Int]]
    private var variables: [Int] = []
    private var known: Set<RowKey> = []
    /// By row: the column to which it is fixed, or -1.
    private(set) var fixed: [Int]
    /// What the parts that can't change cost, so that all figures are of the whole roster.
    private var constant = 0.0
    /// The best prices so far, and the bound that they prove, of what is not fixed.
    private var bestPrices: [Double]
    private(set) var bound = -Double.infinity
    private var smoothing = 0.0
    private(set) var rounds = 0

    private static let exclusion = 1e6

    /// An option of a cell as the master program sees it: what is straight within reach is in its cost.
    private struct PricedOption {
        let cost: Double
        let entries: [(row: Int, value: Double)]

        init(_ option: RowModel.CellOption, _ shared: SharedCounters) {
            var cost = Double(option.cost), entries: [(row: Int, value: Double)] = []
            for touch in option.shared {
                let row = Int(shared.rows[Int(touch.counter)]), amount = Double(touch.amount)
                if row >= 0 { entries.append((row, amount)) } else { cost += shared.slopes[Int(touch.counter)] * amount }
            }
            self.cost = cost
            self.entries = entries
        }

        @inline(__always)
        func price(_ prices: [Double]) -> Double {
            var price = cost
            for entry in entries { price -= prices[entry.row] * entry.value }
            return price
        }
    }

    private struct RowKey: Hashable {
        let row: Int
        let choices: [Int32]
    }

    /// `choices` and `cost` are the whole roster's, `first` its rows in the neighbourhood; nil where one of these is not lawful.
    init?(
        _ model: RowModel, _ neighbourhood: Neighbourhood, pricers: [RowPricer], choices: [Int32], values: [Int32], cost: Int64, first: [[Int32]], seed: UInt64,
        threads: Int
    ) {
        self.model = model
        self.neighbourhood = neighbourhood
        self.pricers = pricers
        self.threads = threads
        let shared = SharedCounters(model, neighbourhood, choices: choices, values: values)
        self.shared = shared
        options = neighbourhood.staff.map { staff in
            neighbourhood.days.map { day in model.cells[staff * model.dayCount + day].map { PricedOption($0, shared) } }
        }
        let rows = neighbourhood.staff.count
        byRow = Array(repeating: [], count: rows)
        fixed = Array(repeating: -1, count: rows)
        bestPrices = Array(repeating: 0, count: shared.curves.count)
        var random = SplitMix64(seed: seed)
        // A little more than is there, and for each counter another little, so that no two steps are equally long.
        simplex = Simplex(
            rightSide: Array(repeating: 1, count: rows) + shared.curves.map { Double($0.base - $0.start) + 1e-5 * Double(1 + random.below(1000)) / 1000 })
        for (row, choices) in first.enumerated() {
            let own = pricers[row].ownCost(choices)
            guard own < .infinity else { return nil }
            add(column(row, choices, own: own))
        }
        constant = Double(cost) - costOfFirst()
        start(first.indices.map { byRow[$0][0] })
    }

    /// Begins with one column for each row and the shared counters where these leave them.
    private func start(_ chosen: [Int]) {
        var added = Array(repeating: 0.0, count: shared.curves.count)
        for column in chosen { for entry in columns[column].shared { added[entry.row] += entry.value } }
        var basic = chosen.map { variables[$0] }, atUpper: [Int] = []
        for (counter, curve) in shared.curves.enumerated() {
            let row = neighbourhood.staff.count + counter
            var left = Double(curve.base - curve.start) + added[counter], isPlaced = false
            for (index, piece) in curve.pieces.enumerated() {
                let isLast = index == curve.pieces.count - 1
                let variable = simplex.add(cost: piece.slope, upper: isLast ? .infinity : piece.length, [(row, 1)])
                if isPlaced { continue }
                if left < piece.length - 0.5 || isLast {
                    basic.append(variable)
                    isPlaced = true
                } else {
                    atUpper.append(variable)
                    left -= piece.length
                }
            }
            if curve.pieces.isEmpty { basic.append(simplex.add(cost: 0, [(row, 1)])) }
        }
        simplex.start(basic: basic, atUpper: atUpper)
    }

    // MARK: - Columns

    private func column(_ row: Int, _ choices: [Int32], own: Double) -> RowColumn {
        var cost = own, entries: [(row: Int, value: Double)] = []
        for (day, choice) in choices.enumerated() {
            let option = options[row][day][Int(choice)]
            cost += option.cost
            entries += option.entries
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
        return RowColumn(staff: neighbourhood.staff[row], choices: choices, cost: cost, shared: entries)
    }

    @discardableResult
    func add(_ column: RowColumn) -> Bool {
        guard let row = neighbourhood.staff.firstIndex(of: column.staff), known.insert(RowKey(row: row, choices: column.choices)).inserted else { return false }
        let offset = neighbourhood.staff.count
        variables.append(simplex.add(cost: column.cost, [(row, 1)] + column.shared.map { ($0.row + offset, -$0.value) }))
        byRow[row].append(columns.count)
        columns.append(column)
        return true
    }

    var rowCount: Int { simplex.rowCount }
    /// Pivots × rows² in thousands: what was done so far, whatever the machine.
    var work: Int { simplex.pivots * simplex.rowCount * simplex.rowCount / 1000 }

    /// How much of the column the program's solution uses, 0 to 1.
    func value(_ column: Int) -> Double { simplex.value(variables[column]) }

    /// The cost of the program's solution, of the whole roster.
    var objective: Double { simplex.objective + constant + shared.curves.reduce(0) { $0 + $1.startCost } }

    /// What the neighbourhood's own part of the roster costs with each row's first column.
    private func costOfFirst() -> Double {
        var values = shared.curves.map { Double($0.base) }, sum = 0.0
        for row in byRow {
            let column = columns[row[0]]
            sum += column.cost
            for entry in column.shared { values[entry.row] += entry.value }
        }
        for (curve, value) in zip(shared.curves, values) { sum += curve.cost(value) }
        return sum
    }

    // MARK: - Fixing

    /// Fixes rows to one of their columns each: their other columns become too dear to use.
    func fix(_ chosen: [Int]) {
        for column in chosen {
            guard let row = neighbourhood.staff.firstIndex(of: columns[column].staff) else { continue }
            fixed[row] = column
            for other in byRow[row] where other != column { simplex.setCost(variables[other], columns[other].cost + Self.exclusion) }
        }
        bound = -.infinity
    }

    func release() {
        for row in fixed.indices where fixed[row] >= 0 {
            for other in byRow[row] { simplex.setCost(variables[other], columns[other].cost) }
            fixed[row] = -1
        }
        bound = -.infinity
    }

    // MARK: - Generating

    enum End { case optimal, beaten, outOfRounds }

    /// Adds columns until none is missing, the bound is above `ceiling`, or `limit` rounds are done.
    func generate(limit: Int, ceiling: Double, tolerance: Double = 0.01, isStopped: () -> Bool = { false }) -> End {
        smoothing = 0.7
        if bound == -.infinity {
            bound = price(bestPrices, improving: nil).bound
            if bound > ceiling { return .beaten }
        }
        for _ in 0..<limit {
            if isStopped() { return .outOfRounds }
            while !simplex.optimise(limit: 500) { if isStopped() { return .outOfRounds } }
            rounds += 1
            let objective = objective
            if bound > -.infinity, objective - bound < tolerance { return bound > ceiling ? .beaten : .optimal }
            var weight = bound > -.infinity ? smoothing : 0
            let prices = (0..<shared.curves.count).map { -simplex.duals[neighbourhood.staff.count + $0] }
            while true {
                let tried = zip(bestPrices, prices).map { weight * $0 + (1 - weight) * $1 }
                let (lagrangian, added, _) = price(tried, improving: prices)
                if lagrangian > bound {
                    bound = lagrangian
                    bestPrices = tried
                }
                if bound > ceiling { return .beaten }
                if added > 0 { break }
                if weight == 0 || objective - bound < tolerance { return .optimal }
                weight = weight > 0.3 ? weight - 0.3 : 0
            }
        }
        return .outOfRounds
    }

    /// The cheapest row of each under the tried prices; those are added that improve the program. Their Lagrangian bound.
    private func price(_ tried: [Double], improving prices: [Double]?, keeping: Bool = true) -> (bound: Double, added: Int, excess: [Double]) {
        let rows = neighbourhood.staff.count
        let found = RowTeam.map(rows, threads: threads) { row -> RowPricer.Found? in
            guard fixed[row] < 0 else { return nil }
            let options = options[row], first = neighbourhood.days.lowerBound
            return pricers[row].cheapest { day, option in options[day - first][option].price(tried) }
        }
        var bound = constant, added = 0, excess = Array(repeating: 0.0, count: tried.count)
        for (counter, curve) in shared.curves.enumerated() {
            let least = curve.least(price: tried[counter])
            bound += least.cost - tried[counter] * Double(curve.base)
            excess[counter] = least.value - Double(curve.base)
        }
        for row in 0..<rows {
            if fixed[row] >= 0 {
                let column = columns[fixed[row]]
                bound += column.cost - column.shared.reduce(0) { $0 + tried[$1.row] * $1.value }
                for entry in column.shared { excess[entry.row] -= entry.value }
                continue
            }
            guard let found = found[row] else {
                // The row's graph outgrew its limit: no bound can be had, and no better row.
                bound = -.infinity
                continue
            }
            bound += found.least
            let column = column(row, found.choices, own: found.own)
            for entry in column.shared { excess[entry.row] -= entry.value }
            guard let prices else {
                if keeping, add(column) { added += 1 }
                continue
            }
            let reduced = column.cost - simplex.duals[row] - column.shared.reduce(0) { $0 + prices[$1.row] * $1.value }
            if reduced < -1e-6, add(column) { added += 1 }
        }
        return (bound, added, excess)
    }

    /// Brings the prices near their best by a subgradient ascent (Held and Karp; steps after Polyak), which costs no more than
    /// the pricing; `aim` is a roster's cost, which no bound exceeds.
    func warmUp(_ steps: Int, aim: Double, isStopped: () -> Bool = { false }) {
        var prices = bestPrices, momentum = Array(repeating: 0.0, count: prices.count), reach = 1.0, since = 0
        for step in 0..<steps where !isStopped() {
            let (lagrangian, _, excess) = price(prices, improving: nil, keeping: step >= steps - 10)
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
            guard norm > 1e-9, aim > lagrangian, reach > 1e-3 else { break }
            let length = reach * (aim - lagrangian) / norm
            for index in prices.indices { prices[index] = shared.curves[index].clamp(prices[index] + length * momentum[index]) }
        }
    }
}
