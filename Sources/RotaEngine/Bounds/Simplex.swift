/// The primal simplex method, with an explicit inverse of the basis, for the relaxation of a shortfall problem.
///
/// One option of each cell, with the least use of limits, is left implicit, so that the basis in which everything is short can
/// start. Right-hand sides are moved by a hair, each differently, against the ties of which such problems are full; prices
/// hold for the problem itself all the same.
struct Simplex {
    /// A variable: what it costs, and its entries in `entries`.
    private struct Column {
        var cost: Double
        var range: Range<Int>
    }

    private let problem: ShortfallProblem
    /// By row of the problem: its row here that asks, its row here that limits; -1 where it has none.
    private var asking: [Int], limiting: [Int]
    private let rowCount: Int
    private var columns: [Column] = []
    private var entries: [(row: Int, amount: Double)] = []
    private var isBasic: [Bool] = []
    private var basis: [Int] = []
    private var values: [Double] = []
    private var inverse: [Double]
    private var prices: [Double]
    /// By cell, the implicit option.
    private let implicit: [Int]
    /// By cell, the column of its first option; the implicit one has none.
    private var firstColumn: [Int] = []

    private static let tiny = 1e-9

    init(_ problem: ShortfallProblem) {
        self.problem = problem
        implicit = problem.cells.map { cell in
            cell.options.indices.min { Self.use(cell.options[$0], problem) < Self.use(cell.options[$1], problem) } ?? 0
        }
        asking = Array(repeating: -1, count: problem.rows.count)
        limiting = asking
        var standing = Array(repeating: 0.0, count: problem.rows.count)
        for (cell, option) in zip(problem.cells, implicit) {
            for add in cell.options[option].adds { standing[Int(add.row)] += Double(add.amount) }
        }
        var sides: [Double] = []
        for (number, row) in problem.rows.enumerated() {
            if row.weight > 0 { (asking[number], sides) = (sides.count, sides + [Double(row.need) - standing[number]]) }
            // Without a limit that the implicit options exceed, the bound is weaker and holds.
            if row.isLimit, Double(row.most) >= standing[number] { (limiting[number], sides) = (sides.count, sides + [Double(row.most) - standing[number]]) }
        }
        rowCount = sides.count + problem.cells.count
        sides += Array(repeating: 1, count: problem.cells.count)
        inverse = Array(repeating: 0, count: rowCount * rowCount)
        prices = Array(repeating: 0, count: rowCount)
        addOptions()
        addSlacks(sides)
    }

    private static func use(_ option: ShortfallProblem.Option, _ problem: ShortfallProblem) -> Int32 {
        option.adds.reduce(0) { $0 + (problem.rows[Int($1.row)].isLimit ? $1.amount : 0) }
    }

    private mutating func addColumn(_ cost: Double, _ added: [(row: Int, amount: Double)]) {
        columns.append(Column(cost: cost, range: entries.count..<entries.count + added.count))
        entries += added
        isBasic.append(false)
    }

    private mutating func addOptions() {
        for (number, cell) in problem.cells.enumerated() {
            firstColumn.append(columns.count)
            let other = cell.options[implicit[number]]
            for (place, option) in cell.options.enumerated() where place != implicit[number] {
                var added = [(row: rowCount - problem.cells.count + number, amount: 1.0)]
                for row in Set(option.adds.map(\.row)).union(other.adds.map(\.row)).sorted() {
                    let amount = Double(option.amount(row) - other.amount(row))
                    guard amount != 0 else { continue }
                    if asking[Int(row)] >= 0 { added.append((asking[Int(row)], amount)) }
                    if limiting[Int(row)] >= 0 { added.append((limiting[Int(row)], amount)) }
                }
                addColumn(0, added)
            }
        }
    }

