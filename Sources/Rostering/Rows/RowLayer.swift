/// The edges of one day between the states before it and those after it, while a graph is being built: in order of their sources.
struct RowLayer {
    var sourceCount: Int
    var targetCount = 0
    var sources: [Int32] = []
    var targets: [Int32] = []
    var ways: [UInt16] = []
    /// By option of the cell, its class: options of one class are alike to the row's own rules.
    let classes: [UInt16]
    let classCount: Int
    var known: RowWays

    init(sourceCount: Int, classes: [UInt16], classCount: Int) {
        self.sourceCount = sourceCount
        self.classes = classes
        self.classCount = classCount
        known = RowWays(classCount)
    }

    /// Takes away the nodes from which no end is reached, or to which no way leads.
    static func prune(_ layers: inout [RowLayer]) {
        var alive = Array(repeating: true, count: layers.last?.targetCount ?? 0)
        for index in layers.indices.reversed() {
            var before = Array(repeating: false, count: layers[index].sourceCount)
            layers[index].keep(to: alive, marking: &before)
            alive = before
        }
        guard let first = layers.indices.first else { return }
        layers[first].renumberSources(alive)
    }

    /// Keeps the edges that lead to what is alive, renumbers their ends, and marks where they come from.
    private mutating func keep(to alive: [Bool], marking before: inout [Bool]) {
        let numbers = Self.numbers(alive)
        var kept = 0
        for edge in sources.indices {
            let target = numbers[Int(targets[edge])]
            guard target >= 0 else { continue }
            before[Int(sources[edge])] = true
            (sources[kept], targets[kept], ways[kept]) = (sources[edge], target, ways[edge])
            kept += 1
        }
        sources.removeLast(sources.count - kept)
        targets.removeLast(targets.count - kept)
        ways.removeLast(ways.count - kept)
        targetCount = alive.reduce(0) { $0 + ($1 ? 1 : 0) }
        renumberSources(before)
    }

    private mutating func renumberSources(_ alive: [Bool]) {
        guard alive.count == sourceCount else { return }
        let numbers = Self.numbers(alive)
        for edge in sources.indices { sources[edge] = numbers[Int(sources[edge])] }
        sourceCount = alive.reduce(0) { $0 + ($1 ? 1 : 0) }
    }

    private static func numbers(_ alive: [Bool]) -> [Int32] {
        var next: Int32 = 0
        return alive.map { isAlive in
            guard isAlive else { return -1 }
            next += 1
            return next - 1
        }
    }

    /// By source, where its edges begin; one more entry than there are sources.
    var edgesBySource: [Int32] {
        var starts = Array(repeating: Int32(0), count: sourceCount + 1)
        for source in sources { starts[Int(source) + 1] += 1 }
        for source in 0..<sourceCount { starts[source + 1] += starts[source] }
        return starts
    }

    /// The same with its edges by target.
    var byTarget: RowGraph.Layer {
        var starts = Array(repeating: Int32(0), count: targetCount + 1)
        for target in targets { starts[Int(target) + 1] += 1 }
        for target in 0..<targetCount { starts[target + 1] += starts[target] }
        var next = starts
        var sorted = Array(repeating: Int32(0), count: sources.count), sortedWays = Array(repeating: UInt16(0), count: sources.count)
        for edge in sources.indices {
            let place = Int(next[Int(targets[edge])])
            next[Int(targets[edge])] += 1
            sorted[place] = sources[edge]
            sortedWays[place] = ways[edge]
        }
        return RowGraph.Layer(
            classes: classes, classCount: classCount, wayClasses: known.classes, wayCosts: known.costs, starts: starts, sources: sorted, ways: sortedWays)
    }
}

/// The ways of a day: a class of options, with what it costs and what it makes others feed to the row's totals.
struct RowWays {
    private(set) var classes: [UInt16] = []
    private(set) var costs: [Double] = []
    private(set) var fed: [[Int]] = []
    /// By class, its way without a cost, or -1.
    private var free: [Int32]
    private var known: [Key: UInt16] = [:]

    private struct Key: Hashable {
        let option: Int
        let cost: Int64
        let fed: [Int]
    }

    init(_ classCount: Int) { free = Array(repeating: -1, count: classCount) }

    /// nil when there are more than can be numbered.
    @inline(__always)
    mutating func number(_ option: Int, cost: Int64) -> UInt16? {
        if cost == 0, free[option] >= 0 { return UInt16(free[option]) }
        return number(option, cost: cost, fed: [])
    }

    mutating func number(_ option: Int, cost: Int64, fed given: [Int]) -> UInt16? {
        let key = Key(option: option, cost: cost, fed: given)
        if let way = known[key] { return way }
        guard classes.count < Int(UInt16.max) else { return nil }
        let way = UInt16(classes.count)
        known[key] = way
        if cost == 0, given.isEmpty { free[option] = Int32(way) }
        classes.append(UInt16(option))
        costs.append(Double(cost))
        fed.append(given)
        return way
    }
}
