/// Answers given before, by what the piece says: equal pieces, as those of ordinary weeks are, are solved once.
///
/// It holds so much at the most, and is begun anew beyond that: who explains one gap after another asks about ever other pieces.
struct ShortfallMemory {
    /// A piece with what was asked of it, as plain numbers: a tenth of the room that its cells and options take. What they are numbered
    /// makes no difference.
    struct Key: Hashable {
        private let numbers: [Int32]
        private let question: ShortfallSolver.Question
        private let budget: Int

        init(_ piece: ShortfallProblem, _ question: ShortfallSolver.Question, budget: Int) {
            self.question = question
            self.budget = budget
            var numbers = [Int32(piece.rows.count)]
            for row in piece.rows { numbers += [row.need, row.weight, row.most] }
            for cell in piece.cells {
                numbers.append(Int32(cell.options.count))
                for option in cell.options {
                    numbers.append(Int32(option.adds.count))
                    for add in option.adds { numbers += [add.row, add.amount] }
                }
            }
            self.numbers = numbers
        }

        fileprivate var size: Int { numbers.count }
    }

    struct Known {
        var answer: ShortfallAnswer
        /// What it took, as `ShortfallProgram` counts it.
        var work: Int

        fileprivate var size: Int { answer.choices.count * 2 }
    }

    private let most: Int
    private var known: [Key: Known] = [:]
    /// How much is held, in whole numbers of 4 bytes.
    private(set) var size = 0
    var count: Int { known.count }

    /// - Parameter most: numbers that may be held: by default 16 MB, some hundreds of a large practice's weeks.
    init(most: Int = 4_000_000) { self.most = most }

    subscript(key: Key) -> Known? { known[key] }

    mutating func keep(_ new: Known, for key: Key) {
        let more = key.size + new.size
        guard known[key] == nil, more <= most else { return }
        if size + more > most { (known, size) = ([:], 0) }
        known[key] = new
        size += more
    }
}
