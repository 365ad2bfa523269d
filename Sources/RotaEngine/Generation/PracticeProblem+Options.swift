import Civil
import Rostering
import RotaDomain

extension PracticeProblem {
    /// A problem in which each cell has only these options.
    init(
        _ counters: RuleCounters, _ options: [[ClinicianDay]], limits: RosterLimits = RosterLimits(), isCancelled: () -> Bool = { false }
    ) throws(GenerationFailure) {
        let problem = try Self.problem(options, counters, limits, isCancelled).merged()
        guard !isCancelled() else { throw .cancelled }
        do {
            self.init(counters, options, try CompiledRoster(problem, limits: limits))
        } catch {
            throw .tooLarge(error)
        }
    }

    /// The roster problem: every option of every day with what it costs and what it adds to the rules' counters.
    private static func problem(
        _ options: [[ClinicianDay]], _ counters: RuleCounters, _ limits: RosterLimits, _ isCancelled: () -> Bool
    ) throws(GenerationFailure) -> RosterProblem {
        guard !isCancelled() else { throw .cancelled }
        guard !counters.isBeyondLimits else { throw .tooLarge(counters.words.tooLarge) }
        var problem = RosterProblem(staffCount: counters.words.clinicianCount, dayCount: counters.words.days.count)
        let prices = (0..<counters.ruleCount).map(counters.price)
        for counter in counters.counters {
            let price = prices[counter.rule], count = counter.count
            _ = problem.addCounter { price.cost(count($0)) }
        }
        var effects: [RosterProblem.Effect] = [], total = 0
        for (cell, options) in options.enumerated() {
            if cell % problem.dayCount == 0, isCancelled() { throw .cancelled }
            problem.cells[cell] = options.map { option in
                effects.removeAll(keepingCapacity: true)
                counters.effects(of: option, &effects)
                total += effects.count
                let cost = counters.charges.reduce(0) { $0 + prices[$1.rule].cost($1.count(option)) }
                // A copy as large as it need be: a list that grew is not, nor is one made of all of its elements, which shares its memory.
                return RosterProblem.Option(code: code(option, counters.words), cost: cost, effects: effects.withUnsafeBufferPointer { Array($0) })
            }
            guard total <= limits.effects else { throw .tooLarge(counters.words.tooLarge) }
        }
        return problem
    }

    /// A number for what is done on a day: kind and location of either part.
    private static func code(_ option: ClinicianDay, _ words: PracticeWords) -> Int {
        func digit(_ work: ClinicianDay.Work?) -> Int { work.map { $0.location * 2 + ($0.kind == .duty ? 2 : 1) } ?? 0 }
        return digit(option.am) * (words.locationCount * 2 + 1) + digit(option.pm)
    }
}
