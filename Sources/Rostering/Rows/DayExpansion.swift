/// One day's step from the states of the passing counters before it to those after it.
///
/// What a counter does on the day depends on its class before and on what is done: a table, looked up for every edge.
struct DayExpansion {
    /// What the day does to one counter.
    private struct Operation {
        /// Where its class stands before, or a place of no width where it begins today, and where it will stand.
        var before: StateKey.Place
        var place: StateKey.Place
        /// Where its table begins in `steps`: by class before × the day's option classes.
        var table: Int
        /// For a feeder that closes: its target among the totals, or -1.
        var target: Int
    }

    private struct Step {
        /// The class after, or -1 where that is against the rules.
        var reached: Int32
        /// What it costs, or what it feeds.
        var charge: Int64
    }

    /// By option of the cell, its class; by class and total, what it adds.
    private let classes: [UInt16]
    let amounts: [[Int]]
    private let totalCount: Int
    private var operations: [Operation] = []
    private var steps: [Step] = []
    let openAfter: [OpenCounter]
    /// The states do not fit their key.
    private let isTooWide: Bool

    /// `touched` are the numbers of the passing counters that the day moves, `totals` the counters that last.
    init(_ model: RowModel, cell: Int, day: Int, counters: [RowCounter], touched: [Int], totals: [RowCounter], open: [OpenCounter]) {
        var layout = StateLayout()
        var places: [Int: StateKey.Place] = [:], openAfter: [OpenCounter] = []
        for number in touched where counters[number].last > day {
            let place = layout.place(for: counters[number].after(day).values.count)
            places[number] = place
            openAfter.append(OpenCounter(number: number, place: place))
        }
        self.openAfter = openAfter
        isTooWide = layout.isTooWide
        let was = Dictionary(uniqueKeysWithValues: open.map { ($0.number, $0.place) })
        let grouped = OptionClasses(model.cells[cell], counters: touched.map { counters[$0].counter } + totals.map(\.counter))
        classes = grouped.classes
        amounts = grouped.amounts.map { Array($0[touched.count...]) }
        totalCount = totals.count
        for (index, number) in touched.enumerated() {
            let counter = counters[number]
            let target = counter.last == day ? counter.feed.flatMap { feed in totals.firstIndex { $0.counter == feed.target } } ?? -1 : -1
            add(counter, day: day, amounts: grouped.amounts.map { $0[index] }, before: was[number] ?? .init(), place: places[number] ?? .init(), target: target)
        }
    }

    private mutating func add(_ counter: RowCounter, day: Int, amounts: [Int], before: StateKey.Place, place: StateKey.Place, target: Int) {
        let after = counter.after(day), table = steps.count, isFree = counter.feed != nil && target < 0
        var says = false
        for value in counter.valuesBefore(day) {
            for amount in amounts {
                let at = Int(value) + amount - after.least
                let step = Step(reached: after.classes[at], charge: isFree ? 0 : after.charges[at])
                says = says || step.reached != 0 || step.charge != 0
                steps.append(step)
            }
        }
        // A counter whose one class stays its one class says nothing.
        guard says else { return steps.removeLast(steps.count - table) }
        operations.append(Operation(before: before, place: place, table: table, target: target))
    }

    /// The edges and the states after them; nil when there are more edges than the limit, or more to remember than a key holds.
    func expand(_ sources: [StateKey], limit: Int) -> (layer: RowLayer, keys: [StateKey])? {
        guard !isTooWide else { return nil }
        let classCount = amounts.count
        var layer = RowLayer(sourceCount: sources.count, classes: classes, classCount: classCount), keys: [StateKey] = []
        var states = StateTable(), rows = Array(repeating: 0, count: operations.count), given = Array(repeating: 0, count: totalCount)
        let isWithin = operations.withUnsafeBufferPointer { operations in
            steps.withUnsafeBufferPointer { steps in
                for (source, key) in sources.enumerated() {
                    for index in operations.indices { rows[index] = operations[index].table + key.field(operations[index].before) * classCount }
                    option: for option in 0..<classCount {
                        var next = StateKey(), cost: Int64 = 0, isFed = false
                        for index in operations.indices {
                            let step = steps[rows[index] + option]
                            if step.reached < 0 {
                                if isFed { for index in given.indices { given[index] = 0 } }
                                continue option
                            }
                            next.set(operations[index].place, step.reached)
                            if operations[index].target < 0 {
                                cost += step.charge
                            } else if step.charge != 0 {
                                given[operations[index].target] += Int(step.charge)
                                isFed = true
                            }
                        }
                        let way = isFed ? layer.known.number(option, cost: cost, fed: given) : layer.known.number(option, cost: cost)
                        if isFed { for index in given.indices { given[index] = 0 } }
                        guard layer.sources.count < limit, let way else { return false }
                        layer.sources.append(Int32(source))
                        layer.targets.append(states.number(of: next, in: &keys))
                        layer.ways.append(way)
                    }
                }
                return true
            }
        }
        guard isWithin else { return nil }
        layer.targetCount = keys.count
        return (layer, keys)
    }
}

/// Options that add the same to every counter are of one class: to the row's own rules they are alike.
private struct OptionClasses {
    var classes: [UInt16] = []
    /// By class and counter.
    var amounts: [[Int]] = []

    init(_ options: [RowModel.CellOption], counters: [Int]) {
        var known: [[Int]: UInt16] = [:]
        let places = Dictionary(uniqueKeysWithValues: counters.enumerated().map { ($1, $0) })
        for option in options {
            var row = Array(repeating: 0, count: counters.count)
            for touch in option.own { if let place = places[Int(touch.counter)] { row[place] += Int(touch.amount) } }
            let found = known[row] ?? UInt16(known.count)
            if known.updateValue(found, forKey: row) == nil { amounts.append(row) }
            classes.append(found)
        }
    }
}
