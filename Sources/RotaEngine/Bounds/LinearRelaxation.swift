/// The linear relaxation of a shortfall problem: fractions of options instead of choices.
///
/// The simplex method runs in floating point, but nothing rests on its rounding: the bound is worked out in whole numbers
/// from the prices that it ends with, and any prices give a bound that holds (weak duality). Bad arithmetic could only make it weak.
struct LinearRelaxation {
    /// No choice costs less; the problem's constant included.
    let bound: Int
    /// By cell and option, how much of the option the relaxation takes, 0 to 1.
    let fractions: [[Double]]
    /// What it took, as `ShortfallProgram` counts.
    let work: Int

    /// Prices are rounded to so many parts of a cost: divisible by what the prices of such problems are multiples of.
    private static let parts = 5_040

    init(_ problem: ShortfallProblem) {
        let program = ShortfallProgram(problem)
        program.solve(turns: 200 + 20 * problem.cells.count)
        fractions = program.fractions
        work = program.work
        bound = Self.bound(problem, program)
    }

    /// Σ price × need over the rows less, for each cell, the most that an option earns at those prices.
    private static func bound(_ problem: ShortfallProblem, _ program: ShortfallProgram) -> Int {
        var sum = 0
        let prices = problem.rows.enumerated().map { number, row in
            let price = program.price(number)
            let asked = whole(price.asked, 0...Int(row.weight) * parts), allowed = whole(price.allowed, -(1 << 40)...0)
            sum += asked * Int(row.need) + (row.isLimit ? allowed * Int(row.most) : 0)
            return asked + (row.isLimit ? allowed : 0)
        }
        for cell in problem.cells {
            sum -= cell.options.reduce(Int.min) { most, option in
                max(most, option.adds.reduce(0) { $0 + prices[Int($1.row)] * Int($1.amount) })
            }
        }
        return problem.constant + max(0, (sum + parts - 1) / parts)
    }

    private static func whole(_ price: Double, _ range: ClosedRange<Int>) -> Int {
        guard price.isFinite else { return 0 }
        return Int(min(max(price * Double(parts), Double(range.lowerBound)), Double(range.upperBound)).rounded())
    }
}
