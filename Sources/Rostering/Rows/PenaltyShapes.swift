/// What is still to come of a counter, seen from each of its values: a stretch of its penalties.
///
/// Two stretches are of one shape when they are the same up to a constant, and forbid the same. A total of minutes has thousands of
/// values with thousands to come, but its penalties hardly ever change: a shape is told by where they do.
struct PenaltyShapes {
    struct Shape: Hashable {
        /// Forbidden values before the first that is not, and then by run its rise from value to value and its length.
        fileprivate var forbidden: Int
        fileprivate var runs: [Run] = []
    }

    fileprivate struct Run: Hashable {
        var rise: Int64
        var length: Int
    }

    private let table: [Int64]
    /// By place in the table: the first from there on that is not forbidden.
    private var nextAllowed: [Int]
    /// By place: how much it costs more than the allowed one before it, or `forbidden`; and where the run of the same ends.
    private var rises: [Int64]
    private var ends: [Int]
    private let isFeeder: Bool

    /// What a feeder gives is told by its amounts themselves: none is forbidden, and no constant is charged at once.
    init(_ table: [Int64], isFeeder: Bool) {
        self.table = table
        self.isFeeder = isFeeder
        rises = table
        nextAllowed = Array(table.indices)
        ends = table.indices.map { $0 + 1 }
        defer { joinRuns() }
        if isFeeder { return }
        var last: Int64?
        for (place, penalty) in table.enumerated() {
            let isAllowed = penalty < RosterProblem.forbidden
            rises[place] = isAllowed ? penalty - (last ?? penalty) : RosterProblem.forbidden
            if isAllowed { last = penalty }
        }
        for place in table.indices.reversed() where rises[place] == RosterProblem.forbidden {
            nextAllowed[place] = place + 1 < table.count ? nextAllowed[place + 1] : table.count
        }
    }

    private mutating func joinRuns() {
        for place in rises.indices.dropLast().reversed() where rises[place] == rises[place + 1] { ends[place] = ends[place + 1] }
    }

    /// The shape of so many values, and what its first allowed one costs; nil where none is allowed.
    func shape(from first: Int, width: Int) -> (shape: Shape, level: Int64)? {
        let end = first + width
        guard nextAllowed[first] < end else { return nil }
        var shape = Shape(forbidden: nextAllowed[first] - first), place = isFeeder ? first : nextAllowed[first] + 1
        while place < end {
            let stop = min(end, ends[place])
            shape.runs.append(Run(rise: rises[place], length: stop - place))
            place = stop
        }
        return (shape, isFeeder ? 0 : table[nextAllowed[first]])
    }
}
