/// Finds the least cost of a shortfall problem: reduction, its independent pieces one by one, and for each piece branch and
/// bound over the linear relaxation.
///
/// Exact within a budget of nodes; where that runs out the bound still holds and is only not known to be tight. Equal pieces,
/// as ordinary weeks are, are solved once.
struct ShortfallSolver {
    /// Relaxations that one piece may take.
    var budget: Int
    private var known: [ShortfallProblem: ShortfallAnswer] = [:]
    /// Relaxations solved so far.
    private(set) var nodes = 0

    init(budget: Int = 200) { self.budget = budget }

    /// The least cost, with a choice by place in each cell's options as they are given. Every independent piece has the whole budget.
    mutating func solve(_ problem: ShortfallProblem) -> ShortfallAnswer { solve(problem, left: nil).answer }

    private mutating func solve(_ problem: ShortfallProblem, left: Int?) -> (answer: ShortfallAnswer, left: Int) {
        var remains = left ?? budget
        let reduction = ShortfallReduction(problem)
        guard !reduction.isImpossible else { return (.impossible, remains) }
        var choices = reduction.settled, answer = ShortfallAnswer(least: reduction.problem.constant, found: reduction.problem.constant, choices: [])
        for piece in ShortfallPieces.of(reduction.problem) {
            if left == nil { remains = budget }
            let (found, numbers) = solve(piece: piece, &remains)
            guard found.least != .max else { return (.impossible, remains) }
            answer.least += found.least
            guard answer.found != .max, found.found != .max else { answer.found = .max; continue }
            answer.found += found.found
            for (cell, option) in numbers { choices[cell] = option }
        }
        if answer.found != .max { answer.choices = places(choices, problem) }
        return (answer, remains)
    }

    /// Option numbers as places in the cells' options.
    private func places(_ choices: [Int32: Int32], _ problem: ShortfallProblem) -> [Int] {
        problem.cells.map { cell in
            // A cell that no row knows any more may take any option that is left.
            choices[cell.number].flatMap { number in cell.options.firstIndex { $0.number == number } } ?? 0
        }
    }

    private mutating func solve(piece: ShortfallProblem, _ left: inout Int) -> (ShortfallAnswer, [(Int32, Int32)]) {
        let key = piece.unnumbered
        let answer = known[key] ?? branch(key, &left)
        known[key] = answer
        return (answer, zip(piece.cells, answer.choices).map { ($0.number, $0.options[$1].number) })
    }

    private mutating func branch(_ piece: ShortfallProblem, _ left: inout Int) -> ShortfallAnswer {
        let step = piece.step
        let relaxation = LinearRelaxation(piece)
        nodes += 1
        left -= 1
        let least = (relaxation.bound + step - 1) / step * step
        var best = ShortfallRounding.choose(piece, relaxation.fractions)
        best.least = least
        guard best.found > least, left > 0, let (cell, option) = Self.split(relaxation.fractions) else { return best }
        var sides: [Int] = []
        for isTaken in [true, false] {
            var child = piece
            child.cells[cell].options = isTaken ? [piece.cells[cell].options[option]] : piece.cells[cell].options.enumerated().filter { $0.offset != option }.map(\.element)
            let answer: ShortfallAnswer
            (answer, left) = solve(child, left: left)
            sides.append(answer.least)
            if answer.found < best.found { (best.found, best.choices) = (answer.found, Self.places(of: answer.choices, in: child)) }
            if best.found == least { return best }
        }
        best.least = min(best.found, max(least, sides.min() ?? least))
        return best
    }

    /// Option numbers in a piece are their places in it, of which the child has some.
    private static func places(of choices: [Int], in child: ShortfallProblem) -> [Int] {
        zip(child.cells, choices).map { Int($0.options[$1].number) }
    }

    /// The option whose fraction is nearest to a half; nil where all are whole.
    private static func split(_ fractions: [[Double]]) -> (cell: Int, option: Int)? {
        var best: (cell: Int, option: Int)?, nearest = 0.5 - 1e-3
        for (cell, options) in fractions.enumerated() {
            for (option, fraction) in options.enumerated() where abs(fraction - 0.5) < nearest {
                (best, nearest) = ((cell, option), abs(fraction - 0.5))
            }
        }
        return best
    }
}
