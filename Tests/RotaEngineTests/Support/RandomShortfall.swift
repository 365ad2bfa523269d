@testable import RotaEngine

extension ShortfallProblem {
    /// A small problem at random: amounts that take away too, rows that cost nothing, limits, cells that can do nothing or all the same.
    init(_ draw: inout Draw, cells: Int = 5, rows: Int = 4) {
        self.init()
        let rowCount = 1 + draw.below(rows)
        self.rows = (0..<rowCount).map { _ in
            Row(need: Int32(draw.below(6) - 1), weight: Int32(draw.below(4)), most: draw.below(3) == 0 ? Int32(draw.below(4)) : Row.unlimited)
        }
        self.cells = (0..<1 + draw.below(cells)).map { cell in
            Cell(number: Int32(cell), options: (0..<1 + draw.below(4)).map { option in
                let adds = (0..<rowCount).compactMap { row -> Add? in
                    let amount = draw.below(3) == 0 ? draw.below(5) - 2 : draw.below(2)
                    return amount == 0 ? nil : Add(row: Int32(row), amount: Int32(amount))
                }
                return Option(number: Int32(option), adds: adds)
            })
        }
        if draw.below(5) == 0 { constant = draw.below(3) }
    }
}
