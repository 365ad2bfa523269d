/// Adds to a graph of the passing counters what lasts over the whole window: totals.
///
/// From each node the passing counters leave only so much room for the rest of a total; a value that could not end well from there
/// is no state, and values between which nothing will tell are one.
struct RowTotals {
    private let totals: [RowCounter]
    private let layers: [RowLayer]
    /// By layer, class and total, what an option adds.
    private let amounts: [[[Int]]]
    /// By boundary between days, node and total, the least and the most that the days after it add.
    private let remaining: [[[ClosedRange<Int>]]]

    /// How far a total may be from a straight course to where it must end, in the most that a day adds; nil for no such narrowing, which is exact.
    private let corridor: Int?
    /// By total, the most that a day adds.
    private let steps: [Int]

    init(_ totals: [RowCounter], layers: [RowLayer], amounts: [[[Int]]], corridor: Int?) {
        self.corridor = corridor
        self.totals = totals
        self.layers = layers
        self.amounts = amounts
        var remaining = [Array(repeating: totals.map { _ in 0...0 }, count: layers.last?.targetCount ?? 1)]
        for (index, layer) in layers.enumerated().reversed() {
            let after = remaining[remaining.count - 1]
            let added = Self.added(layer, amounts[index], totals.count)
            var least = Array(repeating: Int.max, count: layer.sourceCount * totals.count), most = Array(repeating: Int.min, count: least.count)
            for edge in layer.sources.indices {
                let way = Int(layer.ways[edge]), source = Int(layer.sources[edge]) * totals.count, target = after[Int(layer.targets[edge])]
                for total in totals.indices {
                    least[source + total] = min(least[source + total], target[total].lowerBound + added[way * totals.count + total])
                    most[source + total] = max(most[source + total], target[total].upperBound + added[way * totals.count + total])
                }
            }
            remaining.append((0..<layer.sourceCount).map { node in totals.indices.map { least[node * totals.count + $0]...most[node * totals.count + $0] } })
        }
        self.remaining = remaining.reversed()
        steps = totals.indices.map { total in zip(layers, amounts).reduce(1) { most, day in
            let added = Self.added(day.0, day.1, totals.count)
            return stride(from: total, to: added.count, by: totals.count).reduce(most) { max($0, abs(added[$1])) }
        } }
    }

    /// By way and total.
    private static func added(_ layer: RowLayer, _ amounts: [[Int]], _ totals: Int) -> [Int] {
        layer.known.classes.indices.flatMap { way in
            let own = amounts[Int(layer.known.classes[way])], fed = layer.known.fed[way]
            return (0..<totals).map { own[$0] + (fed.isEmpty ? 0 : fed[$0]) }
        }
    }

    private struct State {
        var node: Int32
        var key: StateKey
    }

    /// The graph's layers with the totals kept; nil when there are more edges than the limit, no layers when there is no way.
    func layers(limit: Int) -> [RowLayer]? {
        var states = [State(node: 0, key: StateKey())], values = [totals.map(\.base)], found: [RowLayer] = [], edges = 0
        var reached = totals.map { $0.base...$0.base }
        for (index, layer) in layers.enumerated() {
            let added = Self.added(layer, amounts[index], totals.count)
            for total in totals.indices {
                let each = stride(from: total, to: added.count, by: totals.count).map { added[$0] }
                reached[total] = reached[total].lowerBound + (each.min() ?? 0)...reached[total].upperBound + (each.max() ?? 0)
            }
            let isLast = index == layers.count - 1
            let course = totals.indices.map { total in corridor.map { self.course(total, after: index, width: $0) } ?? Int.min...Int.max }
            let tables = TotalTables(totals, reached: reached, course: course, remaining: remaining[index + 1], closes: isLast)
            guard !tables.isTooWide, let step = expand(layer, states, values, added, tables, limit: limit - edges) else { return nil }
            edges += step.layer.sources.count
            found.append(step.layer)
            (states, values) = (step.states, step.states.map { tables.values(of: $0.key, at: Int($0.node)) })
            if states.isEmpty { return [] }
        }
        return found
    }

