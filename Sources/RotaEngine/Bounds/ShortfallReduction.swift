/// Makes a problem smaller without changing its least cost: settled cells, rows that can't fall short or can't bind, options
/// that another of the same cell is never worse than.
struct ShortfallReduction {
    private(set) var problem: ShortfallProblem
    /// Does every choice break some row's most?
    private(set) var isImpossible = false
    /// By cell number, the option number settled on; -1 while open.
    private(set) var settled: [Int32: Int32] = [:]

    private var isDropped: [Bool]
    /// The least and the most that a row's value can be.
    private var low: [Int32] = [], high: [Int32] = []
    private var hasChanged = false

    init(_ problem: ShortfallProblem) {
        self.problem = problem
        isDropped = Array(repeating: false, count: problem.rows.count)
        repeat {
            hasChanged = false
            takeOutCommon()
            measure()
            judgeRows()
            if isImpossible { return }
            forbid()
            if isImpossible { return }
            dropDominated()
        } while hasChanged
        compact()
    }

    /// What every option of a cell adds is moved into the row's need and most; cells with one option are then settled.
    private mutating func takeOutCommon() {
        for cell in problem.cells.indices {
            guard let first = problem.cells[cell].options.first else { continue }
            for add in first.adds {
                let common = Self.common(problem.cells[cell].options, add.row)
                if common != 0 { move(common, add.row, cell) }
            }
        }
        problem.cells.removeAll { cell in
            guard cell.options.count == 1, let only = cell.options.first else { return false }
            settled[cell.number] = only.number
            return true
        }
    }

    /// The amount nearest to 0 where all options add, or all take away; else 0.
    private static func common(_ options: [ShortfallProblem.Option], _ row: Int32) -> Int32 {
        var least = Int32.max, most = Int32.min
        for option in options {
            let amount = option.amount(row)
            (least, most) = (min(least, amount), max(most, amount))
        }
        return least > 0 ? least : most < 0 ? most : 0
    }

    private mutating func move(_ amount: Int32, _ row: Int32, _ cell: Int) {
        problem.rows[Int(row)].need -= amount
        if problem.rows[Int(row)].isLimit { problem.rows[Int(row)].most -= amount }
        for option in problem.cells[cell].options.indices {
            problem.cells[cell].options[option].adds = problem.cells[cell].options[option].adds.compactMap { add in
                guard add.row == row else { return add }
                return add.amount == amount ? nil : ShortfallProblem.Add(row: row, amount: add.amount - amount)
            }
        }
    }

    private mutating func measure() {
        low = Array(repeating: 0, count: problem.rows.count)
        high = low
        for cell in problem.cells {
            let span = Span(cell)
            for (row, least, most) in span.rows {
                low[Int(row)] += least
                high[Int(row)] += most
            }
        }
    }

    /// What one cell can add to each row that it touches.
    private struct Span {
        var rows: [(row: Int32, least: Int32, most: Int32)] = []

        init(_ cell: ShortfallProblem.Cell) {
            var times: [Int] = []
            for option in cell.options {
                for add in option.adds {
                    if let known = rows.firstIndex(where: { $0.row == add.row }) {
                        rows[known].least = min(rows[known].least, add.amount)
                        rows[known].most = max(rows[known].most, add.amount)
                        times[known] += 1
                    } else {
                        rows.append((add.row, add.amount, add.amount))
                        times.append(1)
                    }
                }
            }
            for index in rows.indices where times[index] < cell.options.count {
                rows[index].least = min(0, rows[index].least)
                rows[index].most = max(0, rows[index].most)
            }
        }
    }

    private mutating func judgeRows() {
        var drop = Array(repeating: false, count: problem.rows.count), drops = false
        for row in problem.rows.indices where !isDropped[row] {
            if low[row] > problem.rows[row].most { isImpossible = true }
            if high[row] <= problem.rows[row].most { problem.rows[row].most = ShortfallProblem.Row.unlimited }
            if problem.rows[row].need > high[row] {
                problem.constant += Int(problem.rows[row].weight) * Int(problem.rows[row].need - high[row])
                problem.rows[row].need = high[row]
            }
            let canFallShort = problem.rows[row].weight > 0 && low[row] < problem.rows[row].need
            if !canFallShort { problem.rows[row].weight = 0 }
            if !canFallShort, !problem.rows[row].isLimit { (isDropped[row], drop[row], drops) = (true, true, true) }
        }
        guard drops else { return }
        hasChanged = true
        for cell in problem.cells.indices {
            for option in problem.cells[cell].options.indices {
                problem.cells[cell].options[option].adds.removeAll { drop[Int($0.row)] }
            }
        }
    }

    /// Takes out options with which a row could not keep to its most.
    private mutating func forbid() {
        guard problem.rows.contains(where: \.isLimit) else { return }
        for cell in problem.cells.indices {
            let span = Span(problem.cells[cell])
            let before = problem.cells[cell].options.count
            let rows = problem.rows, low = low
            problem.cells[cell].options.removeAll { option in
                span.rows.contains { row, least, _ in
                    rows[Int(row)].isLimit && low[Int(row)] - least + option.amount(row) > rows[Int(row)].most
                }
            }
            if problem.cells[cell].options.isEmpty { isImpossible = true }
            if problem.cells[cell].options.count < before { hasChanged = true }
        }
    }

    private mutating func dropDominated() {
        for cell in problem.cells.indices {
            let options = problem.cells[cell].options
            guard options.count > 1 else { continue }
            var isOut = Array(repeating: false, count: options.count)
            for a in options.indices where !isOut[a] {
                for b in options.indices where a != b && !isOut[b] && dominates(options[a], options[b]) { isOut[b] = true }
            }
            guard isOut.contains(true) else { continue }
            hasChanged = true
            problem.cells[cell].options = options.indices.filter { !isOut[$0] }.map { options[$0] }
        }
    }

    /// Is `a` at least as good as `b` in every row?
    private func dominates(_ a: ShortfallProblem.Option, _ b: ShortfallProblem.Option) -> Bool {
        var i = 0, j = 0
        while i < a.adds.count || j < b.adds.count {
            let row = min(i < a.adds.count ? a.adds[i].row : .max, j < b.adds.count ? b.adds[j].row : .max)
            var difference: Int32 = 0
            if i < a.adds.count, a.adds[i].row == row { difference += a.adds[i].amount; i += 1 }
            if j < b.adds.count, b.adds[j].row == row { difference -= b.adds[j].amount; j += 1 }
            if difference < 0, problem.rows[Int(row)].weight > 0 { return false }
            if difference > 0, problem.rows[Int(row)].isLimit { return false }
        }
        return true
    }

    private mutating func compact() {
        var number = Array(repeating: Int32(-1), count: problem.rows.count), kept: [ShortfallProblem.Row] = []
        for row in problem.rows.indices where !isDropped[row] {
            number[row] = Int32(kept.count)
            kept.append(problem.rows[row])
        }
        problem.rows = kept
        for cell in problem.cells.indices {
            for option in problem.cells[cell].options.indices {
                for add in problem.cells[cell].options[option].adds.indices {
                    problem.cells[cell].options[option].adds[add].row = number[Int(problem.cells[cell].options[option].adds[add].row)]
                }
            }
        }
    }
}
