/// One solution of a compiled roster with its cost kept up to date, and the way back from a tried move.
///
/// `change` costs a few dozen nanoseconds: two table look-ups for each counter that moves.
struct RosterState: ~Copyable {
    let roster: CompiledRoster
    /// By cell, the option chosen.
    private let choices: UnsafeMutablePointer<Int32>
    /// By counter, where its value stands in the penalty table.
    private let positions: UnsafeMutablePointer<Int32>
    private(set) var cost: Int64
    private var journal: [(cell: Int32, was: Int32)] = []
    private var costBefore: Int64

    init(_ roster: CompiledRoster) {
        self.roster = roster
        choices = .allocate(capacity: max(1, roster.cellCount))
        choices.initialize(repeating: 0, count: max(1, roster.cellCount))
        positions = .allocate(capacity: max(1, roster.counterCount))
        positions.initialize(from: roster.start, count: roster.counterCount)
        cost = roster.constant + roster.startCost
        costBefore = cost
        journal.reserveCapacity(256)
    }

    deinit {
        choices.deallocate()
        positions.deallocate()
    }

    @inline(__always)
    func choice(_ cell: Int32) -> Int32 { choices[Int(cell)] }

    @inline(__always)
    func code(_ cell: Int32) -> Int32 { roster.codes[Int(roster.firstOption[Int(cell)] &+ choices[Int(cell)])] }

    /// The cell's option of this code, or -1.
    @inline(__always)
    func option(_ cell: Int32, code: Int32) -> Int32 {
        let first = Int(roster.firstOption[Int(cell)]), count = Int(roster.firstOption[Int(cell) + 1]) - first
        for option in 0..<count where roster.codes[first &+ option] == code { return Int32(truncatingIfNeeded: option) }
        return -1
    }

    @inline(__always)
    func optionCount(_ cell: Int32) -> Int32 { roster.firstOption[Int(cell) + 1] &- roster.firstOption[Int(cell)] }

    @inline(__always)
    private func changeIndex(_ cell: Int32, _ option: Int32) -> Int {
        Int(roster.firstChange[Int(cell)] &+ choices[Int(cell)] &* optionCount(cell) &+ option)
    }

    /// What changing the cell to this option would add to the cost.
    @inline(__always)
    func delta(_ cell: Int32, _ option: Int32) -> Int64 {
        let change = changeIndex(cell, option)
        var sum = roster.changeCost[change]
        let table = roster.table, steps = roster.steps
        var step = Int(roster.changeStart[change])
        let end = Int(roster.changeStart[change &+ 1])
        while step < end {
            let word = steps[step]
            let at = Int(positions[Int(word >> 8)])
            sum = sum &+ table[at &+ Int(word & 255) &- 128] &- table[at]
            step &+= 1
        }
        return sum
    }

    /// Changes the cell; `rollBack` takes it back until `commit`.
    @inline(__always)
    mutating func change(_ cell: Int32, _ option: Int32) {
        journal.append((cell, choices[Int(cell)]))
        cost = cost &+ move(cell, option)
    }

    @inline(__always)
    private func move(_ cell: Int32, _ option: Int32) -> Int64 {
        let change = changeIndex(cell, option)
        var sum = roster.changeCost[change]
        let table = roster.table, steps = roster.steps
        var step = Int(roster.changeStart[change])
        let end = Int(roster.changeStart[change &+ 1])
        while step < end {
            let word = steps[step]
            let counter = Int(word >> 8), at = Int(positions[counter]), to = at &+ Int(word & 255) &- 128
            sum = sum &+ table[to] &- table[at]
            positions[counter] = Int32(truncatingIfNeeded: to)
            step &+= 1
        }
        choices[Int(cell)] = option
        return sum
    }

    /// What the changes since the last `commit` add to the cost.
    var pending: Int64 { cost &- costBefore }
    var hasPending: Bool { !journal.isEmpty }

    /// Has the cell been changed since the last `commit`?
    @inline(__always)
    func isTouched(_ cell: Int32) -> Bool { journal.contains { $0.cell == cell } }

    @inline(__always)
    mutating func commit() {
        journal.removeAll(keepingCapacity: true)
        costBefore = cost
    }

    @inline(__always)
    mutating func rollBack() {
        while let (cell, was) = journal.popLast() { _ = move(cell, was) }
        cost = costBefore
    }

    /// Of the counters that the last change moved the one whose penalty rose most, with the direction in which it moved.
    func worstHit(skip: Int) -> (counter: Int32, direction: Int)? {
        guard let (cell, was) = journal.last else { return nil }
        // The change back names the same counters with the signs reversed.
        let change = changeIndex(cell, was)
        var best: (counter: Int32, direction: Int)?, worst: Int64 = 0, left = skip
        for step in Int(roster.changeStart[change])..<Int(roster.changeStart[change + 1]) {
            let word = roster.steps[step], back = Int(word & 255) - 128, at = Int(positions[Int(word >> 8)])
            let rise = roster.table[at] - roster.table[at + back]
            guard rise > worst else { continue }
            if left > 0 { left -= 1; continue }
            worst = rise
            best = (Int32(truncatingIfNeeded: word >> 8), -back.signum())
        }
        return best
    }

    /// The options chosen, by cell.
    func snapshot() -> [Int32] { Array(UnsafeBufferPointer(start: choices, count: roster.cellCount)) }

    /// Takes over a snapshot of a state of the same roster.
    mutating func restore(_ snapshot: [Int32]) {
        for cell in roster.freeCells where choices[Int(cell)] != snapshot[Int(cell)] { change(cell, snapshot[Int(cell)]) }
        commit()
    }
}
