extension ColumnGenerator {
    /// Fixes the rows that the program is surest of, solves again, and so on until every row has one column.
    ///
    /// Each row's choices; nil when the bound rises above `ceiling` on the way. The more of `workLimit` is spent, the more rows are
    /// fixed at once.
    func dive(ceiling: Double, rounds: Int, workLimit: Int, random: inout SplitMix64, isStopped: () -> Bool = { false }) -> [[Int32]]? {
        defer { release() }
        var generator = self, found = Array(repeating: [Int32](), count: master.fixed.count), rows = Array(found.indices), work = -master.work
        while true {
            if isStopped() { return nil }
            if work + generator.master.work < workLimit {
                if generator.generate(limit: rounds, ceiling: ceiling, isStopped: isStopped) == .beaten || isStopped() { return nil }
            }
            let spent = min(1, Double(work + generator.master.work) / Double(max(1, workLimit)))
            generator.fixSurest(toLeave: Int(Double(found.count) * (1 - spent)), &random)
            let fixed = generator.master.fixed
            for (row, column) in fixed.enumerated() where column >= 0 { found[rows[row]] = generator.master.columns[column].choices }
            let open = fixed.indices.filter { fixed[$0] < 0 }
            if open.isEmpty { return found }
            // With a third of the rows fixed, a smaller program is worth its making.
            if open.count * 3 <= fixed.count * 2, let narrower = generator.narrowed(seed: random.next()) {
                work += generator.master.work
                generator = narrower
                rows = open.map { rows[$0] }
            }
        }
    }

    /// Fixes the surest of the open rows: one in twenty, what is whole already, though not too many of it since more may still be
    /// found for those, and as many as must be for no more than `toLeave` to stay open.
    private func fixSurest(toLeave: Int, _ random: inout SplitMix64) {
        var candidates: [(value: Double, column: Int)] = []
        for row in master.fixed.indices where master.fixed[row] < 0 {
            let best = master.surest(row)
            candidates.append((master.value(best) + 0.1 * Double(random.below(1000)) / 1000, best))
        }
        candidates.sort { ($0.value, $1.column) > ($1.value, $0.column) }
        let surest = max(1, candidates.count / 20), whole = candidates.prefix { $0.value > 1 }.count
        fix(candidates.prefix(max(surest, min(whole, candidates.count / 3), candidates.count - toLeave)).map(\.column))
    }
}
