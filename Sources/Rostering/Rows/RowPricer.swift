/// Finds the cheapest lawful row of one member of staff over a run of days under given prices: a few nanoseconds an edge.
///
/// A total that only ever limits from above (so many nights at most) is left out of the graph until a row breaks it: most never
/// bind, and each multiplies the states. Where the graph may not grow so much, what the limit is about becomes dearer until the
/// row keeps to it: then the row may not be the cheapest, but what the cheapest costs at least is still known (Lagrange).
final class RowPricer {
    private let model: RowModel
    private let staff: Int
    private let days: Range<Int>
    private let outside: [Int32]
    /// What is due at the window's end, if nothing after it is decided.
    private let due: RowDue?
    private let edgeLimit: Int
    /// How large a graph may become for a limit that need not be in it.
    private let edgesToRemember: Int
    private var paths: RowPaths
    var graph: RowGraph { paths.graph }
    /// By counter of the row's own: does the graph keep to it?
    private(set) var remembers: [Bool]
    /// The counters that it leaves out, and what a unit of each costs extra.
    private var forgotten: [Int] = []
    /// By place in the row's own: which of the forgotten it is, or -1; and by forgotten counter what the other days add.
    private var place: [Int] = []
    private var outsideValues: [Int] = []
    private var extra: [Double] = []
    /// No further counter fits into the graph, or leaves a row in it.
    private var isFull = false

    /// `outside` are the options chosen on the other days; `graph` one that was built before for the same.
    init(
        _ model: RowModel, staff: Int, days: Range<Int>, outside: [Int32], remembers: [Bool], due: RowDue? = nil, graph: RowGraph? = nil,
        edgeLimit: Int, edgesToRemember: Int = 600_000
    ) throws {
        self.model = model
        self.staff = staff
        self.days = days
        self.outside = outside
        self.due = due
        self.edgeLimit = edgeLimit
        self.edgesToRemember = edgesToRemember
        self.remembers = remembers
        paths = RowPaths(
            try graph ?? RowGraphBuilder.build(model, staff: staff, days: days, choices: outside, remembers: remembers, due: due, edgeLimit: edgeLimit))
        prepare()
    }

    private func prepare() {
        forgotten = zip(model.owned[staff], remembers).filter { !$1 }.map(\.0)
        place = remembers.map { _ in -1 }
        for (index, counter) in forgotten.enumerated() { place[Int(model.placeInOwned[counter])] = index }
        outsideValues = forgotten.map { _ in 0 }
        if !forgotten.isEmpty {
            for day in 0..<model.dayCount where !days.contains(day) { add(outside[staff * model.dayCount + day], on: day, to: &outsideValues) }
        }
        extra = forgotten.map { _ in 0 }
    }

    /// `price` is asked once for each option of each day; infinite forbids it. nil if no lawful row was found under these prices.
    func cheapest(_ price: (_ day: Int, _ option: Int) -> Double) -> RowPaths.Found? {
        while true {
            switch tryWithExtras(price) {
            case .found(let found): return found
            case .none: return nil
            // Limits that leave hardly any row are not met by making them dearer: what one saves another spends.
            case .broken(let counter): guard remember(counter, isNeeded: true) else { return nil }
            }
        }
    }

    private enum Attempt {
        case found(RowPaths.Found), none
        case broken(counter: Int)
    }

