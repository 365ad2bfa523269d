import Rostering

/// The linear program of a shortfall problem: fractions of options, and for each row what it is short of.
///
/// One option of each cell, with the least use of limits, is left implicit, so that the basis in which everything is short can
/// start. Right-hand sides are moved by a hair, each differently, against the ties of which such problems are full; prices
/// hold for the problem itself all the same.
struct ShortfallProgram {
    private let problem: ShortfallProblem
    private let simplex: Simplex
    /// By row of the problem: the program's row that asks, and that limits; -1 where it has none.
    private var asking: [Int], limiting: [Int]
    private var basic: [Int] = []
    /// By cell, the implicit option.
    private let implicit: [Int]
    /// By cell, the variable of its first option; the implicit one has none.
    private var firstVariable: [Int] = []

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
        sides += Array(repeating: 1, count: problem.cells.count)
        simplex = Simplex(
            rightSide: sides.enumerated().map { row, side in
                let hair = 1e-6 * (1 + Double((row * 7919) % 1009) / 1009)
                return side + (side < 0 ? -hair : hair)
            })
        addOptions()
        addSlacks(sides)
        simplex.start(basic: basic, atUpper: [])
    }

    private static func use(_ option: ShortfallProblem.Option, _ problem: ShortfallProblem) -> Int32 {
        option.adds.reduce(0) { $0 + (problem.rows[Int($1.row)].isLimit ? $1.amount : 0) }
    }

    private var firstCellRow: Int { simplex.rowCount - problem.cells.count }

    private mutating func addOptions() {
        var next = 0
        for (number, cell) in problem.cells.enumerated() {
            firstVariable.append(next)
            let other = cell.options[implicit[number]]
            for (place, option) in cell.options.enumerated() where place != implicit[number] {
                var added = [(row: firstCellRow + number, value: 1.0)]
                for row in Set(option.adds.map(\.row)).union(other.adds.map(\.row)).sorted() {
                    let amount = Double(option.amount(row) - other.amount(row))
                    guard amount != 0 else { continue }
                    if asking[Int(row)] >= 0 { added.append((asking[Int(row)], amount)) }
                    if limiting[Int(row)] >= 0 { added.append((limiting[Int(row)], amount)) }
                }
                next = simplex.add(cost: 0, added) + 1
            }
        }
    }

    /// What a row is short of, what it has beyond its need, and what is left of a limit: one of them is in the first basis.
    private mutating func addSlacks(_ sides: [Double]) {
        basic = Array(repeating: 0, count: sides.count)
        for (number, row) in problem.rows.enumerated() where asking[number] >= 0 {
            let at = asking[number]
            let short = simplex.add(cost: Double(row.weight), [(at, 1)]), beyond = simplex.add(cost: 0, [(at, -1)])
            basic[at] = sides[at] >= 0 ? short : beyond
        }
        for at in limiting where at >= 0 { basic[at] = simplex.add(cost: 0, [(at, 1)]) }
        for at in firstCellRow..<sides.count { basic[at] = simplex.add(cost: 0, [(at, 1)]) }
    }

    func solve(turns: Int) { simplex.optimise(limit: turns) }

    /// What it took, in steps of arithmetic: each pivot goes over the inverse once. The same on every machine, as time is not.
    var work: Int { (simplex.pivots + 1) * simplex.rowCount * simplex.rowCount }

    /// By row of the problem: what one more that is asked would cost, and, at most 0, what one more that is allowed would save.
    func price(_ row: Int) -> (asked: Double, allowed: Double) {
        (asking[row] < 0 ? 0 : simplex.dual(asking[row]), limiting[row] < 0 ? 0 : simplex.dual(limiting[row]))
    }

    /// By cell and option, how much of the option is taken.
    var fractions: [[Double]] {
        problem.cells.indices.map { cell in
            var taken = Array(repeating: 0.0, count: problem.cells[cell].options.count), variable = firstVariable[cell]
            for option in taken.indices where option != implicit[cell] {
                taken[option] = simplex.value(variable)
                variable += 1
            }
            taken[implicit[cell]] = 1 - taken.reduce(0, +)
            return taken
        }
    }
}
