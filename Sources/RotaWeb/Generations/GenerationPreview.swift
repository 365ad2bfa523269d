import Civil
import RotaDomain
import RotaEngine

/// The preview of a generated rota, ready for display.
struct GenerationPreview {
    struct Fact {
        let heading: String
        let text: String
    }

    struct Line {
        let title: String
        let count: String
        let points: String
    }

    struct WeekLink {
        let path: String
        let label: String
        let hidden: String
    }

    let page: PageLayout
    let token: FormToken
    let discardToken: FormToken
    let lead: String
    let draftPath: String
    let discardPath: String
    let given: [String]
    let weeks: [ProblemList.Week]
    let facts: [Fact]
    let lines: [Line]
    let total: String
    let weekTitle: String
    let previous: WeekLink?
    let next: WeekLink?
    let table: WeekTable
    /// Why it can't be saved any more.
    let warning: String?
    let againPath: String

    var hasGiven: Bool { !given.isEmpty }

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
        weeks = ProblemList(proposal.report, generation: generation.id, practice: proposal.request.practice).weeks
        facts = SoftRule.allCases.compactMap { rule in
            guard let heading = ScoreWords.heading(rule), let line = proposal.report[rule], let text = ScoreWords.sentence(rule, line) else { return nil }
            return Fact(heading: heading, text: text)
        }
        lines = SoftRule.allCases.compactMap { rule in
            proposal.report[rule].map { line in
                Line(title: ScoreWords.title(rule), count: NumberText.decimal(line.count), points: NumberText.grouped(Int(line.points.rounded())))
            }
        }
        total = NumberText.grouped(Int(proposal.report.score.rounded()))
        weekTitle = "Week of \(grid.week.first.words)"
        previous = grid.week.first > range.first ? GenerationPreview.link(generation.id, grid.week.first - 7, "Previous") : nil
        next = grid.week.last < range.last ? GenerationPreview.link(generation.id, grid.week.first + 7, "Next") : nil
        table = WeekTable(grid, caption: "Preview, week of \(grid.week.first.words), by clinician", day: day) { Paths.generation(generation.id, day: $0) }
        warning = proposal.isOfTheSameRota ? nil : "The rota was changed after this was begun, so it can no longer be saved."
        againPath = Paths.newGeneration(like: generation.order)
    }

    private static func link(_ id: Int, _ monday: Day, _ label: String) -> WeekLink {
        WeekLink(path: Paths.generation(id, week: monday), label: label, hidden: " week, \(monday.day) \(monday.monthName)")
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private init() {
        page = .preview
        token = .preview
        discardToken = .preview
        lead = "30 November 2026 to 28 February 2027. 94 days added, 6 changed, 2 removed. Nothing is saved yet."
        draftPath = "/generations/12/draft"
        discardPath = "/generations/12/discard"
        given = ["Dr Amara Okafor is on leave on Tue 29 December, morning (H1)"]
        let problem = ProblemList.Problem(tagClass: "tag tag--gap", tag: "1 short", text: "Mon 23 November, afternoon, Main Surgery", path: "/generations/12/gaps?week=2026-11-23", hidden: ": 1 short")
        weeks = [ProblemList.Week(monday: Day(number: 20_780), label: "Week of 23 November", problems: [problem])]
        facts = [Fact(heading: "Duty shared", text: "Everyone within 1.4 half-days of the fair share")]
        lines = [Line(title: "Duty places left empty", count: "1", points: "1,000,000")]
        total = "1,000,000"
        weekTitle = "Week of 23 November 2026"
        previous = nil
        next = WeekLink(path: "/generations/12?week=2026-11-30", label: "Next", hidden: " week, 30 November")
        table = .preview
        warning = "The rota was changed after this was begun, so it can no longer be saved."
        againPath = "/generations/new"
    }

    static let preview = GenerationPreview()
}
