/// The moves that a walk tries, none of which knows what the problem is about.
struct MoveMaker {
    private let roster: CompiledRoster
    private let weeks: Int

    init(_ roster: CompiledRoster) {
        self.roster = roster
        weeks = max(1, roster.dayCount / max(1, roster.period))
    }

    /// Tries one random move and keeps it when it adds at most `limit` to the cost.
    @inline(__always)
    mutating func `try`(_ state: inout RosterState, _ random: inout SplitMix64, accepting limit: Int64) {
        let kind = random.below(100)
        let cell = roster.freeCells[random.below(roster.freeCells.count)]
        if kind < 22 {
            changeOne(&state, &random, cell, limit)
            return
        }
        if kind < 40 {
            exchangeDays(&state, &random, cell)
        } else if kind < 56 {
            exchangeStaff(&state, &random, cell)
        } else if kind < 70 {
            changeWeekday(&state, &random, cell)
        } else {
            chain(&state, &random, cell, limit)
        }
        guard state.hasPending else { return }
        if state.pending <= limit { state.commit() } else { state.rollBack() }
    }

    @inline(__always)
    private func otherOption(_ state: borrowing RosterState, _ random: inout SplitMix64, _ cell: Int32) -> Int32 {
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
    private func exchange(_ state: inout RosterState, _ a: Int32, _ b: Int32) {
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

    /// Exchanges two members of staff on one day.
    private func exchangeStaff(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32) {
        let sameDay = roster.byDay[Int(cell) % roster.dayCount]
        let other = sameDay[random.below(sameDay.count)]
        if other != cell { exchange(&state, cell, other) }
    }

    /// Does on one weekday, for a run of weeks, what was done on another, or something else altogether.
    private func changeWeekday(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32) {
        let period = roster.period, days = roster.dayCount
        let day = Int(cell) % days, base = Int(cell) - day
        let run = 1 + random.below(1 + random.below(weeks))
        let code = state.code(cell)
        let isExchange = random.below(4) != 0
        let shift = isExchange ? random.below(period) - day % period : 0
        let target = isExchange ? -1 : state.roster.codes[Int(roster.firstOption[Int(cell)] &+ otherOption(state, &random, cell))]
        guard !isExchange || shift != 0 else { return }
        var at = day
        for _ in 0..<run {
            guard at < days else { break }
            let here = Int32(truncatingIfNeeded: base + at)
            if isExchange {
                let there = at + shift
                if there >= 0, there < days, state.code(here) == code { exchange(&state, here, Int32(truncatingIfNeeded: base + there)) }
            } else if state.code(here) == code {
                let option = state.option(here, code: target)
                if option >= 0 { state.change(here, option) }
            }
            at += period
        }
    }

    /// Changes one cell and repairs, once or twice, the counter that it hurt most by the best of a few cells that can.
    private func chain(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32, _ limit: Int64) {
        state.change(cell, otherOption(state, &random, cell))
        for _ in 0..<3 {
            guard state.pending > limit else { return }
            guard let hit = state.worstHit(skip: random.below(4) == 0 ? 1 : 0) else { return }
            guard repair(&state, &random, hit.counter, -hit.direction) else { return }
        }
    }

    /// Moves the counter in this direction by the best option of a few random cells.
    private func repair(_ state: inout RosterState, _ random: inout SplitMix64, _ counter: Int32, _ direction: Int) -> Bool {
        let first = Int(roster.firstMover[Int(counter)]), count = Int(roster.firstMover[Int(counter) + 1]) - first
        var best: (cell: Int32, option: Int32)?, least = Int64.max
        for _ in 0..<min(6, count) {
            let cell = roster.movers[first + random.below(count)]
            guard !state.isTouched(cell) else { continue }
            let current = state.choice(cell)
            for option in 0..<state.optionCount(cell) where option != current {
                guard state.amount(cell, option, on: counter) * direction > 0 else { continue }
                let delta = state.delta(cell, option)
                if delta < least { (best, least) = ((cell, option), delta) }
            }
        }
        guard let best else { return false }
        state.change(best.cell, best.option)
        return true
    }
}
