/// Makes choices of fractions: the largest fraction of every cell, then one cell after another changed for the better.
struct ShortfallRounding {
    private let problem: ShortfallProblem
    private var choices: [Int]
    private var values: [Int]
    /// What one above a row's most counts while choosing: more than all that can be short.
    private let forbidden = 1 << 40

    /// The choices with what they cost; `least` is left at 0.
    static func choose(_ problem: ShortfallProblem, _ fractions: [[Double]]) -> ShortfallAnswer {
        var rounding = ShortfallRounding(problem, fractions)
        rounding.improve()
        guard let cost = problem.cost(rounding.choices) else { return ShortfallAnswer(least: 0, found: .max, choices: []) }
        return ShortfallAnswer(least: 0, found: cost, choices: rounding.choices)
    }

    private init(_ problem: ShortfallProblem, _ fractions: [[Double]]) {
        self.problem = problem
        choices = fractions.map { options in options.indices.max { (options[$0], $1) < (options[$1], $0) } ?? 0 }
        values = Array(repeating: 0, count: problem.rows.count)
        for cell in choices.indices { add(cell, choices[cell], 1) }
    }

    private mutating func add(_ cell: Int, _ option: Int, _ sign: Int) {
        for add in problem.cells[cell].options[option].adds { values[Int(add.row)] += sign * Int(add.amount) }
    }

    private func cost(_ row: Int, _ value: Int) -> Int {
        let known = problem.rows[row]
        return Int(known.weight) * max(0, Int(known.need) - value) + forbidden * max(0, value - Int(known.most))
    }

    private mutating func improve() {
        for _ in 0..<8 {
            var isBetter = false
            for cell in choices.indices {
                let now = choices[cell]
                add(cell, now, -1)
                let costs = problem.cells[cell].options.map { option in
                    option.adds.reduce(0) { $0 + cost(Int($1.row), values[Int($1.row)] + Int($1.amount)) - cost(Int($1.row), values[Int($1.row)]) }
                }
                var best = now
                for option in costs.indices where costs[option] < costs[best] { best = option }
                if best != now { isBetter = true }
                choices[cell] = best
                add(cell, best, 1)
            }
            if !isBetter { return }
        }
    }
}
