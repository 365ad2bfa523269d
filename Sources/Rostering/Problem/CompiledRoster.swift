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
        var tables = try PenaltyTables(problem)
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

        start = Self.copy(tables.startPositions())
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

/// The penalties of all counters in one array, equal tables once.
struct PenaltyTables {
    private(set) var entries: [Int64] = []
    private var positions: [Int32] = []
    private(set) var startCost: Int64 = 0

    init(_ problem: RosterProblem) throws(RosterTooLarge) {
        let count = problem.penalties.count, ranges = CounterRanges(problem)
        positions = Array(repeating: 0, count: count)
        var known: [[Int64]: Int32] = [:]
        for counter in 0..<count {
            precondition(ranges.least[counter] >= 0, "a counter's value is never negative")
            let table = (ranges.least[counter]...ranges.most[counter]).map(problem.penalties[counter])
            // A position is an entry's number in 32 bits.
            guard let next = Int32(exactly: entries.count), entries.count <= Int(Int32.max) - table.count else { throw RosterTooLarge(problem) }
            let base = known[table] ?? next
            if known.updateValue(base, forKey: table) == nil { entries += table }
            positions[counter] = base + Int32(ranges.start[counter] - ranges.least[counter])
            startCost += entries[Int(positions[counter])]
        }
    }

    mutating func startPositions() -> [Int32] { positions }
}

/// For each free cell and each pair of its options, the counters that move.
struct ChangeLists {
    private(set) var firstOption: [Int32] = []
    private(set) var firstChange: [Int32] = []
    private(set) var codes: [Int32] = []
    private(set) var cost: [Int64] = []
    private(set) var start: [Int32] = []
    private(set) var steps: [UInt32] = []

    init(_ problem: RosterProblem, mostSteps: Int) throws(RosterTooLarge) {
        for options in problem.cells {
            firstOption.append(Int32(codes.count))
            firstChange.append(Int32(start.count))
            codes += options.map { Int32(truncatingIfNeeded: $0.code) }
            guard options.count > 1 else { continue }
            guard steps.count <= mostSteps else { throw RosterTooLarge(problem) }
            let effects = options.map { $0.effects.sorted { $0.counter < $1.counter } }
            for from in options.indices {
                for to in options.indices {
                    start.append(Int32(steps.count))
                    cost.append(options[to].cost - options[from].cost)
                    if from != to { append(effects[from], effects[to]) }
                }
            }
        }
        guard steps.count <= mostSteps else { throw RosterTooLarge(problem) }
        start.append(Int32(steps.count))
        firstOption.append(Int32(codes.count))
    }

    /// The merge of two sorted effect lists, what one takes away and the other adds.
    private mutating func append(_ from: [RosterProblem.Effect], _ to: [RosterProblem.Effect]) {
        var a = 0, b = 0
        while a < from.count || b < to.count {
            let counter = min(a < from.count ? from[a].counter : .max, b < to.count ? to[b].counter : .max)
            var amount = 0
            while a < from.count, from[a].counter == counter { amount -= from[a].amount; a += 1 }
            while b < to.count, to[b].counter == counter { amount += to[b].amount; b += 1 }
            precondition((-127...127).contains(amount), "an option adds at most 63 to a counter")
            if amount != 0 { steps.append(UInt32(counter) << 8 | UInt32(amount + 128)) }
        }
    }
}

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
