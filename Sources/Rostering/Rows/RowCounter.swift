/// One of a row's own counters over the days of a window: on which days it moves, and what must be remembered of it after each.
///
/// Two values need not be told apart when from there on they cost the same, up to a constant that is charged at once: a window
/// that holds a day off can no longer be full, whatever its count. So a state keeps the class of a value, not the value.
struct RowCounter {
    /// What one day may add.
    struct Event {
        var day: Int
        var least: Int
        var most: Int
    }

    /// What is known of the counter after one day.
    struct After {
        /// The least value, from which the tables count.
        var least: Int
        /// By value: its class, or -1 where no roster may have it.
        var classes: [Int32]
        /// By value: what its class will not be charged later. On the last day, when the counter closes, its whole penalty, or what it feeds.
        var charges: [Int64]
        /// By class: a value that stands for it.
        var values: [Int32]
    }

    let counter: Int
    private let penalty: (Int) -> Int64
    /// The values at which a total may end.
    let ends: ClosedRange<Int>
    /// Where it feeds: what each value adds there when the counter closes, counted from the last day's least value.
    let feed: RowModel.Feed?
    let first: Int
    let last: Int
    /// By day from `first` to `last`; on the last day the counter closes: one class, and the charge is its penalty.
    private let after: [After]
    /// The value before the first day, as far as it is known from outside the window.
    let base: Int

    /// `base` are the values that the days outside the window may add: one if they are all decided. A counter that `lasts` is not
    /// told apart day by day here, but by `RowTotals`. One that goes on after the window, where nothing is decided, is held to what
    /// is `due` by then.
    init(_ model: RowModel, counter: Int, events: [Event], base: ClosedRange<Int>, lasts: Bool, due: RowDue? = nil) {
        self.counter = counter
        feed = model.feeds[counter]
        self.base = base.lowerBound
        first = events.first?.day ?? 0
        last = events.last?.day ?? -1
        let isFeeder = feed != nil, step = events.reduce(0) { max($0, abs($1.least), abs($1.most)) }
        let penalty = due?.projected(model.penalties[counter], step: step) ?? Self.penalty(model, counter, base)
        self.penalty = penalty
        let low = base.lowerBound + events.reduce(0) { $0 + $1.least }, high = base.lowerBound + events.reduce(0) { $0 + $1.most }
        let lawful = lasts ? (low...high).filter { penalty($0) < RosterProblem.forbidden } : []
        ends = (lawful.first ?? low)...(lawful.last ?? high)
        guard !lasts else {
            after = []
            return
        }
        var after: [After] = [], event = 0
        var remaining = (least: events.reduce(0) { $0 + $1.least }, most: events.reduce(0) { $0 + $1.most })
        var reached = (least: base.lowerBound, most: base.lowerBound)
        for day in first..<max(first, last + 1) {
            if events[event].day == day {
                remaining.least -= events[event].least
                remaining.most -= events[event].most
                reached.least += events[event].least
                reached.most += events[event].most
                event += 1
                after.append(Self.classify(reached.least...reached.most, remaining.least...remaining.most, isFeeder: isFeeder, closes: day == last, penalty))
            } else if let same = after.last {
                after.append(same)
            }
        }
        self.after = after
    }

    func after(_ day: Int) -> After { after[day - first] }

    /// By class before the day, the value that stands for it.
    func valuesBefore(_ day: Int) -> [Int32] { day == first ? [Int32(base)] : after[day - first - 1].values }

    /// What the values mean with this much to come, where only those of `course` are allowed; a counter that closes is charged its penalty.
    func classified(_ reached: ClosedRange<Int>, _ remaining: ClosedRange<Int>, within course: ClosedRange<Int>, closes: Bool) -> After {
        Self.classify(reached, remaining, within: course, isFeeder: false, closes: closes, penalty)
    }

    /// What a value costs, or feeds, when the days outside add the best that they may.
    private static func penalty(_ model: RowModel, _ counter: Int, _ base: ClosedRange<Int>) -> (Int) -> Int64 {
        let spread = base.upperBound - base.lowerBound
        let exact: (Int) -> Int64
        if let feed = model.feeds[counter] {
            exact = { Int64(feed[$0]) }
        } else {
            let table = model.penalties[counter]
            exact = { table[$0] }
        }
        guard spread > 0 else { return exact }
        return { value in (0...spread).reduce(Int64.max) { min($0, exact(value + $1)) } }
    }

    private static func classify(
        _ reached: ClosedRange<Int>, _ remaining: ClosedRange<Int>, within course: ClosedRange<Int> = Int.min...Int.max, isFeeder: Bool, closes: Bool,
        _ penalty: (Int) -> Int64
    ) -> After {
        var after = After(least: reached.lowerBound, classes: [], charges: [], values: [])
        let table = (reached.lowerBound + remaining.lowerBound...reached.upperBound + remaining.upperBound).map(penalty)
        if closes {
            after.classes = zip(reached, table).map { course.contains($0) && (isFeeder || $1 < RosterProblem.forbidden) ? 0 : -1 }
            after.charges = table
            after.values = [0]
            return after
        }
        let shapes = PenaltyShapes(table, isFeeder: isFeeder)
        var known: [PenaltyShapes.Shape: Int32] = [:], levels: [Int64] = []
        for (offset, value) in reached.enumerated() {
            guard course.contains(value), let (shape, level) = shapes.shape(from: offset, width: remaining.count) else {
                after.classes.append(-1)
                after.charges.append(0)
                continue
            }
            let next = Int32(after.values.count)
            let found = known[shape] ?? next
            if found == next {
                known[shape] = next
                after.values.append(Int32(value))
                levels.append(level)
            }
            after.classes.append(found)
            after.charges.append(level - levels[Int(found)])
        }
        return after
    }
}
