/// The moves that a walk tries, none of which knows what the problem is about.
struct MoveMaker {
    let roster: CompiledRoster
    let weeks: Int

    /// Of 100 moves tried, those up to which each kind has its share; the rest are chains.
    private enum Share {
        static let changeOne = 24
        static let exchangeDays = 42
        static let exchangeStaff = 54
        static let changeWeekday = 64
        static let tradeDays = 76
        static let answer = 78
    }

    init(_ roster: CompiledRoster) {
        self.roster = roster
        weeks = max(1, roster.dayCount / max(1, roster.period))
    }

    /// Tries one random move and keeps it when it adds at most `limit` to the cost.
    @inline(__always)
    mutating func `try`(_ state: inout RosterState, _ random: inout SplitMix64, accepting limit: Int64) {
        let kind = random.below(100)
        let cell = roster.freeCells[random.below(roster.freeCells.count)]
        if kind < Share.changeOne {
            changeOne(&state, &random, cell, limit)
            return
        }
        if kind < Share.exchangeDays {
            exchangeDays(&state, &random, cell)
        } else if kind < Share.exchangeStaff {
            exchangeStaff(&state, &random, cell)
        } else if kind < Share.changeWeekday {
            changeWeekday(&state, &random, cell)
        } else if kind < Share.tradeDays {
            tradeDays(&state, &random, cell)
        } else if kind < Share.answer {
            answer(&state, &random, cell)
        } else {
            chain(&state, &random, cell, limit)
        }
        guard state.hasPending else { return }
        if state.pending <= limit { state.commit() } else { state.rollBack() }
    }

    @inline(__always)
    func otherOption(_ state: borrowing RosterState, _ random: inout SplitMix64, _ cell: Int32) -> Int32 {
        let option = Int32(truncatingIfNeeded: random.below(Int(state.optionCount(cell)) &- 1))
        return option >= state.choice(cell) ? option &+ 1 : option
    }

    /// Another option for one cell.
    @inline(__always)
    private func changeOne(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32, _ limit: Int64) {
        let option = otherOption(state, &random, cell)
        if state.delta(cell, option) <= limit {
            state.change(cell, option)
            state.commit()
        }
    }

    /// Exchanges what two cells do, where each may do the other's.
    @inline(__always)
    func exchange(_ state: inout RosterState, _ a: Int32, _ b: Int32) {
        let codeA = state.code(a), codeB = state.code(b)
        guard codeA != codeB else { return }
        let forA = state.option(a, code: codeB), forB = state.option(b, code: codeA)
        guard forA >= 0, forB >= 0 else { return }
        state.change(a, forA)
        state.change(b, forB)
    }

    /// Exchanges two days of one member of staff, half of the time within a week.
    private func exchangeDays(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32) {
        let own = roster.byStaff[Int(cell) / roster.dayCount]
        var other = own[random.below(own.count)]
        if random.next() & 1 == 0 {
            let at = Int(other) % roster.dayCount, day = Int(cell) % roster.dayCount
            let near = day &- day % roster.period &+ at % roster.period
            guard near < roster.dayCount else { return }
            other = Int32(truncatingIfNeeded: Int(cell) &- day &+ near)
            guard state.optionCount(other) > 1 else { return }
        }
        if other != cell { exchange(&state, cell, other) }
    }

    /// A random free cell of the same day, which may be the cell itself.
    @inline(__always)
    private func sameDay(_ random: inout SplitMix64, _ cell: Int32) -> Int32 {
        let cells = roster.byDay[Int(cell) % roster.dayCount]
        return cells[random.below(cells.count)]
    }

    /// Exchanges two members of staff on one day.
    private func exchangeStaff(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32) {
        let other = sameDay(&random, cell)
        if other != cell { exchange(&state, cell, other) }
    }

    /// Changes one cell, and then another of the same day as is best: a trainee follows the supervisor to another site.
    private func answer(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32) {
        let other = sameDay(&random, cell)
        guard other != cell else { return }
        state.change(cell, otherOption(state, &random, cell))
        let current = state.choice(other)
        var best = current, least = Int64.max
        for option in 0..<state.optionCount(other) where option != current {
            let delta = state.delta(other, option)
            if delta < least { (best, least) = (option, delta) }
        }
        state.change(other, best)
    }
}
