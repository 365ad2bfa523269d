import Civil
import Rostering
import RotaDomain

extension PracticeProblem {
    /// A problem in which each cell has only these options.
    init(_ counters: RuleCounters, _ options: [[ClinicianDay]], limits: RosterLimits = RosterLimits()) throws(RosterTooLarge) {
        self.init(counters, options, try CompiledRoster(Self.problem(options, counters).merged(), limits: limits))
    }

    /// The roster problem: every option of every day with what it costs and what it adds to the rules' counters.
    static func problem(_ options: [[ClinicianDay]], _ counters: RuleCounters) -> RosterProblem {
        var problem = RosterProblem(staffCount: counters.words.clinicianCount, dayCount: counters.words.days.count)
        let prices = (0..<counters.ruleCount).map(counters.price)
        for counter in counters.counters {
            let price = prices[counter.rule], count = counter.count
            _ = problem.addCounter { price.cost(count($0)) }
        }
        var effects: [RosterProblem.Effect] = []
        problem.cells = options.map { options in
            options.map { option in
                effects.removeAll(keepingCapacity: true)
                counters.effects(of: option, &effects)
                let cost = counters.charges.reduce(0) { $0 + prices[$1.rule].cost($1.count(option)) }
                // As large as it need be, which a list that grew is not.
                return RosterProblem.Option(code: code(option, counters.words), cost: cost, effects: Array(effects[...]))
            }
        }
        return problem
    }

    /// A number for what is done on a day: kind and location of either part.
    private static func code(_ option: ClinicianDay, _ words: PracticeWords) -> Int {
        func digit(_ work: ClinicianDay.Work?) -> Int { work.map { $0.location * 2 + ($0.kind == .duty ? 2 : 1) } ?? 0 }
        return digit(option.am) * (words.locationCount * 2 + 1) + digit(option.pm)
    }
}
