extension ColumnGenerator {
    /// Fixes the rows that the program is surest of, solves again, and so on until every row has one column.
    ///
    /// Each row's choices; nil when the bound rises above `ceiling` on the way. Once `isHurried`, rows are fixed without solving again.
    func dive(
        ceiling: Double, rounds: Int, random: inout SplitMix64, isHurried: (_ work: Int) -> Bool = { _ in false }, isStopped: () -> Bool = { false }
    ) -> [[Int32]]? {
        defer { release() }
        var generator = self, found = Array(repeating: [Int32](), count: master.fixed.count), rows = Array(found.indices), work = 0
        while true {
            if isStopped() { return nil }
            let isHurried = isHurried(work + generator.master.work)
            if !isHurried, generator.generate(limit: rounds, ceiling: ceiling, isStopped: isStopped) == .beaten || isStopped() { return nil }
            generator.fixSurest(share: isHurried ? 1 : 20, &random)
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

    /// Fixes the surest rows, one of so many, and with them what is whole already, though not too many: more may still be found for those.
    private func fixSurest(share: Int, _ random: inout SplitMix64) {
        var candidates: [(value: Double, column: Int)] = []
        for row in master.fixed.indices where master.fixed[row] < 0 {
            let best = master.surest(row)
            candidates.append((master.value(best) + 0.1 * Double(random.below(1000)) / 1000, best))
        }
        candidates.sort { ($0.value, $1.column) > ($1.value, $0.column) }
        let surest = max(1, candidates.count / share), whole = candidates.prefix { $0.value > 1 }.count
        fix(candidates.prefix(max(surest, min(whole, candidates.count / 3))).map(\.column))
    }
}
