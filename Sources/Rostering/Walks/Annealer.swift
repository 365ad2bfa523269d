/// One random walk by simulated annealing over a roster: tries moves, keeps what is better, and what is worse with a
/// probability that falls with the loss and over time.
///
/// One step is one move tried. The walk depends on its seed and the number of steps alone.
struct Annealer: ~Copyable {
    private(set) var state: RosterState
    private(set) var bestCost: Int64
    private(set) var best: [Int32]
    private var random: SplitMix64
    private var moves: MoveMaker
    private let roster: CompiledRoster
    private let audit: RosterSearch.Audit?
    /// Has the audit found a fault? Then the walk goes no further.
    private(set) var isHalted = false

    /// Acceptance is checked against −ln(u) × temperature, u drawn from this many values.
    private static let drawBits = 12
    /// −ln(u) in units of 1/1024.
    private static let draws: [Int64] = (0..<1 << drawBits).map { index in
        Int64(-PortableMath.ln((Double(index) + 0.5) / Double(1 << drawBits)) * 1024)
    }

    init(_ roster: CompiledRoster, seed: UInt64, start: [Int32]? = nil, audit: RosterSearch.Audit? = nil) {
        self.roster = roster
        self.audit = audit
        random = SplitMix64(seed: seed)
        state = RosterState(roster)
        if let start { state.restore(start) }
        moves = MoveMaker(roster)
        bestCost = state.cost
        best = state.snapshot()
        inspect()
    }

    /// Shows the audit what the walk goes on from.
    private mutating func inspect() {
        if let audit, !isHalted { isHalted = !audit(state.snapshot(), state.cost) }
    }

    /// Gives every cell, in a random order, its best option, again and again until nothing improves or `passes` are done.
    mutating func descend(passes: Int) {
        var order = roster.freeCells
        for _ in 0..<passes where !isHalted {
            order.shuffle(using: &random)
            var improved = false
            for cell in order {
                let current = state.choice(cell)
                var bestOption = current, bestDelta: Int64 = 0
                for option in 0..<state.optionCount(cell) where option != current {
                    let delta = state.delta(cell, option)
                    if delta < bestDelta { (bestOption, bestDelta) = (option, delta) }
                }
                if bestOption != current {
                    state.change(cell, bestOption)
                    state.commit()
                    inspect()
                    improved = true
                }
            }
            if !improved { break }
        }
        keepBest()
    }

    /// Tries `steps` moves at one temperature.
    mutating func walk(steps: Int, temperature: Int64) {
        guard !roster.freeCells.isEmpty, !isHalted else { return }
        Self.draws.withUnsafeBufferPointer { draws in
            for _ in 0..<steps {
                let draw = draws[Int(random.next() >> UInt64(64 - Self.drawBits))]
                moves.try(&state, &random, accepting: (temperature &* draw) >> 10)
                if audit != nil {
                    inspect()
                    if isHalted { break }
                }
            }
        }
        keepBest()
    }

    private mutating func keepBest() {
        guard state.cost < bestCost else { return }
        bestCost = state.cost
        best = state.snapshot()
    }

    /// Goes on from another walk's solution.
    mutating func adopt(_ snapshot: [Int32]) {
        state.restore(snapshot)
        inspect()
        keepBest()
    }
}
