/// Builds a row's graph day by day from its counters, each state once, and takes away what leads nowhere.
struct RowGraphBuilder {
    /// What stands outside the window: the option chosen for each cell, -1 where that is still open.
    private let choices: [Int32]
    private let model: RowModel
    private let staff: Int
    private let days: Range<Int>
    private let edgeLimit: Int
    /// What is due at the window's end, if nothing after it is decided.
    private let due: RowDue?
    /// Those that pass within days, and those that last.
    private var counters: [RowCounter] = []
    private var totals: [RowCounter] = []

    /// A counter that moves on more days than this is a total.
    private let passing: Int
    static let passing = 14

    /// No graph: the row has none that keeps the hard rules, or it would be too large.
    enum Failure: Error { case noRow, tooLarge }

    /// How far the totals may be from a straight course, in the most that a day adds to them: the narrower, the fewer states.
    private static let corridors: [Int?] = [nil, 12, 6, 3, 2, 1]

    /// Where a row has too many states for the limit, its totals are held near a straight course, if it `mayNarrow`.
    static func build(
        _ model: RowModel, staff: Int, days: Range<Int>, choices: [Int32], remembers: [Bool], due: RowDue? = nil, edgeLimit: Int, mayNarrow: Bool = true
    ) throws(Failure) -> RowGraph {
        let builder = RowGraphBuilder(model, staff: staff, days: days, choices: choices, remembers: remembers, due: due, edgeLimit: edgeLimit)
        let passing = try builder.expandPassing()
        for corridor in mayNarrow ? corridors : [nil] {
            do throws(Failure) {
                return try builder.build(passing, corridor: corridor)
            } catch {
                // That there is no row near the course says nothing of the others.
                if error == .noRow { throw corridor == nil ? .noRow : .tooLarge }
            }
        }
        throw .tooLarge
    }

    /// `remembers` says of each of the row's counters, by its place in `model.owned`, whether the graph keeps to it.
    init(
        _ model: RowModel, staff: Int, days: Range<Int>, choices: [Int32], remembers: [Bool], due: RowDue? = nil, edgeLimit: Int, passing: Int = Self.passing
    ) {
        self.model = model
        self.staff = staff
        self.days = days
        self.choices = choices
        self.due = due
        self.edgeLimit = edgeLimit
        self.passing = passing
        addCounters(remembers)
    }

    func build() throws(Failure) -> RowGraph { try build(expandPassing(), corridor: nil) }

    /// The states of the passing counters alone, with what each day's classes of options add to the totals.
    private struct Passing {
        var layers: [RowLayer] = []
        var amounts: [[[Int]]] = []
    }

    private func expandPassing() throws(Failure) -> Passing {
        var touched = Array(repeating: [Int](), count: days.count)
        for (number, counter) in counters.enumerated() {
            for day in counter.first...counter.last { touched[day - days.lowerBound].append(number) }
        }
        var passing = Passing(), keys = [StateKey()], open: [OpenCounter] = [], edges = 0
        for day in days {
            let step = DayExpansion(
                model, cell: staff * model.dayCount + day, day: day, counters: counters, touched: touched[day - days.lowerBound], totals: totals, open: open)
            guard let result = step.expand(keys, limit: edgeLimit - edges) else { throw .tooLarge }
            guard !result.keys.isEmpty else { throw .noRow }
            keys = result.keys
            open = step.openAfter
            edges += result.layer.sources.count
            passing.layers.append(result.layer)
            passing.amounts.append(step.amounts)
        }
        RowLayer.prune(&passing.layers)
        return passing
    }

    private func build(_ passing: Passing, corridor: Int?) throws(Failure) -> RowGraph {
        var layers = passing.layers
        if !totals.isEmpty {
            guard let found = RowTotals(totals, layers: layers, amounts: passing.amounts, corridor: corridor).layers(limit: edgeLimit) else { throw .tooLarge }
            guard !found.isEmpty else { throw .noRow }
            layers = found
            RowLayer.prune(&layers)
        }
        guard layers.allSatisfy({ !$0.sources.isEmpty }) else { throw .noRow }
        return RowGraph(staff: staff, days: days, layers: layers.map(\.byTarget), isExact: corridor == nil)
    }

