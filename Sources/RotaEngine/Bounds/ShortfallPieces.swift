/// The parts of a reduced problem that have no row in common: days that no weekly maximum ties together, mostly.
enum ShortfallPieces {
    /// In order of their first cells; cells that no row knows are left out.
    static func of(_ problem: ShortfallProblem) -> [ShortfallProblem] {
        var leader = Array(problem.rows.indices)
        func find(_ row: Int) -> Int {
            var row = row
            while leader[row] != row { row = leader[row] }
            return row
        }
        for cell in problem.cells {
            var first = -1
            for option in cell.options {
                for add in option.adds {
                    let own = find(Int(add.row))
                    if first < 0 { first = own } else { leader[own] = first }
                }
            }
        }
        var pieces: [ShortfallProblem] = [], place: [Int: Int] = [:]
        var number = Array(repeating: Int32(-1), count: problem.rows.count)
        for cell in problem.cells {
            guard let any = cell.options.lazy.compactMap({ $0.adds.first?.row }).first else { continue }
            let root = find(Int(any)), piece = place[root] ?? pieces.count
            if piece == pieces.count {
                place[root] = piece
                pieces.append(ShortfallProblem())
            }
            pieces[piece].add(cell, problem.rows, &number)
        }
        return pieces
    }
}

extension ShortfallProblem {
    /// Takes over a cell with the rows that it names; `number` says what each row is called here.
    fileprivate mutating func add(_ cell: Cell, _ known: [Row], _ number: inout [Int32]) {
        var cell = cell
        for option in cell.options.indices {
            for add in cell.options[option].adds.indices {
                let row = Int(cell.options[option].adds[add].row)
                if number[row] < 0 {
                    number[row] = Int32(rows.count)
                    rows.append(known[row])
                }
                cell.options[option].adds[add].row = number[row]
            }
            cell.options[option].adds.sort { $0.row < $1.row }
        }
        cells.append(cell)
    }

    /// The same with cells and options numbered by their places, so that pieces with the same content are equal.
    var unnumbered: ShortfallProblem {
        var same = self
        for cell in same.cells.indices {
            same.cells[cell].number = Int32(cell)
            for option in same.cells[cell].options.indices { same.cells[cell].options[option].number = Int32(option) }
        }
        return same
    }

    /// Every cost is a multiple of it, the constant apart; 0 where nothing costs anything.
    var step: Int {
        rows.reduce(0) { step, row in
            var a = step, b = Int(row.weight)
            while b != 0 { (a, b) = (b, a % b) }
            return a
        }
    }
}
