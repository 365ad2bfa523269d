/// The shared counters that a neighbourhood can move, as convex functions of what its rows add.
struct SharedCounters: Sendable {
    /// From `start` on, the value costs `slopes` a unit, each for so many units.
    struct Curve: Sendable {
        /// What the rest of the roster adds.
        let base: Int
        let start: Int
        let startCost: Double
        let pieces: [(length: Double, slope: Double)]

        /// The least of cost(v) + price × v over all values v, one term of the Lagrangian bound, and where it is.
        func least(price: Double) -> (cost: Double, value: Double) {
            var at = Double(start), cost = startCost + price * at, best = (cost: cost, value: at)
            for piece in pieces {
                at += piece.length
                cost += piece.length * (piece.slope + price)
                if cost < best.cost { best = (cost, at) }
            }
            return best
        }

        func cost(_ value: Double) -> Double {
            var left = value - Double(start), cost = startCost
            for piece in pieces {
                cost += min(left, piece.length) * piece.slope
                left -= min(left, piece.length)
            }
            return cost
        }

        /// The nearest price at which the value has a reason to be anywhere.
        func clamp(_ price: Double) -> Double {
            guard let first = pieces.first, let last = pieces.last else { return 0 }
            return min(max(price, -last.slope), -first.slope)
        }
    }

    /// Those that bend within reach: the rows of the master program.
    let curves: [Curve]
    /// By counter of the model: its curve, or -1 where its cost is a straight line within reach, whose slope is in `slopes`.
    let rows: [Int32]
    let slopes: [Double]

    /// `values` are the counters' values over the whole roster (`RowModel.sharedValues`).
    init(_ model: RowModel, _ neighbourhood: Neighbourhood, choices: [Int32], values: [Int32]) {
        var ranges: [Int32: (base: Int, least: Int, most: Int)] = [:]
        for staff in neighbourhood.staff {
            for day in neighbourhood.days {
                let cell = staff * model.dayCount + day
                for range in model.sharedRanges[cell] {
                    var known = ranges[range.counter] ?? (Int(values[Int(range.counter)]), 0, 0)
                    known.least += Int(range.least)
                    known.most += Int(range.most)
                    ranges[range.counter] = known
                }
                guard choices[cell] >= 0 else { continue }
                for touch in model.cells[cell][Int(choices[cell])].shared { ranges[touch.counter]?.base -= Int(touch.amount) }
            }
        }
        var rows = Array(repeating: Int32(-1), count: model.penalties.count), slopes = Array(repeating: 0.0, count: rows.count), curves: [Curve] = []
        for (counter, range) in ranges.sorted(by: { $0.key < $1.key }) {
            let curve = Self.curve(model.penalties[Int(counter)], base: range.base, from: range.base + range.least, to: range.base + range.most)
            if curve.pieces.count > 1 {
                rows[Int(counter)] = Int32(curves.count)
                curves.append(curve)
            } else {
                slopes[Int(counter)] = curve.pieces.first?.slope ?? 0
            }
        }
        self.rows = rows
        self.slopes = slopes
        self.curves = curves
    }

    /// The greatest convex function below the penalties, in pieces.
    private static func curve(_ penalty: RowModel.Penalty, base: Int, from: Int, to: Int) -> Curve {
        func cost(_ value: Int) -> Double { Double(penalty[min(max(value, penalty.least), penalty.most)]) }
        var hull: [(value: Int, cost: Double)] = []
        for value in from...to {
            let point = (value: value, cost: cost(value))
            while hull.count >= 2 {
                let a = hull[hull.count - 2], b = hull[hull.count - 1]
                guard (b.cost - a.cost) * Double(point.value - a.value) >= (point.cost - a.cost) * Double(b.value - a.value) else { break }
                hull.removeLast()
            }
            hull.append(point)
        }
        let pieces = zip(hull, hull.dropFirst()).map { a, b in
            (length: Double(b.value - a.value), slope: (b.cost - a.cost) / Double(b.value - a.value))
        }
        return Curve(base: base, start: from, startCost: cost(from), pieces: pieces)
    }
}
