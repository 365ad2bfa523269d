/// Makes a roster better where a neighbourhood lets it: the linear relaxation first, which mostly proves that there is nothing to
/// gain and costs little, then a dive.
struct NeighbourhoodSolver {
    struct Result {
        /// The options of all cells, if the roster became better.
        var choices: [Int32]?
        /// What the work costs on any machine (`MasterProgram.work`).
        var work: Int
    }

    let model: RowModel
    let choices: [Int32]
    /// By counter, the values of the shared ones.
    let values: [Int32]
    let cost: Int64
    let memory: [[Bool]]
    /// By staff, the graph of the whole horizon.
    let graphs: [RowGraph]?

    func solve(_ neighbourhood: Neighbourhood, seed: UInt64, workLimit: Int, isStopped: () -> Bool) -> Result {
        let days = neighbourhood.days, isWhole = days.count == model.dayCount
        var pricers: [RowPricer] = [], staff: [Int] = []
        for member in neighbourhood.staff {
            if isStopped() { break }
            let graph = isWhole ? graphs?[member] : nil
            guard let pricer = try? RowPricer(
                model, staff: member, days: days, outside: choices, remembers: memory[member], graph: graph, edgeLimit: ColumnSearch.edgeLimit)
            else { continue }
            pricers.append(pricer)
            staff.append(member)
        }
        guard !staff.isEmpty, let generator = ColumnGenerator(
            model, Neighbourhood(staff: staff, days: days), pricers: pricers, choices: choices, values: values, cost: cost, seed: seed, threads: 1)
        else { return Result(choices: nil, work: 0) }
        var random = SplitMix64(seed: seed)
        let ceiling = Double(cost) - 1 + 1e-6
        func isOver() -> Bool { generator.master.work > workLimit || isStopped() }
        generator.warmUp(30, aim: Double(cost), isStopped: isStopped)
        guard generator.generate(limit: 200, ceiling: ceiling, isStopped: isOver) == .optimal,
            let rows = generator.dive(
                ceiling: ceiling, rounds: 10, workLimit: workLimit - generator.master.work, random: &random, isStopped: isStopped)
        else { return Result(choices: nil, work: generator.master.work) }
        var better = choices
        for (member, row) in zip(staff, rows) {
            for (day, option) in zip(days, row) { better[member * model.dayCount + day] = option }
        }
        return Result(choices: better, work: generator.master.work)
    }
}
