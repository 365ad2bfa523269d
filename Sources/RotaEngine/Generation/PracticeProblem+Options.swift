import Civil
import Rostering
import RotaDomain

extension PracticeProblem {
    /// The roster problem: every option of every day with what it costs and what it adds to the rules' counters.
    static func problem(_ options: [[ClinicianDay]], _ counters: RuleCounters) -> RosterProblem {
        var problem = RosterProblem(staffCount: counters.words.clinicianCount, dayCount: counters.words.days.count)
        for counter in counters.counters {
            _ = problem.addCounter { counters.cost(counter.rule, counter.count($0)) }
        }
        problem.cells = options.map { options in
            options.map { option in
                var effects: [RosterProblem.Effect] = []
                counters.effects(of: option, &effects)
                let cost = counters.charges.reduce(0) { $0 + counters.cost($1.rule, $1.count(option)) }
                return RosterProblem.Option(code: code(option, counters.words), cost: cost, effects: effects)
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
