import Civil
import RotaDomain
import RotaEngine

/// The preview of a generated rota, ready for display.
struct GenerationPreview {
    /// A line of the score: what it counts, what it says of this rota, and how many points that costs.
    struct Line {
        let title: String
        let sentences: [Sentence]
        /// "200,000"
        let points: String
        /// The same for the shifts that stood there before.
        let before: String
        /// "No rota has fewer than 14."
        let least: String?

        /// - Parameters:
        ///   - before: points.
        ///   - least: what no rota counts less than.
        ///   - protectedUntil: where that is so only while these dates are protected.
        init(_ rule: SoftRule, _ line: StoredReport.Line, before: Double? = nil, least: Int? = nil, protectedUntil: Day? = nil) {
            title = ScoreWords.title(rule)
            // Dates are what there is to act on; whose share is how large is read once in a while.
            sentences = line.words.map { Sentence($0, most: rule <= .s3 ? 6 : 3) }
            points = NumberText.grouped(Int(line.points.rounded()))
            self.before = before.map { NumberText.grouped(Int($0.rounded())) } ?? "–"
            let limit = protectedUntil.map { " " + ProtectedPeriod.phrase(until: $0) } ?? ""
            self.least = least.flatMap { $0 == 0 ? nil : "No rota has fewer than \(NumberText.grouped($0))\(limit)." }
        }
    }

    /// "2 mornings short of doctors: Tue 29 December, Wed 30 December", with a long list cut.
    struct Sentence {
        let text: String
        let rest: Rest?

        struct Rest {
            /// "and 9 more"
            let label: String
            /// Read after it: which sentence is cut.
            let hidden: String
            let text: String
        }

        /// - Parameter most: dates or people that are named at once.
        init(_ sentence: ScoreSentence, most: Int) {
            let shown = sentence.list.prefix(most), rest = sentence.list.dropFirst(most), unkept = sentence.count - sentence.list.count
            text = sentence.text + (shown.isEmpty ? "" : ": \(shown.joined(separator: ", "))")
            self.rest = rest.isEmpty ? nil : Rest(
                label: "and \(NumberText.grouped(sentence.count - shown.count)) more", hidden: ": \(sentence.text)",
                text: rest.joined(separator: ", ") + (unkept > 0 ? " and \(NumberText.grouped(unkept)) more" : ""))
        }
    }

    struct WeekLink {
        let path: String
        let label: String
        let hidden: String
    }

    /// A week in the strip over the grid.
    struct StripWeek {
        let path: String
        /// "30 Nov"
        let label: String
        let isShown: Bool
        /// How many problems it has, for those who hear the page; nil for none.
        let problems: String?

        var classes: String { problems == nil ? "strip-week" : "strip-week strip-week--problem" }
    }

    let page: PageLayout
    let token: FormToken
    let discardToken: FormToken
    let lead: String
    let draftPath: String
    let discardPath: String
    let given: [String]
    let weeks: [ProblemList.Week]
    let summary: GapSummary?
    let lines: [Line]
    let total: String
    let totalBefore: String?
    let problemCount: String?
    let strip: [StripWeek]
    let weekTitle: String
    let previous: WeekLink?
    let next: WeekLink?
    let table: WeekTable
    /// Why it can't be saved any more.
    let warning: String?
    let againPath: String

    var hasBefore: Bool { totalBefore != nil }
    var hasGiven: Bool { !given.isEmpty }
    var givenCount: String { counted(given.count, "shift") }
    var givenIsOpen: Bool { given.count <= 5 }
    var metWords: String? { weeks.isEmpty ? "Nothing is missing: every half-day has the doctors it needs, and every trainee is supervised." : nil }

