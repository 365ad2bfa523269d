/// One lawful way to fill one row over a window: a column of the master program.
struct RowColumn: Sendable {
    let staff: Int
    /// By day of the window, the option.
    let choices: [Int32]
    /// The options' costs and the row's own penalties.
    let cost: Double
    /// What it adds to the shared counters, by their rows in the master program.
    let shared: [(row: Int, value: Double)]
}

/// Which rows may change, on which days; all else stays as it is.
struct Neighbourhood: Sendable {
    var staff: [Int]
    var days: Range<Int>
}
