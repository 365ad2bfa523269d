extension RosterProblem {
    /// The same problem in fewer counters, so that a move has less to count: those to which every option adds the same
    /// become one whose penalty is their sum, and those that cost the same whatever is chosen one that nothing moves.
    ///
    /// Whoever states a problem may so give every rule counters of its own.
    package func merged() -> RosterProblem {
        let adders = CounterAdders(self), ranges = CounterRanges(self)
        var groups: [(counters: [Int], penalties: [(Int) -> Int64])] = [], byHash: [UInt64: [Int]] = [:], fixed: Int64 = 0
        var merged = Array(repeating: -1, count: penalties.count)
        for counter in penalties.indices {
            if let penalty = ranges.fixedPenalty(counter, penalties[counter]) {
                fixed += penalty
                continue
            }
            let hash = adders.hash(of: counter)
            if let group = byHash[hash]?.first(where: { adders.areEqual(groups[$0].counters[0], counter) }) {
                groups[group].counters.append(counter)
                groups[group].penalties.append(penalties[counter])
            } else {
                byHash[hash, default: []].append(groups.count)
                merged[counter] = groups.count
                groups.append(([counter], [penalties[counter]]))
            }
        }
        return replacingCounters(merged, groups.map(\.penalties), fixed)
    }

    /// - Parameter numbers: by counter its new number; -1 where it is left out.
    private func replacingCounters(_ numbers: [Int], _ groups: [[(Int) -> Int64]], _ fixed: Int64) -> RosterProblem {
        var result = RosterProblem(staffCount: staffCount, dayCount: dayCount, period: period)
        for group in groups { _ = result.addCounter { value in group.reduce(0) { $0 + $1(value) } } }
        if fixed != 0 { _ = result.addCounter { _ in fixed } }
        result.cells = cells.map { options in
            options.map { option in
                var option = option
                option.effects = option.effects.compactMap { effect in
                    numbers[effect.counter] < 0 ? nil : Effect(counter: numbers[effect.counter], amount: effect.amount)
                }
                return option
            }
        }
        return result
    }
}

/// By counter, which options add what to it.
private struct CounterAdders {
    private var first: [Int]
    private var adders: [Adder]

    private struct Adder: Equatable {
        var cell: Int32
        var option: Int32
        var amount: Int
    }

    init(_ problem: RosterProblem) {
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
                    adders[next[effect.counter]] = Adder(cell: Int32(cell), option: Int32(index), amount: effect.amount)
                    next[effect.counter] += 1
                }
            }
        }
    }

    private func list(_ counter: Int) -> ArraySlice<Adder> { adders[first[counter]..<first[counter + 1]] }

    /// The same on every run and machine, as the order of counters decides how a search goes.
    func hash(of counter: Int) -> UInt64 {
        list(counter).reduce(0xCBF2_9CE4_8422_2325) { hash, adder in
            let word = UInt64(UInt32(bitPattern: adder.cell)) << 32 ^ UInt64(UInt32(bitPattern: adder.option)) << 16 ^ UInt64(bitPattern: Int64(adder.amount))
            return (hash ^ word) &* 0x0000_0100_0000_01B3
        }
    }

    func areEqual(_ a: Int, _ b: Int) -> Bool { list(a) == list(b) }
}
