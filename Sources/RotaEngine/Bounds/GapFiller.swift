import Civil
import Rostering
import RotaDomain

/// Fills a place of a rota that is left open: searches the weeks around it from the rota as it stands, with the place demanded.
///
/// Every part that changes costs something too, as few changes are easier to agree on.
struct GapFiller {
    private let scorer: ReferenceScorer
    private let sheet: RotaSheet
    private let rota: IncrementalScorer
    private let rules: RuleBook
    private let finding: SearchAudit.Finding?
    private var words: PracticeWords { scorer.words }

    /// More than all else that a search could be about.
    private static let demanded = SoftRule(number: 201, id: "demanded", weight: 100_000_000, title: "places demanded that are open")
    private static let kept = SoftRule(number: 202, id: "kept", weight: 200, title: "parts changed")
    private static let mostSteps = 120_000

    /// How hard a search tries.
    enum Care {
        case quick, thorough

        /// Moves tried for each day that may change, over both walks.
        fileprivate var stepsPerDay: Int { self == .quick ? 200 : 1_000 }
        fileprivate var cooling: Cooling {
            Cooling(hottest: (self == .quick ? 400 : 3_000) * PracticeProblem.scale, coldest: 8 * PracticeProblem.scale)
        }
    }

    /// - Parameters:
    ///   - rules: those that the search goes by.
    ///   - finding: in assert mode, where what the search finds wrong is reported.
    init(_ scorer: ReferenceScorer, _ sheet: RotaSheet, _ rules: RuleBook, _ finding: SearchAudit.Finding? = nil) {
        self.finding = finding
        self.scorer = scorer
        self.sheet = sheet
        self.rules = rules
        rota = IncrementalScorer(sheet, RuleCounters(scorer.words, scorer.given, scorer.shares, rules))
    }

    /// What a search is about.
    struct Task {
        var demand: StaffingDemand
        /// How many the demand may be short of, and others of the weeks for nothing: less would earn nothing, more costs what the score says.
        var allowed: [StaffingDemand: Int]
        /// The Mondays of the weeks in which days may change.
        var weeks: Set<Int>
        /// Days that may not stay as they are, where rules are against them.
        var freed: Set<ClinicianDate>
        /// Days that stay as they are.
        var kept: Set<ClinicianDate>
    }

    /// The best rota found in which the demand is met.
    func fill(_ task: Task, _ care: Care) -> RotaEffort? {
        let options = options(task), free = options.count { $0.count > 1 }
        let counters = RuleCounters(words, scorer.given, scorer.shares, book(task))
        guard let problem = try? PracticeProblem(counters, options) else { return nil }
        var search = RosterSearch(
            roster: problem.roster, seed: 1, steps: min(Self.mostSteps, free * care.stepsPerDay), cooling: care.cooling, threads: 1,
            makeAudit: finding.map { finding in { SearchAudit(problem, finding).check } })
        let choices = search.run { _, _, _, _ in .goOn }.choices
        var effort = RotaEffort(scorer, sheet, rota, task)
        for (options, choice) in zip(options, choices) { effort.change(options[Int(choice)]) }
        effort.takeBackWhatHelpsByItself()
        return effort.isMet ? effort : nil
    }

    /// The rules of the score, with S1 to S3 of the weeks beyond what is allowed.
    private func book(_ task: Task) -> RuleBook {
        var book = rules
        book.score = book.score.map { rule in
            rule.name > .s3 ? rule : DemandRule(name: rule.name, allowed: task.allowed.filter { $0.key.rule == rule.name && $0.key != task.demand })
        }
        book.score += [
            DemandRule(name: Self.demanded, allowed: task.allowed.filter { $0.key == task.demand }), PartsKept(name: Self.kept, before: sheet),
        ]
        return book
    }

    /// By cell, what may be done, as the rota has it first: all that is allowed in the weeks of the task, elsewhere nothing else.
    private func options(_ task: Task) -> [[ClinicianDay]] {
        (0..<words.clinicianCount).flatMap { clinician in
            words.days.map { day in
                let now = ClinicianDay(clinician, day, in: sheet, scorer.given, words)
                let place = ClinicianDate(clinician: words.file.clinicians[clinician].id, date: words.date(day))
                guard task.weeks.contains(day - words.weekday(day)), now.stands != .day, !task.kept.contains(place) else { return [now] }
                let allowed = DayOptions.all(clinician, day, scorer.given, words)
                let others = allowed.filter { $0.am != now.am || $0.pm != now.pm }
                return others.count < allowed.count || !task.freed.contains(place) ? [now] + others : others
            }
        }
    }
}
