/// Every lawful way to fill one row over a run of days, as a graph in layers: a node is all that must be remembered after a day,
/// an edge is what is done on the next.
///
/// The cheapest path under any prices of the options is the best row: exact, in a few nanoseconds an edge (`RowPaths`).
final class RowGraph: Sendable {
    /// The edges of one day, by the node that they lead to.
    struct Layer: Sendable {
        /// By option of the cell: its class. Options of one class are alike to the row's own rules.
        let classes: [UInt16]
        let classCount: Int
        /// A way is a class with the cost that the row's own counters charge on it.
        let wayClasses: [UInt16]
        let wayCosts: [Double]
        /// By node after the day, where its edges begin; one more entry than there are nodes.
        let starts: [Int32]
        let sources: [Int32]
        let ways: [UInt16]

        var nodeCount: Int { starts.count - 1 }
    }

    let staff: Int
    let days: Range<Int>
    let layers: [Layer]
    /// Are all lawful rows in it? Otherwise what is least of its rows is no bound.
    let isExact: Bool
    let edgeCount: Int
    /// The most nodes that one layer has.
    let widest: Int

    init(staff: Int, days: Range<Int>, layers: [Layer], isExact: Bool) {
        self.staff = staff
        self.days = days
        self.layers = layers
        self.isExact = isExact
        edgeCount = layers.reduce(0) { $0 + $1.sources.count }
        widest = layers.reduce(1) { max($0, $1.nodeCount) }
    }
}
