/// The penalties of all counters in one array, equal tables once.
struct PenaltyTables {
    private(set) var entries: [Int64] = []
    /// Where each counter stands when every free cell takes its first option.
    private(set) var start: [Int32] = []
    private(set) var startCost: Int64 = 0

    init(_ problem: RosterProblem) throws(RosterTooLarge) {
        let count = problem.penalties.count, ranges = CounterRanges(problem)
        start = Array(repeating: 0, count: count)
        var known: [[Int64]: Int32] = [:]
        for counter in 0..<count {
            precondition(ranges.least[counter] >= 0, "a counter's value is never negative")
            let table = (ranges.least[counter]...ranges.most[counter]).map(problem.penalties[counter])
            // A position is an entry's number in 32 bits.
            guard let next = Int32(exactly: entries.count), entries.count <= Int(Int32.max) - table.count else { throw RosterTooLarge(problem) }
            let base = known[table] ?? next
            if known.updateValue(base, forKey: table) == nil { entries += table }
            start[counter] = base + Int32(ranges.start[counter] - ranges.least[counter])
            startCost += entries[Int(start[counter])]
        }
    }
}
