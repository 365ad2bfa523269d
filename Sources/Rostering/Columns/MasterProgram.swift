/// The linear program that mixes columns: of each row's columns one in all, and what they add to the shared counters costs what
/// the counters' curves say.
final class MasterProgram {
    let shared: SharedCounters
    private let simplex: Simplex
    private(set) var columns: [RowColumn] = []
    /// By row, its columns' numbers; by column, its variable.
    private(set) var byRow: [[Int]]
    private var variables: [Int] = []
    private var known: Set<Key> = []
    /// By row: the column to which it is fixed, or -1.
    private(set) var fixed: [Int]
    /// What everything else costs, so that all figures are of the whole roster.
    let constant: Double

    /// What a column costs more that must not be used: far above what one could save.
    private let exclusion: Double

    private struct Key: Hashable {
        let row: Int
        let choices: [Int32]
    }

    /// `first` holds one column for each row, which together cost the roster `cost`.
    init(_ shared: SharedCounters, first: [RowColumn], cost: Double, seed: UInt64) {
        self.shared = shared
        byRow = Array(repeating: [], count: first.count)
        fixed = Array(repeating: -1, count: first.count)
        var random = SplitMix64(seed: seed), added = Array(repeating: 0.0, count: shared.curves.count)
        // A little more than is there, and for each counter another little, so that no two steps are equally long.
        simplex = Simplex(
            rightSide: Array(repeating: 1, count: first.count)
                + shared.curves.map { Double($0.base - $0.start) + 1e-5 * Double(1 + random.below(1000)) / 1000 })
        for column in first { for entry in column.shared { added[entry.row] += entry.value } }
        let counters = zip(shared.curves, added).reduce(0) { $0 + $1.0.cost(Double($1.0.base) + $1.1) }
        exclusion = max(1e6, 10 * abs(cost))
        constant = cost - counters - first.reduce(0) { $0 + $1.cost }
        for column in first { add(column) }
        start(added)
    }

    /// Begins with the first column of each row, and the shared counters where these leave them.
    private func start(_ added: [Double]) {
        var basic = variables, atUpper: [Int] = []
        for (counter, curve) in shared.curves.enumerated() {
            var left = Double(curve.base - curve.start) + added[counter], isPlaced = false
            for (index, piece) in curve.pieces.enumerated() {
                let isLast = index == curve.pieces.count - 1
                let variable = simplex.add(cost: piece.slope, upper: isLast ? .infinity : piece.length, [(fixed.count + counter, 1)])
                if isPlaced { continue }
                if left < piece.length - 0.5 || isLast {
                    basic.append(variable)
                    isPlaced = true
                } else {
                    atUpper.append(variable)
                    left -= piece.length
                }
            }
        }
        simplex.start(basic: basic, atUpper: atUpper)
    }

    var rowCount: Int { simplex.rowCount }
    /// Pivots × rows² in thousands: what was done so far, whatever the machine.
    var work: Int { simplex.pivots * simplex.rowCount * simplex.rowCount / 1000 }

    // MARK: - Columns

    /// False if the row has the column already.
    @discardableResult
    func add(_ column: RowColumn) -> Bool {
        guard known.insert(Key(row: column.row, choices: column.choices)).inserted else { return false }
        variables.append(simplex.add(cost: column.cost, [(column.row, 1)] + column.shared.map { (fixed.count + $0.row, -$0.value) }))
        byRow[column.row].append(columns.count)
        columns.append(column)
        return true
    }

    /// Fixes rows to one of their columns each: their other columns become too dear to use.
    func fix(_ chosen: [Int]) {
        for column in chosen {
            let row = columns[column].row
            fixed[row] = column
            for other in byRow[row] where other != column { simplex.setCost(variables[other], columns[other].cost + exclusion) }
        }
    }

    func release() {
        for row in fixed.indices where fixed[row] >= 0 {
            for other in byRow[row] { simplex.setCost(variables[other], columns[other].cost) }
            fixed[row] = -1
        }
    }

    // MARK: - The solution

    /// False if it was stopped on the way.
    func optimise(isStopped: () -> Bool) -> Bool {
        while !simplex.optimise(limit: 500) { if isStopped() { return false } }
        return true
    }

    /// How much of the column the solution uses, 0 to 1.
    func value(_ column: Int) -> Double { simplex.value(variables[column]) }

    /// The row's column that the solution uses most.
    func surest(_ row: Int) -> Int { byRow[row].max { value($0) < value($1) } ?? 0 }

    /// The cost of the solution, of the whole roster.
    var objective: Double { simplex.objective + constant + shared.curves.reduce(0) { $0 + $1.startCost } }

    /// What one more of each shared counter is worth.
    var prices: [Double] { shared.curves.indices.map { -simplex.dual(fixed.count + $0) } }

    /// By how much the column would make the solution dearer, or cheaper, for each unit of it.
    func reducedCost(_ column: RowColumn) -> Double {
        column.cost - simplex.dual(column.row) + column.shared.reduce(0) { $0 + simplex.dual(fixed.count + $1.row) * $1.value }
    }
}
