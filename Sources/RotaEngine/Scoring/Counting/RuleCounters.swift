import Civil
import Rostering
import RotaDomain

/// What the rules count, said in counters: for each of them what a value counts for its rule, and which clinicians' days add to it.
///
/// The one description behind the search's problem and the incremental scorer, so that neither can mean something else than the other.
struct RuleCounters: Sendable {
    let words: PracticeWords
    let given: GivenRota
    let shares: FairShares
    let book: RuleBook
    private(set) var counters: [Counter] = []
    private(set) var charges: [Charge] = []
    /// By cell (`cell(_:_:)`).
    private var dayAdders: [[DayAdder]]
    private var placeAdders: [[PlaceAdder]]
    /// The number of the rule that is adding its counters.
    private var rule = 0
    /// Room for counters, and for statements of whose days add to them.
    private var counterRoom: Room
    private var statementRoom: Room
    /// Was there no room for all of it? Then some of it is missing.
    var isBeyondLimits: Bool { counterRoom.isOverfull || statementRoom.isOverfull }

    /// A rule is numbered by its place in the book: the score's lines, then the limits.
    struct Counter: Sendable {
        let rule: Int
        /// What a value counts, before the rule's weight.
        let count: @Sendable (Int) -> Double
    }

    /// What a day counts for a rule by itself, whatever else is done.
    struct Charge: Sendable {
        let rule: Int
        let count: @Sendable (ClinicianDay) -> Double
    }

    private struct Room {
        var left: Int
        var isOverfull: Bool { left < 0 }

        mutating func take() -> Bool {
            left -= 1
            return left >= 0
        }
    }

    private struct DayAdder {
        let counter: Int
        let amount: @Sendable (ClinicianDay) -> Int
    }

    private struct PlaceAdder {
        let first: Int
        let amount: Int
        let onDutyOnly: Bool
    }

    /// - Parameters:
    ///   - limits: nothing is added beyond them (`isBeyondLimits`); nil for none.
    ///   - isCancelled: asked before each rule; true leaves out the rest.
    init(
        _ words: PracticeWords, _ given: GivenRota, _ shares: FairShares, _ book: RuleBook = .standard,
        limits: RosterLimits? = nil, isCancelled: () -> Bool = { false }
    ) {
        self.words = words
        self.given = given
        self.shares = shares
        self.book = book
        counterRoom = Room(left: limits?.statedCounters ?? .max)
        statementRoom = Room(left: limits?.statements ?? .max)
        dayAdders = Array(repeating: [], count: words.clinicianCount * words.days.count)
        placeAdders = Array(repeating: [], count: words.clinicianCount * words.days.count)
        for (number, line) in book.score.enumerated() where !isBeyondLimits && !isCancelled() {
            rule = number
            line.count(in: &self)
        }
        for (number, limit) in book.limits.enumerated() where !isBeyondLimits && !isCancelled() {
            rule = book.score.count + number
            limit.count(in: &self)
        }
    }

    var ruleCount: Int { book.score.count + book.limits.count }

    /// The number of a clinician's day of the range.
    func cell(_ clinician: Int, _ day: Int) -> Int { clinician * words.days.count + day - words.days.lowerBound }
}

// MARK: - What rules say

extension RuleCounters {
    /// A counter of the rule at hand; `count` is what a value, never negative, counts.
    mutating func add(_ count: @escaping @Sendable (Int) -> Double) -> Int {
        guard counterRoom.take() else { return max(0, counters.count - 1) }
        counters.append(Counter(rule: rule, count: count))
        return counters.count - 1
    }

    /// Lets the clinician's days add to the counter, between -63 and 63 each.
    mutating func count(_ counter: Int, _ clinician: Int, _ days: some Sequence<Int>, _ amount: @escaping @Sendable (ClinicianDay) -> Int) {
        for day in days where statementRoom.take() { dayAdders[cell(clinician, day)].append(DayAdder(counter: counter, amount: amount)) }
    }

    /// What every day counts for the rule at hand, whatever else is done.
    mutating func charge(_ count: @escaping @Sendable (ClinicianDay) -> Double) { charges.append(Charge(rule: rule, count: count)) }

    /// The counters of one day's places, a part at a location each.
    struct Places {
        fileprivate let day: Int
        fileprivate let first: Int
    }

    /// A counter for each part and location of the day.
    mutating func addPlaces(_ day: Int, _ count: (_ part: Part, _ location: Int) -> @Sendable (Int) -> Double) -> Places {
        let first = counters.count
        for part in Part.allCases {
            for location in 0..<words.locationCount { _ = add(count(part, location)) }
        }
        return Places(day: day, first: first)
    }

    /// Lets the clinician add so much to the counter of every place of the day where they are at work, or on duty.
    mutating func count(_ places: Places, _ clinician: Int, _ amount: Int = 1, onDutyOnly: Bool = false) {
        guard statementRoom.take() else { return }
        placeAdders[cell(clinician, places.day)].append(PlaceAdder(first: places.first, amount: amount, onDutyOnly: onDutyOnly))
    }
}

// MARK: - What days add

extension RuleCounters {
    /// What the day adds to the counters, appended to the list.
    func effects(of day: ClinicianDay, _ found: inout [RosterProblem.Effect]) {
        let cell = cell(day.clinician, day.day)
        for part in Part.allCases {
            guard let work = day[part] else { continue }
            let place = part.index * words.locationCount + work.location
            for adder in placeAdders[cell] where !adder.onDutyOnly || work.kind == .duty {
                found.append(.init(counter: adder.first + place, amount: adder.amount))
            }
        }
        for adder in dayAdders[cell] {
            let amount = adder.amount(day)
            if amount != 0 { found.append(.init(counter: adder.counter, amount: amount)) }
        }
    }

    /// By the rule's number, what its counts cost the search.
    func price(of rule: Int) -> Price { Price(weight: rule < book.score.count ? Double(book.score[rule].name.weight) : nil) }

    /// What a rule's counts cost in the search's unit.
    struct Price: Sendable {
        /// Nil for a limit, of which nothing may be counted.
        let weight: Double?

        func cost(_ count: Double) -> Int64 { weight.map { PracticeProblem.cost(count, weight: $0) } ?? PracticeProblem.forbidden * Int64(count) }
    }
}
