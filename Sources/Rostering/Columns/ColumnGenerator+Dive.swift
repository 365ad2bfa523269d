extension ColumnGenerator {
    /// Fixes the rows that the program is surest of, solves again, and so on until every row has one column.
    ///
    /// Each row's choices; nil when the bound rises above `ceiling` on the way.
    func dive(ceiling: Double, rounds: Int, random: inout SplitMix64, isStopped: () -> Bool = { false }) -> [[Int32]]? {
        defer { release() }
        while true {
            if isStopped() || generate(limit: rounds, ceiling: ceiling, isStopped: isStopped) == .beaten || isStopped() { return nil }
            var candidates: [(value: Double, column: Int)] = []
            for row in master.fixed.indices where master.fixed[row] < 0 {
                let best = master.byRow[row].max { master.value($0) < master.value($1) }
                if let best { candidates.append((master.value(best) + 0.1 * Double(random.below(1000)) / 1000, best)) }
            }
            candidates.sort { ($0.value, $1.column) > ($1.value, $0.column) }
            // The surest twentieth, and with them what is whole already, though not too many: more may still be found for those.
            let surest = max(1, candidates.count / 20), whole = candidates.prefix { $0.value > 1 }.count
            fix(candidates.prefix(max(surest, min(whole, candidates.count / 3))).map(\.column))
            if !master.fixed.contains(-1) { return master.fixed.map { master.columns[$0].choices } }
        }
    }
}
