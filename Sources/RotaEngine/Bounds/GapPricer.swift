import Civil
import Rostering
import RotaDomain

/// Says what it would cost to fill a place of a rota that is left open: searches the weeks around it from the rota as it
/// stands, with the place demanded, and takes the difference of the two scores.
///
/// Every part that changes costs something too, as few changes are easier to agree on.
struct GapPricer {
    private let scorer: ReferenceScorer
    private let sheet: RotaSheet
    private let shortages: RotaShortages
    private let rota: IncrementalScorer
    private var words: PracticeWords { scorer.words }

    /// Weeks before and after the gap's own in which days may change.
    private static let weeksAround = 1
    /// More than all else that a search could be about.
    private static let demanded = SoftRule(number: 101, id: "demanded", weight: 100_000_000, title: "places demanded that are open")
    private static let kept = SoftRule(number: 102, id: "kept", weight: 200, title: "parts changed")
    /// Moves tried for each day that may change, over both walks.
    private static let stepsPerDay = 200
    private static let mostSteps = 120_000

    init(_ scorer: ReferenceScorer, _ sheet: RotaSheet, _ shortages: RotaShortages) {
        self.scorer = scorer
        self.sheet = sheet
        self.shortages = shortages
        rota = IncrementalScorer(sheet, scorer.counters)
    }

    /// The best rota found in which one more of the demand is filled; nil where none was found.
    /// - Parameter others: the demands of the weeks around, each with how many may be missing for nothing: less would earn nothing, more
    ///   costs what the score says.
    func price(_ demand: StaffingDemand, others: [StaffingDemand: Int]) -> GapPrice? {
        let options = options(around: demand.day), free = options.count { $0.count > 1 }
        let counters = RuleCounters(words, scorer.given, scorer.shares, book(demand, others))
        guard let problem = try? PracticeProblem(counters, options) else { return nil }
        var search = RosterSearch(
            roster: problem.roster, seed: 1, steps: min(Self.mostSteps, free * Self.stepsPerDay),
            cooling: Cooling(hottest: 400 * PracticeProblem.scale, coldest: 8 * PracticeProblem.scale), threads: 1)
        let choices = search.run { _, _, _, _ in .goOn }.choices
        var after = RotaEffort(scorer, sheet, rota, demand, allowed: others.merging([demand: shortages[demand] - 1]) { $1 })
        for (cell, choice) in choices.enumerated() where choice != 0 { after.change(options[cell][Int(choice)]) }
        after.takeBackWhatHelpsByItself()
        return after.price
    }

    /// The rules of the score, with S1 to S3 of the weeks around beyond what is allowed.
    private func book(_ demand: StaffingDemand, _ others: [StaffingDemand: Int]) -> RuleBook {
        var book = scorer.book
        book.score = book.score.map { rule in
            rule.name > .s3 ? rule : DemandRule(name: rule.name, allowed: others.filter { $0.key.rule == rule.name && $0.key != demand })
        }
        book.score += [DemandRule(name: Self.demanded, allowed: [demand: shortages[demand] - 1]), KeepRule(name: Self.kept, sheet: sheet)]
        return book
    }

    /// The Mondays of the weeks in which days may change.
    func weeks(around day: Int) -> [Int] {
        let monday = day - words.weekday(day), reach = Self.weeksAround * 7
        return stride(from: monday - reach, through: monday + reach, by: 7).filter { 0..<words.dayCount ~= $0 }
    }

    /// By cell, what may be done, as the rota has it first: all that is allowed in the weeks around the day, elsewhere nothing else.
    private func options(around day: Int) -> [[ClinicianDay]] {
        let mondays = Set(weeks(around: day))
        return (0..<words.clinicianCount).flatMap { clinician in
            words.days.map { day in
                let now = ClinicianDay(clinician, day, in: sheet, scorer.given, words)
                guard mondays.contains(day - words.weekday(day)), now.stands != .day else { return [now] }
                return [now] + DayOptions.all(clinician, day, scorer.given, words).filter { $0.am != now.am || $0.pm != now.pm }
            }
        }
    }
}