    private func tryWithExtras(_ price: (_ day: Int, _ option: Int) -> Double) -> Attempt {
        for index in extra.indices { extra[index] *= 0.5 }
        var least = -Double.infinity, isBroken = forgotten.first
        for _ in 0..<40 {
            let isDearer = extra.contains { $0 > 0.01 }
            guard var found = isDearer ? paths.cheapest({ price($0, $1) + extra($0, $1) }) : paths.cheapest(price) else { return .none }
            let values = values(of: found.choices)
            if isDearer {
                // With each limit's price, less what its limit allows for nothing.
                least = max(least, found.cost - forgotten.indices.reduce(0) { $0 + extra[$1] * Double(limit(forgotten[$1]) - values.outside[$1]) })
                found.cost -= forgotten.indices.reduce(0) { $0 + extra[$1] * Double(values.inside[$1]) }
            } else {
                least = found.cost
            }
            let broken = forgotten.indices.filter { values.inside[$0] + values.outside[$0] > limit(forgotten[$0]) }
            guard let first = broken.first else {
                found.least = min(found.cost, least)
                return .found(found)
            }
            isBroken = forgotten[first]
            if remember(forgotten[first], isNeeded: false) {
                least = -.infinity
                continue
            }
            for index in broken { extra[index] = max(1, extra[index] * 2) }
        }
        return isBroken.map { .broken(counter: $0) } ?? .none
    }

    /// The most that a forgotten counter may be, or as much of it as is due by now.
    private func limit(_ counter: Int) -> Int {
        let penalty = model.penalties[counter], limit = penalty.least + (penalty.values.lastIndex { $0 == 0 } ?? 0)
        return due?.part(of: limit) ?? limit
    }

    private func extra(_ day: Int, _ option: Int) -> Double {
        var sum = 0.0
        for touch in model.cells[staff * model.dayCount + day][option].own {
            let index = place[Int(model.placeInOwned[Int(touch.counter)])]
            if index >= 0 { sum += extra[index] * Double(touch.amount) }
        }
        return sum
    }

    /// By forgotten counter, what the window's days and the others add to it.
    private func values(of choices: [Int32]) -> (inside: [Int], outside: [Int]) {
        var inside = forgotten.map { _ in 0 }
        if !forgotten.isEmpty { for (day, option) in zip(days, choices) { add(option, on: day, to: &inside) } }
        return (inside, outsideValues)
    }

    private func add(_ option: Int32, on day: Int, to values: inout [Int]) {
        guard option >= 0 else { return }
        for touch in model.cells[staff * model.dayCount + day][Int(option)].own {
            let index = place[Int(model.placeInOwned[Int(touch.counter)])]
            if index >= 0 { values[index] += Int(touch.amount) }
        }
    }

    /// Builds the graph anew with this counter in it. False where it would grow too much; if the counter `isNeeded`, that is only
    /// when not even a graph near a straight course fits.
    private func remember(_ counter: Int, isNeeded: Bool) -> Bool {
        guard !isFull, isNeeded || graph.edgeCount * (limit(counter) + 1) <= edgesToRemember else { return false }
        var more = remembers
        more[Int(model.placeInOwned[counter])] = true
        do throws(RowGraphBuilder.Failure) {
            paths = RowPaths(
                try RowGraphBuilder.build(
                    model, staff: staff, days: days, choices: outside, remembers: more, due: due, edgeLimit: edgeLimit, mayNarrow: isNeeded))
        } catch {
            isFull = isNeeded || error == .noRow
            return false
        }
        remembers = more
        prepare()
        return true
    }

    /// What the row's own counters charge for these choices.
    func ownCost(_ choices: [Int32]) -> Double {
        let values = values(of: choices)
        guard forgotten.indices.allSatisfy({ values.inside[$0] + values.outside[$0] <= limit(forgotten[$0]) }) else { return .infinity }
        return cheapest { day, option in choices[day - days.lowerBound] == option ? 0 : .infinity }?.own ?? .infinity
    }
}

extension RowModel {
    /// What a graph of the row remembers to begin with: all but the totals that only limit from above.
    func firstMemory(of staff: Int, passing: Int = RowGraphBuilder.passing) -> [Bool] {
        let fed = Set(owned[staff].compactMap { feeds[$0]?.target })
        return owned[staff].map { counter in
            let values = penalties[counter].values, kept = values.prefix { $0 == 0 }
            let limitsFromAbove = !kept.isEmpty && values.dropFirst(kept.count).allSatisfy { $0 >= RosterProblem.forbidden }
            return !limitsFromAbove || feeds[counter] != nil || fed.contains(counter) || movingDays[counter] <= passing
        }
    }
}
