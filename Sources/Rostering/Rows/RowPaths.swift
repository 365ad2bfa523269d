/// The cheapest way through a row's graph under given prices: a few nanoseconds an edge.
struct RowPaths {
    struct Found {
        /// What the row costs: its own penalties plus the price of each day's option.
        var cost: Double
        /// What no lawful row undercuts: the same, unless a limit was kept by price.
        var least: Double
        /// The row's own penalties alone.
        var own: Double
        var choices: [Int32]
    }

    let graph: RowGraph
    /// By layer and node: the edge on the cheapest way there.
    private var parents: [[Int32]]
    private var reached: [Double]
    private var next: [Double]

    init(_ graph: RowGraph) {
        self.graph = graph
        parents = graph.layers.map { Array(repeating: 0, count: $0.nodeCount) }
        reached = Array(repeating: 0, count: graph.widest)
        next = reached
    }

    /// `price` is asked once for each option of each day; infinite forbids it. nil where there is no way at such prices.
    mutating func cheapest(_ price: (_ day: Int, _ option: Int) -> Double) -> Found? {
        var bestOptions: [[Int32]] = []
        bestOptions.reserveCapacity(graph.layers.count)
        reached[0] = 0
        for (index, layer) in graph.layers.enumerated() {
            var classPrices = Array(repeating: Double.infinity, count: layer.classCount), best = Array(repeating: Int32(0), count: layer.classCount)
            for option in layer.classes.indices {
                let price = price(graph.days.lowerBound + index, option), number = Int(layer.classes[option])
                if price < classPrices[number] { (classPrices[number], best[number]) = (price, Int32(option)) }
            }
            bestOptions.append(best)
            let wayPrices = layer.wayClasses.indices.map { classPrices[Int(layer.wayClasses[$0])] + layer.wayCosts[$0] }
            relax(layer, wayPrices, index)
            swap(&reached, &next)
        }
        let cost = reached[0]
        guard cost < .infinity else { return nil }
        var choices = Array(repeating: Int32(0), count: graph.layers.count), node = 0, own = 0.0
        for index in graph.layers.indices.reversed() {
            let layer = graph.layers[index], edge = Int(parents[index][node])
            let way = Int(layer.ways[edge])
            own += layer.wayCosts[way]
            choices[index] = bestOptions[index][Int(layer.wayClasses[way])]
            node = Int(layer.sources[edge])
        }
        return Found(cost: cost, least: cost, own: own, choices: choices)
    }

    private mutating func relax(_ layer: RowGraph.Layer, _ wayPrices: [Double], _ index: Int) {
        let nodes = layer.nodeCount
        reached.withUnsafeBufferPointer { reached in
            next.withUnsafeMutableBufferPointer { next in
                layer.starts.withUnsafeBufferPointer { starts in
                    layer.sources.withUnsafeBufferPointer { sources in
                        layer.ways.withUnsafeBufferPointer { ways in
                            wayPrices.withUnsafeBufferPointer { prices in
                                parents[index].withUnsafeMutableBufferPointer { parents in
                                    var edge = Int(starts[0])
                                    for node in 0..<nodes {
                                        let end = Int(starts[node + 1])
                                        var best = Double.infinity, parent = edge
                                        while edge < end {
                                            let cost = reached[Int(sources[edge])] + prices[Int(ways[edge])]
                                            if cost < best { (best, parent) = (cost, edge) }
                                            edge &+= 1
                                        }
                                        next[node] = best
                                        parents[node] = Int32(truncatingIfNeeded: parent)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
