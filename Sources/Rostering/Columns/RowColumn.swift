/// One lawful way to fill one row over a window: a column of the master program.
struct RowColumn: Sendable {
    /// The row's number in the neighbourhood.
    let row: Int
    /// By day of the window, the option.
    let choices: [Int32]
    /// The row's own penalties, and these with the options' costs.
    let own: Double
    let cost: Double
    /// What it adds to the shared counters that bend, each once, in order.
    let shared: [(row: Int, value: Double)]
}

/// Which rows may change, on which days; all else stays as it is.
struct Neighbourhood: Sendable {
    var staff: [Int]
    var days: Range<Int>
}

/// An option of a cell as the master program sees it: what is straight within reach is in its cost.
struct PricedOption: Sendable {
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
