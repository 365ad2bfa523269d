/// A roster problem flattened for speed: for every change of one cell from one option to another, the list of counters that
/// move and by how much; for every counter, its penalties in one shared table.
///
/// Immutable after `init`, so walks on several threads may share it. The buffers live as long as the value; every index that
/// is stored in them was checked here. A problem beyond the limits is refused before its tables are made.
package final class CompiledRoster: @unchecked Sendable {
    let staffCount: Int
    let dayCount: Int
    let period: Int
    let cellCount: Int
    let counterCount: Int
    let changeCount: Int
    /// Cells with a choice, and for each cell the number of its options.
    let freeCells: [Int32]
    let optionCounts: [Int32]
    /// Cost of what is not up to the search.
    let constant: Int64

    /// First of a cell's options in `codes` (one more entry than there are cells), and of its options² changes in `changeCost` and `changeStart`.
    let firstOption: UnsafeMutablePointer<Int32>
    let firstChange: UnsafeMutablePointer<Int32>
    let codes: UnsafeMutablePointer<Int32>
    let changeCost: UnsafeMutablePointer<Int64>
    /// Where the change's steps begin in `steps`; one more entry than there are changes.
    let changeStart: UnsafeMutablePointer<Int32>
    /// Counter in the upper 24 bits, amount + 128 in the lower 8.
    let steps: UnsafeMutablePointer<UInt32>
    let table: UnsafeMutablePointer<Int64>
    /// Where each counter stands in `table` when every free cell takes its first option.
    let start: UnsafeMutablePointer<Int32>
    let startCost: Int64
    /// By counter, the free cells that can move it: `movers[firstMover[k] ..< firstMover[k + 1]]`.
    let firstMover: UnsafeMutablePointer<Int32>
    let movers: UnsafeMutablePointer<Int32>
    /// By mover, where what each of the cell's options adds to the counter, beyond what the first does, begins in `moverAmounts`.
    let firstAmount: UnsafeMutablePointer<Int32>
    let moverAmounts: UnsafeMutablePointer<Int8>
    /// Free cells by staff and by day, as ranges of the lists.
    let byStaff: [[Int32]]
    let byDay: [[Int32]]

    package init(_ problem: RosterProblem, limits: RosterLimits = RosterLimits()) throws(RosterTooLarge) {
        precondition(problem.feeds.isEmpty, "walks count each counter by itself")
        try limits.check(problem)
        let changes = try ChangeLists(problem, mostSteps: limits.steps)
        let tables = try PenaltyTables(problem)
        staffCount = problem.staffCount
        dayCount = problem.dayCount
        period = problem.period
        cellCount = problem.cells.count
        counterCount = problem.penalties.count
        optionCounts = problem.cells.map { Int32($0.count) }
        freeCells = problem.cells.indices.filter { problem.cells[$0].count > 1 }.map(Int32.init)

        changeCount = changes.cost.count
        firstOption = Self.copy(changes.firstOption)
        firstChange = Self.copy(changes.firstChange)
        codes = Self.copy(changes.codes)
        changeCost = Self.copy(changes.cost)
        changeStart = Self.copy(changes.start)
        steps = Self.copy(changes.steps)

        start = Self.copy(tables.start)
        table = Self.copy(tables.entries)
        startCost = tables.startCost
        constant = problem.cells.reduce(0) { $0 + ($1.first?.cost ?? 0) }
        let lists = MoverLists(changes, counterCount: counterCount, freeCells: freeCells, optionCounts: optionCounts)
        firstMover = Self.copy(lists.first)
        movers = Self.copy(lists.cells)
        firstAmount = Self.copy(lists.firstAmount)
        moverAmounts = Self.copy(lists.amounts)
        let free = freeCells, days = problem.dayCount
        var byStaff = Array(repeating: [Int32](), count: problem.staffCount), byDay = Array(repeating: [Int32](), count: days)
        for cell in free {
            byStaff[Int(cell) / days].append(cell)
            byDay[Int(cell) % days].append(cell)
        }
        self.byStaff = byStaff
        self.byDay = byDay
    }

    deinit {
        firstOption.deallocate()
        firstChange.deallocate()
        codes.deallocate()
        changeCost.deallocate()
        changeStart.deallocate()
        steps.deallocate()
        table.deallocate()
        start.deallocate()
        firstMover.deallocate()
        movers.deallocate()
        firstAmount.deallocate()
        moverAmounts.deallocate()
    }

    private static func copy<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafeMutablePointer<Element> {
        let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
        values.withUnsafeBufferPointer { if let base = $0.baseAddress { pointer.initialize(from: base, count: values.count) } }
        return pointer
    }
}
