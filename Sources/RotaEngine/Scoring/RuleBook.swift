/// The rules by which rotas are made and judged: the one list of them.
///
/// ## How scoring and search fit together
///
/// A rule of the score is one file in `Soft`, and says the same twice. `items` counts a whole rota plainly: that is `ReferenceScorer`, which agrees with
/// `score.py` digit by digit and has the last word in every report. `count(in:)` says it in **counters**: numbers to which a clinician's days add, each
/// with what its value counts. "Nobody on duty" is a counter for each place, to which whoever is on duty there adds 1 and which counts what is missing;
/// fairness is a counter for each doctor that counts the square of the distance from the share. Two things live on the counters, held in `RuleCounters`:
///
/// - `IncrementalScorer` keeps their values for a rota, knows the score rule by rule, and answers in a microsecond or two what a change would do to
///   it. `RotaExplainer` asks it: why a shift is whose it is, who could take a place, why a gap stands.
/// - `PracticeProblem` hands them to the search (`Rostering`), which knows cells, options and counters and nothing of practices: a cell is a clinician's
///   day, an option what may be done on it. Counters to which every option adds the same become one there (`RosterProblem.merged`), so rules need not
///   share them by hand. A walk changes some cells, adds up what the counters that move cost more or less, and keeps or takes back the change.
///
/// A hard rule about one clinician's day (H1 to H4, H6, H7, H10) is a file in `Hard` that finds faults in a `ClinicianDay`. `DayOptions` offers only days
/// without any, so the search cannot break it; H9 is what `DayOptions` leaves alone. A hard rule that looks further (H5, H8) is a `LimitRule`: its
/// counters count what is beyond the limit, and one of that is dearer than any rota.
///
/// What mends a rota, or fills one gap of it, searches by the same rules with lines of its own in front (`Search`), dearer than all that is behind them.
///
/// Assert mode (`GenerationRequest.isAudited`, `rota generate --assert`) scores every rota that a walk goes on from in all three ways and stops
/// with the move, the rule and both figures when two differ.
///
/// ## How to add a rule
///
/// 1. Say in rules.md, or where the rule comes from, what is counted. A number, an id, a weight and a title make its `SoftRule`; S1 to S13 keep theirs.
/// 2. Write a `ScoreRule`: `items` first, so plain that it is obviously right. Then `count(in:)`: `add` makes a counter, `count` lets days add to it,
///    `addPlaces` makes one for each place of a day, `charge` is for what a day counts by itself. Counts must sum to those of the items for any rota.
/// 3. Write its test: cases worked out by hand, each compared with both halves (`assertCount`), and a generation in assert mode.
/// 4. Add it to `standard`. What pages say of it stands in `ScoreWords`; without words there, its title is said.
///
/// `AddingARuleTests` does all of 1 to 4 for "no more than two duty days a week", without adding it to the rota that ships.
///
/// ## How to add a hard rule
///
/// One about a clinician's day is a `check` that `DayRules.faults` calls, with its words in `RotaExplainer.obstacle`. Nothing more: options, and so
/// searches and bounds, come from there.
///
/// One that looks further is a `LimitRule` in `limits`. Besides its two halves it needs
///
/// 1. a row with the same `most` in `WeekStaffingRows`, or bounds are weak and a gap "could be met" that can't be: let both take it from one value, as
///    `WeekLimit` is for H5. `StaffingLimitsTests` holds rows and counters against each other. It may not reach beyond a week, for `WeekStaffing` and
///    `RotaMender` take each week by itself;
/// 2. words in `RotaExplainer.limits`, which takes whatever isn't H5 for H8;
/// 3. a line in `Exhaustive` among the tests, which keeps to limits by itself.
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
