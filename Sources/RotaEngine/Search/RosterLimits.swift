/// The most that one roster may hold, so that its tables fit into the memory of a small server.
///
/// Measured: 60 clinicians over 52 weeks, each at any of three locations, take 4 million steps and 100 MB at the peak; 200 over 26 weeks at any of
/// eight 48 million and 680 MB, at any of twelve 107 million and 1.35 GB, which is too much.
struct RosterLimits {
    /// Moves of counters, over all changes of one option to another; four bytes each.
    var steps = 100_000_000
    /// Changes of one option of a cell to another; twelve bytes each.
    var changes = 12_000_000
    /// A step keeps its counter in 24 bits.
    var counters = 1 << 24 - 1
    /// Ways to fill a cell that are looked at, allowed or not: before there are any tables, this is time.
    var possibilities = 20_000_000

    /// Refuses what is too large by its counts alone.
    func check(_ problem: RosterProblem) throws(RosterTooLarge) {
        var changes = 0
        for options in problem.cells {
            let (square, isHuge) = options.count.multipliedReportingOverflow(by: options.count)
            let (sum, overflows) = changes.addingReportingOverflow(square)
            guard !isHuge, !overflows, sum <= self.changes else { throw RosterTooLarge(problem) }
            changes = sum
        }
        guard problem.penalties.count <= counters else { throw RosterTooLarge(problem) }
    }
}

/// The practice and the dates together ask for more than a roster may hold.
package struct RosterTooLarge: Error, Sendable, Equatable {
    /// For the manager, with what to do.
    package let sentence: String

    init(_ problem: RosterProblem) { self.init(staff: problem.staffCount, days: problem.dayCount) }

    init(staff: Int, days: Int) {
        let weeks = (days + 6) / 7
        sentence = "\(NumberText.grouped(staff)) clinicians over \(weeks) \(weeks == 1 ? "week" : "weeks"), with all the locations where each may work, are more than can be "
            + "generated at once. Choose fewer weeks, or name fewer locations in the working terms."
    }
}