    // MARK: - Counters

    private mutating func addCounters(_ remembers: [Bool]) {
        let owned = model.owned[staff]
        var events = Array(repeating: [RowCounter.Event](), count: owned.count)
        var base = Array(repeating: (least: 0, most: 0), count: owned.count)
        // What passes within days is moved by none that are later.
        let end = due != nil ? min(model.dayCount, days.upperBound + passing) : model.dayCount
        for day in 0..<end {
            let cell = staff * model.dayCount + day, options = model.cells[cell]
            if !days.contains(day), choices[cell] >= 0 {
                for touch in options[Int(choices[cell])].own {
                    let place = Int(model.placeInOwned[Int(touch.counter)])
                    base[place].least += Int(touch.amount)
                    base[place].most += Int(touch.amount)
                }
                continue
            }
            for event in Self.events(of: options, on: day, model) {
                if days.contains(day) {
                    events[event.place].append(event.event)
                } else if !isProjected(owned[event.place]) {
                    base[event.place].least += event.event.least
                    base[event.place].most += event.event.most
                }
            }
        }
        addFeeds(&events, &base, remembers)
        let fed = Set(owned.compactMap { model.feeds[$0]?.target })
        for (place, counter) in owned.enumerated() where remembers[place] && !events[place].isEmpty {
            let feed = model.feeds[counter]
            if let feed, !remembers[Int(model.placeInOwned[feed.target])] { continue }
            let lasts = feed == nil && (events[place].count > passing || fed.contains(counter))
            let found = RowCounter(
                model, counter: counter, events: events[place], base: base[place].least...base[place].most, lasts: lasts,
                due: isProjected(counter) ? due : nil)
            if lasts { totals.append(found) } else { counters.append(found) }
        }
    }

    /// Does it go on after the window, where nothing is decided?
    private func isProjected(_ counter: Int) -> Bool { due != nil && model.movingDays[counter] > passing }

    private static func events(of options: [RowModel.CellOption], on day: Int, _ model: RowModel) -> [(place: Int, event: RowCounter.Event)] {
        var seen: [Int: (event: RowCounter.Event, times: Int)] = [:]
        for option in options {
            for touch in option.own {
                let place = Int(model.placeInOwned[Int(touch.counter)]), amount = Int(touch.amount)
                var known = seen[place] ?? (RowCounter.Event(day: day, least: amount, most: amount), 0)
                known.event.least = min(known.event.least, amount)
                known.event.most = max(known.event.most, amount)
                known.times += 1
                seen[place] = known
            }
        }
        return seen.sorted { $0.key < $1.key }.map { place, known in
            guard known.times < options.count else { return (place, known.event) }
            return (place, RowCounter.Event(day: day, least: min(0, known.event.least), most: max(0, known.event.most)))
        }
    }

    /// A feeder adds to its target on the day on which it closes; one that lies outside the window has added already.
    private func addFeeds(_ events: inout [[RowCounter.Event]], _ base: inout [(least: Int, most: Int)], _ remembers: [Bool]) {
        for (place, counter) in model.owned[staff].enumerated() {
            guard let feed = model.feeds[counter] else { continue }
            let target = Int(model.placeInOwned[feed.target]), own = events[place]
            let least = base[place].least + own.reduce(0) { $0 + $1.least }, most = base[place].most + own.reduce(0) { $0 + $1.most }
            let amounts = (least...most).map { feed[$0] }
            guard let low = amounts.min(), let high = amounts.max() else { continue }
            if let close = own.last?.day {
                Self.add(RowCounter.Event(day: close, least: low, most: high), to: &events[target])
            } else if least == most || !isProjected(feed.target) {
                base[target].least += low
                base[target].most += high
            }
        }
    }

    private static func add(_ event: RowCounter.Event, to events: inout [RowCounter.Event]) {
        if let same = events.firstIndex(where: { $0.day == event.day }) {
            events[same].least += event.least
            events[same].most += event.most
        } else {
            events.insert(event, at: events.firstIndex { $0.day > event.day } ?? events.count)
        }
    }
}
