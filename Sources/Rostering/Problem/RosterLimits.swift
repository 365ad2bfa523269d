/// The most that one roster may hold, so that its tables fit into the memory of a small server.
///
/// Measured: 60 clinicians over 52 weeks, each at any of three locations, take 4 million steps and 100 MB at the peak; 200 over 26 weeks at any of
/// eight 48 million and 680 MB, at any of twelve 107 million and 1.35 GB, which is too much. What comes before the tables took 1.2 GB with a
/// million options or 1.8 million stated counters; at the limits below it takes 750 MB. 2,000 clinicians over 60 weeks are refused in a second, at 150 MB.
package struct RosterLimits {
    /// Moves of counters, over all changes of one option to another; four bytes each.
    package var steps = 100_000_000
    /// Changes of one option of a cell to another; twelve bytes each.
    package var changes = 12_000_000
    /// A step keeps its counter in 24 bits.
    package var counters = 1 << 24 - 1
    /// Ways to fill a cell that are looked at, allowed or not: before there are any tables, this is time.
    package var possibilities = 20_000_000
    /// Options of all cells that are kept, and what they add to counters, before equal counters are merged; 100 and 24 bytes each.
    package var options = 600_000
    package var effects = 10_000_000
    /// Counters before equal ones are merged, and statements of whose days add to one; 200 and 24 bytes each.
    package var statedCounters = 1_200_000
    package var statements = 6_000_000

    package init() {}

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

/// The problem asks for more than a roster may hold.
package struct RosterTooLarge: Error, Sendable, Equatable {
    package let staff: Int
    package let days: Int

    package init(staff: Int, days: Int) {
        self.staff = staff
        self.days = days
    }

    init(_ problem: RosterProblem) { self.init(staff: problem.staffCount, days: problem.dayCount) }
}
