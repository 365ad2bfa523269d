/// Finds the least cost of a shortfall problem: reduction, its independent pieces one by one, and for each piece branch and
/// bound over the linear relaxation.
///
/// Exact within a budget of nodes; where that runs out the bound still holds and is only not known to be tight.
struct ShortfallSolver {
    /// What is asked of a problem.
    enum Question: Hashable {
        /// The least cost.
        case least
        /// Whether anything need be short at all, which is known at the first proof: `least` is then above 0, and no more.
        case isAnyShort
    }

    /// Relaxations that one piece may take.
    var budget: Int
    /// Work that may still be done, as `ShortfallProgram` counts it; where it has run out, bounds hold and are weak.
    ///
    /// An answer that was given before is charged what it took, so that it makes no difference what was asked before.
    var allowance = Int.max
    /// Of whole questions only: what a branch asks is hardly ever asked again.
    private(set) var memory: ShortfallMemory
    /// Was something left undone for want of work?
    private var isCutShort = false

    init(budget: Int = 200, memory: ShortfallMemory = ShortfallMemory()) {
        self.budget = budget
        self.memory = memory
    }

    /// The answer, with a choice by place in each cell's options as they are given. Every independent piece has the whole budget.
    mutating func solve(_ problem: ShortfallProblem, _ question: Question = .least) -> ShortfallAnswer { solve(problem, question, left: nil).answer }

    private mutating func solve(_ problem: ShortfallProblem, _ question: Question, left: Int?) -> (answer: ShortfallAnswer, left: Int) {
        var remains = left ?? budget
        let reduction = ShortfallReduction(problem)
        guard !reduction.isImpossible else { return (.impossible, remains) }
        var choices = reduction.settled, answer = ShortfallAnswer(least: reduction.problem.constant, found: reduction.problem.constant, choices: [])
        for piece in ShortfallPieces.of(reduction.problem) {
            if question == .isAnyShort, answer.least > 0 { return (ShortfallAnswer(least: answer.least, found: .max, choices: []), remains) }
            if left == nil { remains = budget }
            let (found, numbers) = left == nil ? recall(piece, question) : solve(piece, question, &remains)
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

    private mutating func recall(_ piece: ShortfallProblem, _ question: Question) -> (ShortfallAnswer, [(Int32, Int32)]) {
        let key = ShortfallMemory.Key(piece, question, budget: budget)
        if let known = memory[key], known.work <= allowance {
            allowance -= known.work
            return (known.answer, Self.numbers(known.answer, piece))
        }
        let before = allowance
        var left = budget
        isCutShort = false
        let answer = branch(piece.unnumbered, question, &left)
        if !isCutShort { memory.keep(.init(answer: answer, work: before - allowance), for: key) }
        return (answer, Self.numbers(answer, piece))
    }

    private mutating func solve(_ piece: ShortfallProblem, _ question: Question, _ left: inout Int) -> (ShortfallAnswer, [(Int32, Int32)]) {
        let answer = branch(piece.unnumbered, question, &left)
        return (answer, Self.numbers(answer, piece))
    }

    private static func numbers(_ answer: ShortfallAnswer, _ piece: ShortfallProblem) -> [(Int32, Int32)] {
        zip(piece.cells, answer.choices).map { ($0.number, $0.options[$1].number) }
    }

    private mutating func branch(_ piece: ShortfallProblem, _ question: Question, _ left: inout Int) -> ShortfallAnswer {
        guard allowance > 0 else {
            isCutShort = true
            return ShortfallAnswer(least: 0, found: .max, choices: [])
        }
        let step = max(1, piece.step)
        let relaxation = LinearRelaxation(piece)
        allowance -= relaxation.work
        left -= 1
        let least = (relaxation.bound + step - 1) / step * step
        var best = ShortfallRounding.choose(piece, relaxation.fractions)
        best.least = least
        if question == .isAnyShort, least > 0 { return best }
        guard best.found > least, left > 0, let (cell, option) = Self.split(relaxation.fractions) else { return best }
        var sides: [Int] = []
        for isTaken in [true, false] {
            var child = piece
            child.cells[cell].options = isTaken ? [piece.cells[cell].options[option]] : piece.cells[cell].options.enumerated().filter { $0.offset != option }.map(\.element)
            let answer: ShortfallAnswer
            (answer, left) = solve(child, question, left: left)
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

    /// The option whose fraction is nearest to a half. Where all are whole, though the choices that they are don't do, it is for want of a
    /// limit that the relaxation left out: then any cell is as good.
    private static func split(_ fractions: [[Double]]) -> (cell: Int, option: Int)? {
        var best = fractions.isEmpty ? nil : (cell: 0, option: 0), nearest = 0.5 - 1e-3
        for (cell, options) in fractions.enumerated() {
            for (option, fraction) in options.enumerated() where abs(fraction - 0.5) < nearest {
                (best, nearest) = ((cell, option), abs(fraction - 0.5))
            }
        }
        return best
    }
}
