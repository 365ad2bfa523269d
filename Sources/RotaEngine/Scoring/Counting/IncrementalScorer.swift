import Rostering
import RotaDomain

/// The score of a rota, rule by rule, and what a change would make of it, in microseconds: only the counters that the change moves are looked at.
///
/// Its counts are the reference scorer's for any rota, sensible or not. Sums of decimals are added in another order, so that a count
/// may differ by a millionth; every whole number is exact.
struct IncrementalScorer: Sendable {
    let counters: RuleCounters
    /// What each clinician does on each day, by cell.
    private(set) var days: [ClinicianDay]
    /// By counter.
    private var values: [Int]
    private let prices: [RuleCounters.Price]
    /// What each rule counts, by its number in the book; of a limit what is beyond it otherwise than by given shifts.
    private(set) var counts: [Double]
    /// The score and the limits in the search's unit: what the search says of the same rota, to the last digit.
    private(set) var cost: Int64

    /// - Parameter days: one for each cell, in order.
    init(_ counters: RuleCounters, days: [ClinicianDay]) {
        self.counters = counters
        self.days = days
        values = Array(repeating: 0, count: counters.counters.count)
        prices = (0..<counters.ruleCount).map(counters.price)
        counts = Array(repeating: 0, count: counters.ruleCount)
        cost = 0
        var effects: [RosterProblem.Effect] = []
        for day in days {
            counters.effects(of: day, &effects)
            for charge in counters.charges { add(charge.rule, charge.count(day), instead: 0) }
        }
        for effect in effects { values[effect.counter] += effect.amount }
        for (counter, value) in zip(counters.counters, values) { add(counter.rule, counter.count(value), instead: 0) }
    }

    /// The rota as the sheet has it.
    init(_ sheet: RotaSheet, _ counters: RuleCounters) {
        let words = counters.words
        self.init(counters, days: (0..<words.clinicianCount).flatMap { clinician in
            words.days.map { ClinicianDay(clinician, $0, in: sheet, counters.given, words) }
        })
    }

    private mutating func add(_ rule: Int, _ count: Double, instead old: Double) {
        guard count != old else { return }
        counts[rule] += count - old
        cost += prices[rule].cost(count) - prices[rule].cost(old)
    }

    func day(_ clinician: Int, _ day: Int) -> ClinicianDay { days[counters.cell(clinician, day)] }

    var score: Double { zip(counters.book.score, counts).reduce(0) { $0 + Double($1.0.name.weight) * $1.1 } }

    /// What would change if these days, each of another cell, became so.
    func difference(_ changed: [ClinicianDay]) -> ScoreDifference {
        var sums = Array(repeating: 0.0, count: counters.ruleCount)
        for change in changes(changed, net(changed)) { sums[change.rule] += change.count - change.old }
        return ScoreDifference(sums, counters.book)
    }

    /// Lets the days become so.
    mutating func apply(_ changed: [ClinicianDay]) {
        let effects = net(changed), changes = changes(changed, effects)
        for effect in effects { values[effect.counter] += effect.amount }
        for day in changed { days[counters.cell(day.clinician, day.day)] = day }
        for change in changes { add(change.rule, change.count, instead: change.old) }
    }

    /// What each counter that moves, and each changed day by itself, counts then and counts now.
    private func changes(_ changed: [ClinicianDay], _ effects: [RosterProblem.Effect]) -> [(rule: Int, count: Double, old: Double)] {
        var found: [(rule: Int, count: Double, old: Double)] = []
        for day in changed {
            let old = days[counters.cell(day.clinician, day.day)]
            for charge in counters.charges { found.append((charge.rule, charge.count(day), charge.count(old))) }
        }
        for effect in effects {
            let counter = counters.counters[effect.counter], value = values[effect.counter]
            found.append((counter.rule, counter.count(value + effect.amount), counter.count(value)))
        }
        return found
    }

    /// What the changed days add to each counter, less what they added, each counter once.
    private func net(_ changed: [ClinicianDay]) -> [RosterProblem.Effect] {
        var gone: [RosterProblem.Effect] = [], effects: [RosterProblem.Effect] = []
        for day in changed {
            counters.effects(of: days[counters.cell(day.clinician, day.day)], &gone)
            counters.effects(of: day, &effects)
        }
        effects += gone.map { RosterProblem.Effect(counter: $0.counter, amount: -$0.amount) }
        effects.sort { $0.counter < $1.counter }
        var last = -1
        for effect in effects {
            if last >= 0, effects[last].counter == effect.counter {
                effects[last].amount += effect.amount
            } else {
                last += 1
                effects[last] = effect
            }
        }
        effects.removeLast(effects.count - last - 1)
        return effects
    }
}