    /// The values within `width` of the course on which a total makes its way as what is still possible grows less.
    private func course(_ total: Int, after layer: Int, width: Int) -> ClosedRange<Int> {
        let all = max(1, remaining[0].first?[total].upperBound ?? 1), left = remaining[layer + 1].reduce(0) { max($0, $1[total].upperBound) }
        let base = totals[total].base, ends = totals[total].ends
        let width = width * steps[total]
        let low = base + (ends.lowerBound - base) * (all - left) / all, high = base + (ends.upperBound - base) * (all - left) / all
        return low - width...high + width
    }

    private func expand(
        _ layer: RowLayer, _ sources: [State], _ values: [[Int]], _ added: [Int], _ tables: TotalTables, limit: Int
    ) -> (layer: RowLayer, states: [State])? {
        var result = RowLayer(sourceCount: sources.count, classes: layer.classes, classCount: layer.classCount)
        var numbers = StateTable(), keys: [StateKey] = [], states: [State] = []
        let starts = layer.edgesBySource, count = totals.count
        for (source, state) in sources.enumerated() {
            let values = values[source]
            edge: for edge in Int(starts[Int(state.node)])..<Int(starts[Int(state.node) + 1]) {
                let way = Int(layer.ways[edge]), target = Int(layer.targets[edge])
                var key = StateKey(), cost = Int64(layer.known.costs[way])
                for total in 0..<count {
                    let step = tables.step(total, node: target, value: values[total] + added[way * count + total])
                    if step.reached < 0 { continue edge }
                    key.set(tables.places[total], step.reached)
                    cost += step.charge
                }
                key.set(tables.nodePlace, Int32(target))
                let before = keys.count, number = numbers.number(of: key, in: &keys)
                if keys.count > before { states.append(State(node: Int32(target), key: key)) }
                guard result.sources.count < limit, let way = result.known.number(Int(layer.known.classes[way]), cost: cost) else { return nil }
                result.sources.append(Int32(source))
                result.targets.append(number)
                result.ways.append(way)
            }
        }
        result.targetCount = keys.count
        return (result, states)
    }
}

/// After one day: by node, what each total's values mean from there on.
private struct TotalTables {
    private let tables: [[RowCounter.After]]
    /// By node and total, its table.
    private let table: [Int32]
    let places: [StateKey.Place]
    let nodePlace: StateKey.Place
    let isTooWide: Bool
    private let count: Int

    init(_ totals: [RowCounter], reached: [ClosedRange<Int>], course: [ClosedRange<Int>], remaining: [[ClosedRange<Int>]], closes: Bool) {
        count = totals.count
        var tables = totals.map { _ in [RowCounter.After]() }, known = totals.map { _ in [ClosedRange<Int>: Int32]() }
        var table: [Int32] = []
        table.reserveCapacity(remaining.count * totals.count)
        for node in remaining {
            for (index, total) in totals.enumerated() {
                if let number = known[index][node[index]] {
                    table.append(number)
                } else {
                    let number = Int32(tables[index].count)
                    known[index][node[index]] = number
                    tables[index].append(total.classified(reached[index], node[index], within: course[index], closes: closes))
                    table.append(number)
                }
            }
        }
        var layout = StateLayout()
        nodePlace = layout.place(for: remaining.count)
        places = tables.map { tables in layout.place(for: tables.reduce(1) { max($0, $1.values.count) }) }
        isTooWide = layout.isTooWide
        self.tables = tables
        self.table = table
    }

    @inline(__always)
    func step(_ total: Int, node: Int, value: Int) -> (reached: Int32, charge: Int64) {
        let after = tables[total][Int(table[node * count + total])]
        return (after.classes[value - after.least], after.charges[value - after.least])
    }

    func values(of key: StateKey, at node: Int) -> [Int] {
        (0..<count).map { total in Int(tables[total][Int(table[node * count + total])].values[key.field(places[total])]) }
    }
}
