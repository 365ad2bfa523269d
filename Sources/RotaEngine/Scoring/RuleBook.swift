/// The rules by which rotas are made and judged: the one list of them. A new rule is a file of its own and a line here.
///
/// H1 to H4, H6, H7 and H10 are about one clinician's day alone and stand in `DayRules`; H9 is what the options of a day leave alone.
struct RuleBook: Sendable {
    /// The lines of the score, in order.
    var score: [any ScoreRule]
    /// The hard rules that bear on several days or people, so that no day's options can keep them.
    var limits: [any LimitRule] = [H05WeekMaximum(), H08DutyPlaces()]

    /// rules.md
    static let standard = RuleBook(score: [
        S01EmptyDutyPlaces(), S02CoverShortfall(), S03Supervision(), S04PartnerPromises(), S05Contract(), S06UnevenWeeks(), S07Evenness(),
        S08DutyFairness(), S09MondaysAndFridays(), S10DutyCrowding(), S11Change(), S12UnsettledWeeks(), S13AwayFromHome(),
    ])
}

/// One line of the score: what it counts of a rota, plainly and slowly, and the same in counters, for the search and for what a change would cost.
protocol ScoreRule: Sendable {
    var name: SoftRule { get }
    /// All that the rule counts.
    func items(_ rota: ScoredRota) -> [ScoreItem]
    /// The line of the report: by default the items and their sum.
    func line(_ rota: ScoredRota) -> ScoreLine
    /// Adds counters whose counts sum to the line's.
    func count(in counters: inout RuleCounters)
}

extension ScoreRule {
    func line(_ rota: ScoredRota) -> ScoreLine {
        let items = items(rota)
        return ScoreLine(rule: name, count: items.reduce(0) { $0 + $1.amount }, items: items)
    }
}

/// A hard rule that looks beyond one clinician's day.
protocol LimitRule: Sendable {
    var name: HardRule { get }
    /// All that break it, given shifts too.
    func breaches(_ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) -> [Breach]
    /// Adds counters that count what is beyond the limit, and beyond what given shifts exceed by themselves.
    func count(in counters: inout RuleCounters)
}
