extension RosterProblem {
    /// The same problem in fewer counters, so that a move has less to count: those to which every option adds the same
    /// become one whose penalty is their sum, and those that cost the same whatever is chosen one that nothing moves.
    ///
    /// Whoever states a problem may so give every rule counters of its own.
    package consuming func merged() -> RosterProblem {
        precondition(feeds.isEmpty, "counters that feed others are not merged")
        let plan = CounterMerge(self)
        var result = RosterProblem(staffCount: staffCount, dayCount: dayCount, period: period)
        for group in plan.groups { _ = result.addCounter { value in group.reduce(0) { $0 + $1(value) } } }
        if plan.fixed != 0 {
            let fixed = plan.fixed
            _ = result.addCounter { _ in fixed }
        }
        // In place, as the effects of a large problem are most of its memory.
        var old = self
        swap(&result.cells, &old.cells)
        for cell in result.cells.indices {
            for option in result.cells[cell].indices {
                let kept = result.cells[cell][option].effects.filter { plan.numbers[$0.counter] >= 0 }
                result.cells[cell][option].effects = kept.map { Effect(counter: plan.numbers[$0.counter], amount: $0.amount) }
            }
        }
        return result
    }
}

/// Which counters become which.
private struct CounterMerge {
    /// By counter its new number; -1 where it is left out.
    private(set) var numbers: [Int]
    /// By new number, the penalties that are summed.
    private(set) var groups: [[(Int) -> Int64]] = []
    /// What the counters cost together that cost the same whatever is chosen.
    private(set) var fixed: Int64 = 0

    init(_ problem: borrowing RosterProblem) {
        let adders = CounterAdders(problem), ranges = CounterRanges(problem), penalties = problem.penalties
        var firsts: [Int] = [], byHash: [UInt64: [Int]] = [:]
        numbers = Array(repeating: -1, count: penalties.count)
        for counter in penalties.indices {
            if let penalty = ranges.fixedPenalty(counter, penalties[counter]) {
                fixed += penalty
                continue
            }
            let hash = adders.hash(of: counter)
            if let group = byHash[hash]?.first(where: { adders.areEqual(firsts[$0], counter) }) {
                groups[group].append(penalties[counter])
            } else {
                byHash[hash, default: []].append(groups.count)
                numbers[counter] = groups.count
                firsts.append(counter)
                groups.append([penalties[counter]])
            }
        }
    }
}

/// By counter, which options add what to it.
private struct CounterAdders {
    private var first: [Int]
    private var adders: [Adder]

    private struct Adder: Equatable {
        var cell: Int32
        var option: Int16
        var amount: Int16
    }

    init(_ problem: borrowing RosterProblem) {
        var counts = Array(repeating: 0, count: problem.penalties.count + 1)
        for options in problem.cells {
            for option in options {
                for effect in option.effects { counts[effect.counter + 1] += 1 }
            }
        }
        for counter in problem.penalties.indices { counts[counter + 1] += counts[counter] }
        var next = counts
        first = counts
        adders = Array(repeating: Adder(cell: 0, option: 0, amount: 0), count: counts.last ?? 0)
        for (cell, options) in problem.cells.enumerated() {
            for (index, option) in options.enumerated() {
                for effect in option.effects {
                    adders[next[effect.counter]] = Adder(cell: Int32(cell), option: Int16(truncatingIfNeeded: index), amount: Int16(effect.amount))
                    next[effect.counter] += 1
                }
            }
        }
    }

    private func list(_ counter: Int) -> ArraySlice<Adder> { adders[first[counter]..<first[counter + 1]] }

    /// The same on every run and machine, as the order of counters decides how a search goes.
    func hash(of counter: Int) -> UInt64 {
        list(counter).reduce(0xCBF2_9CE4_8422_2325) { hash, adder in
            let word = UInt64(UInt32(bitPattern: adder.cell)) << 32 ^ UInt64(UInt16(bitPattern: adder.option)) << 16 ^ UInt64(UInt16(bitPattern: adder.amount))
            return (hash ^ word) &* 0x0000_0100_0000_01B3
        }
    }

    func areEqual(_ a: Int, _ b: Int) -> Bool { list(a) == list(b) }
}
