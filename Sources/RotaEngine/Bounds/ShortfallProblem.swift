/// Who could be where, reduced to what a bound needs: cells that each take one option, rows that options add to, and what
/// a row costs for each that it falls short.
///
/// It knows nothing of practices. A row's shortfall is `max(0, need − value)` times its weight; a row's value may never be
/// above `most`. The cost of a choice is the sum over the rows: never negative, and convex in the values, so that its linear
/// relaxation is strong.
struct ShortfallProblem: Hashable {
    /// What an option adds to one row.
    struct Add: Hashable {
        var row: Int32
        var amount: Int32
    }

    struct Option: Hashable {
        /// The option's number in the cell as it was first built.
        var number: Int32
        /// In order of rows, none with amount 0.
        var adds: [Add]

        func amount(_ row: Int32) -> Int32 {
            for add in adds where add.row == row { return add.amount }
            return 0
        }
    }

    struct Cell: Hashable {
        /// The cell's number in the problem as it was first built.
        var number: Int32
        var options: [Option]
    }

    struct Row: Hashable {
        var need: Int32
        /// Cost of each that is missing; 0 where the row only limits.
        var weight: Int32
        var most = Row.unlimited

        static let unlimited = Int32.max
        var isLimit: Bool { most != Row.unlimited }
    }

    var rows: [Row] = []
    var cells: [Cell] = []
    /// What is short whatever is chosen.
    var constant = 0

    /// What these options, by their place in each cell, cost; nil where a row is above its most.
    func cost(_ choices: [Int]) -> Int? {
        var values = Array(repeating: Int32(0), count: rows.count)
        for (cell, choice) in zip(cells, choices) {
            for add in cell.options[choice].adds { values[Int(add.row)] += add.amount }
        }
        var sum = constant
        for (row, value) in zip(rows, values) {
            if value > row.most { return nil }
            sum += Int(row.weight) * Int(max(0, row.need - value))
        }
        return sum
    }
}

/// What is known of the least cost of a problem.
struct ShortfallAnswer: Hashable {
    /// No choice costs less.
    var least: Int
    /// What the choices cost; `.max` where none was found.
    var found: Int
    /// By cell of the problem, the place of the option chosen; empty where none was found.
    var choices: [Int]

    /// Is the least cost known exactly?
    var isExact: Bool { least == found }

    /// No choice keeps to every row's most.
    static let impossible = ShortfallAnswer(least: .max, found: .max, choices: [])
}
