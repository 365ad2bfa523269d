/// The values that each counter can take, whatever is chosen.
struct CounterRanges {
    private(set) var least: [Int]
    private(set) var most: [Int]
    /// What all values of the counter are multiples of; 0 where nothing adds to it.
    private var unit: [Int]
    /// The values when every cell takes its first option.
    private(set) var start: [Int]

    init(_ problem: borrowing RosterProblem) {
        let count = problem.penalties.count
        least = Array(repeating: 0, count: count)
        most = least
        unit = least
        start = least
        // What the options of one cell add, for the counters in `touched` alone, and of one option, for those in `named`, as an option may name one twice.
        var low = Array(repeating: Int.max, count: count), high = Array(repeating: Int.min, count: count), times = least, touched: [Int] = []
        var sums = least, isNamed = Array(repeating: false, count: count), named: [Int] = []
        for options in problem.cells {
            for (index, option) in options.enumerated() {
                for effect in option.effects {
                    let counter = effect.counter
                    if !isNamed[counter] {
                        isNamed[counter] = true
                        named.append(counter)
                    }
                    sums[counter] += effect.amount
                }
                for counter in named {
                    let amount = sums[counter]
                    if times[counter] == 0 { touched.append(counter) }
                    times[counter] += 1
                    low[counter] = min(low[counter], amount)
                    high[counter] = max(high[counter], amount)
                    if unit[counter] != 1 { unit[counter] = Self.greatestDivisor(unit[counter], amount) }
                    if index == 0 { start[counter] += amount }
                    (sums[counter], isNamed[counter]) = (0, false)
                }
                named.removeAll(keepingCapacity: true)
            }
            for counter in touched {
                // An option that does not name the counter adds 0 to it.
                let always = times[counter] == options.count
                least[counter] += always ? low[counter] : min(0, low[counter])
                most[counter] += always ? high[counter] : max(0, high[counter])
                (low[counter], high[counter], times[counter]) = (.max, .min, 0)
            }
            touched.removeAll(keepingCapacity: true)
        }
    }

    /// The counter's penalty, if it is the same for all its values.
    func fixedPenalty(_ counter: Int, _ penalty: (Int) -> Int64) -> Int64? {
        let first = penalty(least[counter])
        let values = stride(from: least[counter], through: most[counter], by: max(1, unit[counter]))
        return values.allSatisfy { penalty($0) == first } ? first : nil
    }

    private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (abs(a), abs(b))
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
