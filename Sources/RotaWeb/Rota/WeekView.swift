import Civil
import RotaDomain
import RotaStore

/// The week of the rota, ready for display.
struct WeekView {
    struct Tag {
        let classes: String
        let text: String
    }

    struct Site {
        let letter: String
        let name: String
    }

    /// In place of the grid, or above an empty one: what to do first.
    struct Empty {
        let text: String
        let action: PageLayout.Link?
    }

    struct Neighbour {
        let path: String
        /// "week, 16 November"
        let hidden: String
    }

    let page: PageLayout
    let title: String
    let tags: [Tag]
    let generatePath: String?
    let publishPath: String?
    let publishLabel: String
    let previous: Neighbour
    let next: Neighbour
    let isThisWeek: Bool
    let misread: String?
    let warnings: [WarningRow]
    let warningTitle: String
    let warningSummary: String
    let printLine: String
    let table: WeekTable
    let sites: [Site]
    let empty: Empty?
    /// For clinicians: the first published date to come, when this week has none, or the last one.
    let ahead: PageLayout.Link?
    let manages: Bool
    /// Which marks of rules the key explains.
    let hasAgainst: Bool
    let hasKnown: Bool

    var hasWarnings: Bool { !warnings.isEmpty }
    var hasPeople: Bool { !table.groups.isEmpty }

    init(page: PageLayout, drawing: WeekDrawing, address: WeekAddress, printedAt: Instant) {
        let monday = address.week.first, state = drawing.state
        self.page = page
        title = "Week of \(monday.words)"
        tags = state.tags
        manages = drawing.manages
        generatePath = drawing.changes ? Paths.newGeneration(address.week) : nil
        publishPath = drawing.changes && state.canPublish ? Paths.newPublication(address.week) : nil
        publishLabel = state.publishLabel
        previous = WeekView.neighbour(monday - 7)
        next = WeekView.neighbour(monday + 7)
        isThisWeek = drawing.isThisWeek
        misread = address.misread.map { "“\($0)” is not a date. This is the current week. Write the date like 23/11/2026." }
        ahead = drawing.ahead.map { PageLayout.Link(label: "Published from \($0.words): open it", path: Paths.week(at: $0)) }
            ?? drawing.behind.map { PageLayout.Link(label: "Published until \($0.words): open it", path: Paths.week(at: $0)) }
        warnings = drawing.warnings
        hasAgainst = drawing.hasAgainst
        hasKnown = drawing.hasKnown
        warningTitle = drawing.warningTitle
        warningSummary = drawing.warningSummary
        let printed = "\(London.day(at: printedAt).words) \(London.time(at: printedAt).words)"
        printLine = "\(page.brand), week of \(monday.words). Printed \(printed), \(state.printed)."
        table = drawing.table
        sites = drawing.sites
        empty = drawing.isUnpublished ? Empty(text: "\(state.empty.text) No other week has been published either.", action: nil) : drawing.isEmpty || !drawing.hasGrid ? state.empty : nil
    }

    private static func neighbour(_ monday: Day) -> Neighbour {
        Neighbour(path: Paths.week(of: monday), hidden: " week, \(monday.day) \(monday.monthName)")
    }

    private init() {
        page = .preview
        title = "Week of 23 November 2026"
        tags = [Tag(classes: "tag tag--good", text: "Published, version 3")]
        generatePath = "/generations/new"
        publishPath = "/publications/new"
        publishLabel = "Publish 4 changes this week"
        previous = Neighbour(path: "/rota?week=2026-11-16", hidden: " week, 16 November")
        next = Neighbour(path: "/rota?week=2026-11-30", hidden: " week, 30 November")
        isThisWeek = true
        misread = nil
        warnings = [.preview]
        warningTitle = "1 warning this week"
        warningSummary = "1 half-day short"
        printLine = "Elm Surgery"
        table = .preview
        sites = [Site(letter: "M", name: "Main Surgery")]
        empty = Empty(text: "No shifts stand in this week yet.", action: PageLayout.Link(label: "Generate a rota", path: "/generations/new"))
        ahead = PageLayout.Link(label: "Published from 23 November 2026: open it", path: "/rota?week=2026-11-23")
        manages = true
        hasAgainst = true
        hasKnown = true
    }

    static let preview = WeekView()
}
