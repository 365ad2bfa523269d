/// Moves that follow the damage: a change, and what makes up for it elsewhere.
extension MoveMaker {
    /// Repairs after the first change, and cells that are looked at for one of them.
    private static let mostRepairs = 3, mostLookedAt = 6

    /// Changes one cell and repairs, again and again, the counter that the last change hurt most by the best of a few cells that can.
    func chain(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32, _ limit: Int64) {
        state.change(cell, otherOption(state, &random, cell))
        for _ in 0..<Self.mostRepairs {
            guard state.pending > limit else { return }
            guard let hit = state.worstHit(skip: random.below(4) == 0 ? 1 : 0) else { return }
            guard repair(&state, &random, hit.counter, -hit.direction) else { return }
        }
    }

    /// Moves the counter in this direction by the best option of a few random cells.
    private func repair(_ state: inout RosterState, _ random: inout SplitMix64, _ counter: Int32, _ direction: Int) -> Bool {
        let first = Int(roster.firstMover[Int(counter)]), count = Int(roster.firstMover[Int(counter) + 1]) - first
        var best: (cell: Int32, option: Int32)?, least = Int64.max
        for _ in 0..<min(Self.mostLookedAt, count) {
            let mover = first &+ random.below(count), cell = roster.movers[mover]
            guard !state.isTouched(cell) else { continue }
            let amounts = roster.moverAmounts + Int(roster.firstAmount[mover]), now = Int(amounts[Int(state.choice(cell))]) &* direction
            for option in 0..<state.optionCount(cell) where Int(amounts[Int(option)]) &* direction > now {
                let delta = state.delta(cell, option)
                if delta < least { (best, least) = ((cell, option), delta) }
            }
        }
        guard let best else { return false }
        state.change(best.cell, best.option)
        return true
    }
}
