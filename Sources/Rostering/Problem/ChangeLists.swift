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