    /// What a row is short of, what it has beyond its need, and what is left of a limit: one of them is in the first basis.
    private mutating func addSlacks(_ sides: [Double]) {
        basis = Array(repeating: 0, count: rowCount)
        values = sides.enumerated().map { abs($1) + 1e-6 * (1 + Double(($0 * 7919) % 1009) / 1009) }
        for (number, row) in problem.rows.enumerated() where asking[number] >= 0 {
            let at = asking[number]
            addColumn(Double(row.weight), [(at, 1)])
            addColumn(0, [(at, -1)])
            let isShort = sides[at] >= 0
            start(columns.count - (isShort ? 2 : 1), at, isShort ? 1 : -1)
            prices[at] = isShort ? Double(row.weight) : 0
        }
        for at in limiting where at >= 0 {
            addColumn(0, [(at, 1)])
            start(columns.count - 1, at, 1)
        }
        for at in rowCount - problem.cells.count..<rowCount {
            addColumn(0, [(at, 1)])
            start(columns.count - 1, at, 1)
        }
    }

    private mutating func start(_ column: Int, _ row: Int, _ sign: Double) {
        basis[row] = column
        isBasic[column] = true
        inverse[row * rowCount + row] = sign
    }

    /// Improves the basis until no column would, or for so many turns.
    mutating func solve(turns: Int) {
        var direction = Array(repeating: 0.0, count: rowCount)
        for _ in 0..<turns {
            guard let (column, reduced) = entering() else { return }
            work(out: column, &direction)
            guard let row = leaving(direction) else { return }
            pivot(column, row, reduced, direction)
        }
    }

    /// The column whose reduced cost is lowest.
    private func entering() -> (column: Int, reduced: Double)? {
        var best = -1, least = -1e-7
        for (column, known) in columns.enumerated() where !isBasic[column] {
            var reduced = known.cost
            for at in known.range { reduced -= prices[entries[at].row] * entries[at].amount }
            if reduced < least { (best, least) = (column, reduced) }
        }
        return best < 0 ? nil : (best, least)
    }

    /// How the basic variables fall as the column rises.
    private func work(out column: Int, _ direction: inout [Double]) {
        for row in 0..<rowCount {
            var sum = 0.0
            for at in columns[column].range { sum += inverse[row * rowCount + entries[at].row] * entries[at].amount }
            direction[row] = abs(sum) < Self.tiny ? 0 : sum
        }
    }

    private func leaving(_ direction: [Double]) -> Int? {
        var best = -1, least = Double.infinity
        for row in 0..<rowCount where direction[row] > Self.tiny {
            let ratio = values[row] / direction[row]
            if ratio < least { (best, least) = (row, ratio) }
        }
        return best < 0 ? nil : best
    }

    private mutating func pivot(_ column: Int, _ row: Int, _ reduced: Double, _ direction: [Double]) {
        let size = rowCount, pivot = direction[row], step = max(0, values[row] / pivot), rise = reduced / pivot
        inverse.withUnsafeMutableBufferPointer { inverse in
            for at in 0..<size where inverse[row * size + at] != 0 { prices[at] += rise * inverse[row * size + at] }
            for at in 0..<size { inverse[row * size + at] /= pivot }
            for other in 0..<size where other != row && direction[other] != 0 {
                let factor = direction[other]
                for at in 0..<size { inverse[other * size + at] -= factor * inverse[row * size + at] }
            }
        }
        for other in 0..<size where other != row { values[other] -= step * direction[other] }
        values[row] = step
        isBasic[basis[row]] = false
        isBasic[column] = true
        basis[row] = column
    }

    /// By row of the problem: what one more that is asked would cost, and, at most 0, what one more that is allowed would save.
    func price(_ row: Int) -> (asked: Double, allowed: Double) {
        (asking[row] < 0 ? 0 : prices[asking[row]], limiting[row] < 0 ? 0 : prices[limiting[row]])
    }

    /// By cell and option, how much of the option is taken.
    var fractions: [[Double]] {
        var level = Array(repeating: 0.0, count: columns.count)
        for (row, column) in basis.enumerated() { level[column] = values[row] }
        return problem.cells.indices.map { cell in
            var taken = Array(repeating: 0.0, count: problem.cells[cell].options.count), column = firstColumn[cell]
            for option in taken.indices where option != implicit[cell] {
                taken[option] = level[column]
                column += 1
            }
            taken[implicit[cell]] = 1 - taken.reduce(0, +)
            return taken
        }
    }
}
