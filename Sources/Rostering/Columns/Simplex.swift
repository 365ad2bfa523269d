/// The revised primal simplex method with bounded variables and an explicit inverse, for programs of a few hundred rows
/// to which columns are added while it runs.
///
/// Minimises cost · x over A x = b, 0 ≤ x ≤ upper. It begins with a basis that the caller knows to be feasible, and stays
/// feasible. Deterministic: plain IEEE arithmetic in a fixed order. Should rounding ever spoil the basis, it stops where it is:
/// its duals are prices like any others, and whoever proves something by them must not trust their optimality.
package final class Simplex {
    package let rowCount: Int
    /// By variable: cost, upper bound, whether it stands there, its row in the basis or -1, and where its entries begin.
    private let costs = GrowingBuffer<Double>()
    private let uppers = GrowingBuffer<Double>()
    private let isAtUpper = GrowingBuffer<Bool>()
    private let basicRow = GrowingBuffer<Int32>()
    private let starts = GrowingBuffer<Int32>()
    private let entryRows = GrowingBuffer<Int32>()
    private let entryValues = GrowingBuffer<Double>()

    /// By row: the basic variable and its value.
    private let basis: UnsafeMutablePointer<Int32>
    private let basics: UnsafeMutablePointer<Double>
    /// Column by column: inverse[column * rowCount + row].
    private let inverse: UnsafeMutablePointer<Double>
    private let rightSide: [Double]
    private let duals: UnsafeMutablePointer<Double>
    /// What one unit of the entering variable takes from each basic one.
    private let direction: UnsafeMutablePointer<Double>
    /// The row of the inverse in which a variable leaves.
    private let leavingRow: UnsafeMutablePointer<Double>
    /// By variable, where it is not basic: its reduced cost, and the reference weight (devex) that stands for the steepness of its edge.
    private let reduced = GrowingBuffer<Double>()
    private let weights = GrowingBuffer<Double>()
    private var pivotsSinceInversion = 0
    package private(set) var pivots = 0
    /// False once rounding has spoilt the basis: nothing moves any more.
    private var isSound = true

    private static let optimality = 1e-7
    private static let smallestPivot = 1e-8
    private static let pivotsBetweenInversions = 250

    /// `rightSide` is b, lightly perturbed by the caller where ties are to be expected.
    package init(rightSide: [Double]) {
        rowCount = rightSide.count
        self.rightSide = rightSide
        let rows = max(1, rowCount)
        basis = .allocate(capacity: rows)
        basis.initialize(repeating: -1, count: rows)
        basics = Self.zeros(rows)
        duals = Self.zeros(rows)
        direction = Self.zeros(rows)
        leavingRow = Self.zeros(rows)
        inverse = Self.zeros(rows * rows)
        starts.append(0)
    }

    deinit {
        basis.deallocate()
        for buffer in [basics, duals, direction, leavingRow, inverse] { buffer.deallocate() }
    }

    private static func zeros(_ count: Int) -> UnsafeMutablePointer<Double> {
        let pointer = UnsafeMutablePointer<Double>.allocate(capacity: count)
        pointer.initialize(repeating: 0, count: count)
        return pointer
    }

    /// A new variable at its lower bound; its number.
    package func add(cost: Double, upper: Double = .infinity, _ entries: [(row: Int, value: Double)]) -> Int {
        costs.append(cost)
        uppers.append(upper)
        isAtUpper.append(false)
        basicRow.append(-1)
        reduced.append(0)
        weights.append(1)
        for entry in entries {
            entryRows.append(Int32(entry.row))
            entryValues.append(entry.value)
        }
        starts.append(Int32(entryRows.count))
        return costs.count - 1
    }

    func setCost(_ variable: Int, _ cost: Double) { costs[variable] = cost }

    /// Begins with these variables basic, one for each row, and those of `atUpper` at their upper bounds.
    package func start(basic: [Int], atUpper: [Int]) {
        for variable in atUpper { isAtUpper[variable] = true }
        for (row, variable) in basic.enumerated() { basis[row] = Int32(variable) }
        invert()
    }

    package func value(_ variable: Int) -> Double {
        let row = Int(basicRow[variable])
        return row >= 0 ? basics[row] : isAtUpper[variable] ? uppers[variable] : 0
    }

    /// What one more of a row's right side would cost.
    package func dual(_ row: Int) -> Double { duals[row] }

    var objective: Double {
        var sum = 0.0
        for row in 0..<rowCount { sum += costs[Int(basis[row])] * basics[row] }
        for variable in 0..<costs.count where isAtUpper[variable] && basicRow[variable] < 0 { sum += costs[variable] * uppers[variable] }
        return sum
    }

    @inline(__always)
    func reducedCost(_ variable: Int) -> Double {
        var sum = costs[variable]
        for entry in Int(starts[variable])..<Int(starts[variable + 1]) { sum -= duals[Int(entryRows[entry])] * entryValues[entry] }
        return sum
    }

    /// Pivots until no variable improves, or `limit` pivots are done. False when the limit was met.
    @discardableResult
    package func optimise(limit: Int = .max) -> Bool {
        refreshDuals()
        var done = 0, entering = priceAll(resettingWeights: true)
        while isSound, let next = entering {
            guard done < limit else { return false }
            entering = pivot(next)
            done += 1
            if pivotsSinceInversion >= Self.pivotsBetweenInversions {
                invert()
                entering = priceAll(resettingWeights: false)
            } else if entering == nil {
                // Sums that were kept up may have drifted.
                refreshDuals()
                entering = priceAll(resettingWeights: true)
            }
        }
        return true
    }

    // MARK: - Choosing what enters

    /// How steeply the cost falls along the variable's edge; 0 where it does not.
    @inline(__always)
    private func steepness(_ variable: Int) -> Double {
        let cost = reduced[variable]
        let gain = isAtUpper[variable] ? cost : -cost
        return gain > Self.optimality ? cost * cost / weights[variable] : 0
    }

    /// All reduced costs anew, and the steepest variable.
    private func priceAll(resettingWeights: Bool) -> Int? {
        var best: Int?, steepest = 0.0
        for variable in 0..<costs.count {
            if resettingWeights { weights[variable] = 1 }
            guard basicRow[variable] < 0 else { continue }
            reduced[variable] = reducedCost(variable)
            let steepness = steepness(variable)
            if steepness > steepest { (best, steepest) = (variable, steepness) }
        }
        return best
    }

    private func steepestKnown() -> Int? {
        var best: Int?, steepest = 0.0
        for variable in 0..<costs.count where basicRow[variable] < 0 {
            let steepness = steepness(variable)
            if steepness > steepest { (best, steepest) = (variable, steepness) }
        }
        return best
    }

    /// Reduced costs and weights after a pivot in the leaving row, and the steepest variable.
    private func priceAfterPivot(entering: Int, leaving: Int, pivot: Double, cost: Double) -> Int? {
        let share = cost / pivot, weight = weights[entering]
        var best: Int?, steepest = 0.0
        for variable in 0..<costs.count where basicRow[variable] < 0 {
            if variable == leaving {
                reduced[variable] = -share
                weights[variable] = max(weight / (pivot * pivot), 1)
            } else {
                var along = 0.0
                for entry in Int(starts[variable])..<Int(starts[variable + 1]) { along += leavingRow[Int(entryRows[entry])] * entryValues[entry] }
                if along != 0 {
                    reduced[variable] -= share * along
                    let ratio = along / pivot
                    weights[variable] = max(weights[variable], ratio * ratio * weight)
                }
            }
            let steepness = steepness(variable)
            if steepness > steepest { (best, steepest) = (variable, steepness) }
        }
        return best
    }

    // MARK: - Pivoting

    private func findDirection(_ variable: Int) {
        let rows = rowCount, into = direction
        for row in 0..<rows { into[row] = 0 }
        for entry in Int(starts[variable])..<Int(starts[variable + 1]) {
            let column = inverse + Int(entryRows[entry]) * rows, value = entryValues[entry]
            for row in 0..<rows { into[row] += value * column[row] }
        }
    }

    /// Brings the variable into the basis, or to its other bound; the next to enter.
    private func pivot(_ entering: Int) -> Int? {
        findDirection(entering)
        let cost = reduced[entering], sign = isAtUpper[entering] ? -1.0 : 1.0
        // Two passes (Harris): how far all may go with a little tolerance, then the largest pivot within that.
        let slack = 1e-9
        var furthest = uppers[entering]
        for row in 0..<rowCount {
            let rate = sign * direction[row]
            if rate > Self.smallestPivot {
                furthest = min(furthest, (basics[row] + slack) / rate)
            } else if rate < -Self.smallestPivot {
                furthest = min(furthest, (uppers[Int(basis[row])] - basics[row] + slack) / -rate)
            }
        }
        var leaving = -1, largest = 0.0, step = uppers[entering]
        for row in 0..<rowCount {
            let rate = sign * direction[row]
            guard abs(rate) > max(Self.smallestPivot, largest) else { continue }
            let room = rate > 0 ? basics[row] / rate : (uppers[Int(basis[row])] - basics[row]) / -rate
            if room <= furthest { (leaving, largest, step) = (row, abs(rate), max(0, room)) }
        }
        pivots += 1
        if leaving < 0 || uppers[entering] <= step {
            // From one bound to the other; the basis stays.
            let step = uppers[entering]
            guard step < .infinity else {
                isSound = false
                return nil
            }
            for row in 0..<rowCount { basics[row] -= sign * step * direction[row] }
            isAtUpper[entering].toggle()
            return steepestKnown()
        }
        let out = Int(basis[leaving])
        isAtUpper[out] = sign * direction[leaving] < 0
        for row in 0..<rowCount { basics[row] -= sign * step * direction[row] }
        basics[leaving] = (isAtUpper[entering] ? uppers[entering] : 0) + sign * step
        isAtUpper[entering] = false
        basicRow[out] = -1
        basicRow[entering] = Int32(leaving)
        basis[leaving] = Int32(entering)
        let pivot = direction[leaving]
        for column in 0..<rowCount { leavingRow[column] = inverse[column * rowCount + leaving] }
        exchange(leaving, reduced: cost)
        pivotsSinceInversion += 1
        return priceAfterPivot(entering: entering, leaving: out, pivot: pivot, cost: cost)
    }

    /// The inverse and the duals after the variable whose direction is known has become basic in `row`.
    private func exchange(_ row: Int, reduced: Double) {
        let rows = rowCount, along = direction, pivot = along[row]
        for column in 0..<rows {
            let entries = inverse + column * rows
            guard entries[row] != 0 else { continue }
            let share = entries[row] / pivot
            duals[column] += reduced * share
            for index in 0..<rows { entries[index] -= share * along[index] }
            entries[row] = share
        }
    }

    // MARK: - From scratch

    /// The inverse of the basis anew: variables of one entry first, the rest by largest pivots.
    private func invert() {
        pivotsSinceInversion = 0
        let rows = rowCount
        for index in 0..<rows * rows { inverse[index] = 0 }
        for row in 0..<rows { inverse[row * rows + row] = 1 }
        var isTaken = Array(repeating: false, count: rows)
        let members = (0..<rows).map { Int(basis[$0]) }
        for variable in members { basicRow[variable] = -1 }
        func length(_ variable: Int) -> Int { Int(starts[variable + 1] - starts[variable]) }
        for variable in members.sorted(by: { (length($0), $0) < (length($1), $1) }) {
            findDirection(variable)
            var best = -1, largest = 1e-10
            for row in 0..<rows where !isTaken[row] && abs(direction[row]) > largest { (best, largest) = (row, abs(direction[row])) }
            guard best >= 0 else { continue }
            isTaken[best] = true
            basis[best] = Int32(variable)
            basicRow[variable] = Int32(best)
            exchange(best, reduced: 0)
        }
        guard !isTaken.contains(false) else {
            isSound = false
            return
        }
        var rest = rightSide
        for variable in 0..<costs.count where isAtUpper[variable] && basicRow[variable] < 0 {
            for entry in Int(starts[variable])..<Int(starts[variable + 1]) { rest[Int(entryRows[entry])] -= uppers[variable] * entryValues[entry] }
        }
        for row in 0..<rows { basics[row] = 0 }
        for column in 0..<rows where rest[column] != 0 {
            let entries = inverse + column * rows, share = rest[column]
            for row in 0..<rows { basics[row] += share * entries[row] }
        }
        refreshDuals()
    }

    private func refreshDuals() {
        let rows = rowCount
        for column in 0..<rows {
            let entries = inverse + column * rows
            var sum = 0.0
            for row in 0..<rows { sum += costs[Int(basis[row])] * entries[row] }
            duals[column] = sum
        }
    }
}