    init(page: PageLayout, token: FormToken, discardToken: FormToken, proposal: GenerationProposal, rota: RotaFile, grid: WeekGrid, day: Day?) {
        let generation = proposal.generation, range = generation.order.range
        let difference = RotaDifference(from: proposal.current, to: rota.shifts)
        self.page = page
        self.token = token
        self.discardToken = discardToken
        lead = "\(range.words). \(GenerationPreview.capitalised(ChangeWords.counts(difference))). Nothing is saved yet."
        draftPath = "\(Paths.generation(generation.id))/draft"
        discardPath = "\(Paths.generation(generation.id))/discard"
        given = proposal.report.given
        let weeks = ProblemList(proposal.report, proposal.briefs, generation: generation.id, practice: proposal.request.practice, shown: grid.week.first).weeks
        self.weeks = weeks
        let problems = weeks.reduce(0) { $0 + $1.number }
        problemCount = problems == 0 ? nil : "\(counted(problems, "problem")) in \(counted(weeks.count, "week"))"
        strip = GenerationPreview.strip(generation.id, range, weeks, shown: grid.week.first)
        let least = generation.least, before = proposal.report.before
        summary = proposal.report.gaps.isEmpty ? nil : GapSummary(proposal.report, proposal.briefs, least: least)
        let protection = proposal.report.protection
        lines = SoftRule.allCases.enumerated().compactMap { place, rule in
            let points = before.flatMap { $0.indices.contains(place) ? $0[place] : nil }
            let kept = protection.flatMap { GenerationPreview.least(rule, $0.missing) ?? 0 > 0 ? $0.until : nil }
            return proposal.report[rule].map { Line(rule, $0, before: points, least: least.flatMap { GenerationPreview.least(rule, $0) }, protectedUntil: kept) }
        }
        totalBefore = before.map { NumberText.grouped(Int($0.reduce(0, +).rounded())) }
        total = NumberText.grouped(Int(proposal.report.score.rounded()))
        weekTitle = "Week of \(grid.week.first.words)"
        previous = grid.week.first > range.first ? GenerationPreview.link(generation.id, grid.week.first - 7, "Previous") : nil
        next = grid.week.last < range.last ? GenerationPreview.link(generation.id, grid.week.first + 7, "Next") : nil
        table = WeekTable(grid, caption: "Preview, week of \(grid.week.first.words), by clinician", day: day) { Paths.generation(generation.id, day: $0) }
        warning = proposal.isOfTheSameRota ? nil : "The rota was changed after this was begun, so it can no longer be saved."
        againPath = Paths.newGeneration(like: generation.order)
    }

    private static func strip(_ id: Int, _ range: DayRange, _ weeks: [ProblemList.Week], shown: Day) -> [StripWeek] {
        let problems = Dictionary(weeks.map { ($0.monday, $0.count) }, uniquingKeysWith: { a, _ in a })
        return stride(from: range.first.monday.number, through: range.last.monday.number, by: 7).map { number in
            let monday = Day(number: number)
            return StripWeek(
                path: Paths.generationGrid(id, week: monday), label: "\(monday.day) \(monday.monthName.prefix(3))", isShown: monday == shown, problems: problems[monday])
        }
    }

    private static func least(_ rule: SoftRule, _ missing: MissingHalfDays) -> Int? {
        switch rule {
        case .s1: missing.duty
        case .s2: missing.cover
        case .s3: missing.supervision
        default: nil
        }
    }

    private static func link(_ id: Int, _ monday: Day, _ label: String) -> WeekLink {
        WeekLink(path: Paths.generationGrid(id, week: monday), label: label, hidden: " week, \(monday.day) \(monday.monthName)")
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private init() {
        page = .preview
        token = .preview
        discardToken = .preview
        lead = "30 November 2026 to 28 February 2027. 94 shifts added, 6 changed, 2 removed. Nothing is saved yet."
        draftPath = "/generations/12/draft"
        discardPath = "/generations/12/discard"
        given = ["Dr Amara Okafor works on the morning of Tuesday 29 December although on leave. The shift is pinned."]
        let problem = ProblemList.Problem(tagClass: "tag tag--gap", tag: "1 short", text: "Mon 23 November, afternoon, Main Surgery", standing: StandingTag(.unavoidable, unavoidable: 1, count: 1),
            reason: "4 doctors needed, 3 available", path: "/generations/12/gaps?week=2026-11-23#gap-2026-11-23-pm-cover-0", hidden: ": 1 short")
        weeks = [ProblemList.Week(monday: Day(number: 20_780), label: "Week of 23 November", path: "/generations/12?week=2026-11-23#grid", isOpen: true, problems: [problem])]
        problemCount = "1 problem in 1 week"
        strip = [StripWeek(path: "/generations/12?week=2026-11-23#grid", label: "23 Nov", isShown: true, problems: "1 problem"), StripWeek(path: "/generations/12?week=2026-11-30#grid", label: "30 Nov", isShown: false, problems: nil)]
        let dates = (22...31).map { "\($0) December" }
        let words = [ScoreSentence("10 mornings short of doctors", dates), ScoreSentence("1 afternoon 2 doctors short", ["Tue 29 December"])]
        lines = [Line(.s2, StoredReport.Line(rule: 2, count: 12, points: 1_200_000, words: words), before: 1_300_000, least: 11)]
        summary = .preview
        total = "1,200,000"
        totalBefore = "1,300,000"
        weekTitle = "Week of 23 November 2026"
        previous = nil
        next = WeekLink(path: "/generations/12?week=2026-11-30", label: "Next", hidden: " week, 30 November")
        table = .preview
        warning = "The rota was changed after this was begun, so it can no longer be saved."
        againPath = "/generations/new"
    }

    static let preview = GenerationPreview()
}
