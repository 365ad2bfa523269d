/// For each counter, the free cells with an option that moves it, and by how much each option does.
struct MoverLists {
    private(set) var first: [Int32] = []
    private(set) var cells: [Int32] = []
    private(set) var firstAmount: [Int32] = []
    private(set) var amounts: [Int8] = []

    init(_ changes: ChangeLists, counterCount: Int, freeCells: [Int32], optionCounts: [Int32]) {
        var lists = Array(repeating: [(cell: Int32, option: Int32, amount: Int8)](), count: counterCount)
        for cell in freeCells {
            // From the first option every other is reached, so its changes name every counter that the cell can move.
            let firstChange = Int(changes.firstChange[Int(cell)])
            for option in 0..<Int(optionCounts[Int(cell)]) {
                for step in changes.steps[Int(changes.start[firstChange + option])..<Int(changes.start[firstChange + option + 1])] {
                    lists[Int(step >> 8)].append((cell, Int32(option), Int8(Int(step & 255) - 128)))
                }
            }
        }
        for list in lists {
            first.append(Int32(cells.count))
            var last: Int32 = -1
            for (cell, option, amount) in list {
                if cell != last {
                    cells.append(cell)
                    firstAmount.append(Int32(amounts.count))
                    amounts += repeatElement(0, count: Int(optionCounts[Int(cell)]))
                    last = cell
                }
                amounts[amounts.count - Int(optionCounts[Int(cell)]) + Int(option)] = amount
            }
        }
        first.append(Int32(cells.count))
    }
}
