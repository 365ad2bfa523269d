import Civil
import RotaDomain
import RotaStore

/// The week of the rota, ready for display.
struct WeekView {
    struct Tag {
        let classes: String
        let text: String
    }

    struct Head {
        let classes: String
        /// "Tuesday 24 November 2026, today, morning"
        let spoken: String
        /// "Tue 24", over both halves.
        let dayName: String?
        let note: String?
        let part: String
    }

    struct DayLink {
        let path: String
        let long: String
        let short: String
        let number: Int
        let isCurrent: Bool
    }

    struct Site {
        let letter: String
        let name: String
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
    let dayLinks: [DayLink]
    let printLine: String
    let tableClass: String
    let heads: [Head]
    let dutyRows: [WeekRow]
    let groups: [WeekGroup]
    let coverRows: [WeekRow]
    let sites: [Site]
    /// In place of the grid: what to do first.
    let empty: String?
    let manages: Bool

    var hasWarnings: Bool { !warnings.isEmpty }
    var hasPeople: Bool { !groups.isEmpty }

    init(page: PageLayout, grid: WeekGrid, address: WeekAddress, found: [Warning], printedAt: Instant) {
        let days = grid.columns.map(\.day)
        let isEmpty = grid.people.allSatisfy { $0.plans.allSatisfy(\.isEmpty) && $0.published.allSatisfy(\.isEmpty) }
        let state = WeekState(grid, isEmpty: isEmpty)
        let shown = address.day.flatMap { days.firstIndex(of: $0) } ?? days.firstIndex(of: grid.today) ?? 0
        self.page = page
        title = "Week of \(grid.week.first.words)"
        tags = state.tags
        manages = grid.manages
        generatePath = manages ? Paths.newGeneration(grid.week) : nil
        publishPath = manages && state.canPublish ? Paths.newPublication(grid.week) : nil
        publishLabel = state.publishLabel
        previous = WeekView.neighbour(grid.week.first - 7)
        next = WeekView.neighbour(grid.week.first + 7)
        isThisWeek = grid.week.contains(grid.today)
        misread = address.misread.map { "“\($0)” is no date that this page understands, so here is the present week. Write the date like 23/11/2026." }
        warnings = isEmpty ? [] : found.map { WarningRow($0, grid.rota) }
        warningTitle = "\(counted(found.count, "warning")) this week"
        warningSummary = WeekState.summary(found)
        dayLinks = days.enumerated().map { index, day in
            DayLink(path: Paths.week(at: day), long: day.long, short: day.weekday.shortName, number: day.day, isCurrent: index == shown)
        }
        let printed = "\(London.day(at: printedAt).words) \(London.time(at: printedAt).words)"
        printLine = "\(page.brand), week of \(grid.week.first.words). Printed \(printed), \(state.printed)."
        tableClass = "week week--\(days.count) show-\(shown + 1)"
        heads = grid.columns.indices.flatMap { WeekView.heads(grid, $0) }
        // A grid without a published day would be an empty frame.
        let hasGrid = manages || grid.columns.contains(where: \.isPublished)
        dutyRows = hasGrid ? grid.dutyRows : []
        groups = hasGrid ? grid.groupViews : []
        coverRows = grid.coverRows
        sites = grid.rota.file.locations.compactMap { name in grid.letters[name].map { Site(letter: $0, name: name) } }
        empty = isEmpty || !hasGrid ? state.emptyText : nil
    }

    private static func neighbour(_ monday: Day) -> Neighbour {
        Neighbour(path: Paths.week(of: monday), hidden: " week, \(monday.day) \(monday.monthName)")
    }

    private static func heads(_ grid: WeekGrid, _ index: Int) -> [Head] {
        let column = grid.columns[index]
        return Part.allCases.map { part in
            let isClosed = !column.open.contains(part)
            let closed = column.closure.map { "closed: \($0)" } ?? "closed"
            var spoken = column.day.long + (column.isToday ? ", today" : "") + ", \(part.word)" + (isClosed ? ", \(closed)" : "")
            var notes = part == .am && column.isToday ? ["Today"] : []
            if isClosed, part == .am || !column.open.isEmpty { notes.append(column.closure.map { "Closed: \($0)" } ?? "Closed") }
            if !grid.shows(index), !isClosed {
                spoken += ", not published"
                if part == .am { notes.append("Not published") }
            }
            return Head(
                classes: grid.classes(index, part), spoken: spoken, dayName: part == .am ? column.day.short : nil,
                note: notes.isEmpty ? nil : notes.joined(separator: ", "), part: part == .am ? "AM" : "PM")
        }
    }

    private init() {
        page = .preview
        title = "Week of 23 November 2026"
        tags = [Tag(classes: "tag tag--good", text: "Published, version 3")]
        generatePath = "/generations/new"
        publishPath = "/publications/new"
        publishLabel = "Publish 4 changes"
        previous = Neighbour(path: "/rota?week=2026-11-16", hidden: " week, 16 November")
        next = Neighbour(path: "/rota?week=2026-11-30", hidden: " week, 30 November")
        isThisWeek = true
        misread = nil
        warnings = [.preview]
        warningTitle = "1 warning this week"
        warningSummary = "1 part short"
        dayLinks = [DayLink(path: "/rota?day=2026-11-23", long: "Monday 23 November 2026", short: "Mon", number: 23, isCurrent: true)]
        printLine = "Elm Surgery"
        tableClass = "week week--5 show-1"
        heads = [Head(classes: "am today", spoken: "Monday 23 November 2026, today, morning", dayName: "Mon 23", note: "Today", part: "AM"), Head(classes: "pm today", spoken: "Monday 23 November 2026, today, afternoon", dayName: nil, note: nil, part: "PM")]
        dutyRows = [.preview]
        groups = [.preview]
        coverRows = [WeekRow(heading: "Cover", path: nil, cells: [WeekCell(classes: "am", cover: WeekCell.Cover(text: "3 of 4", short: "1 short", path: "/warnings", hidden: ": Monday")), WeekCell(classes: "pm", hidden: "Closed")])]
        sites = [Site(letter: "M", name: "Main Surgery")]
        empty = nil
        manages = true
    }

    static let preview = WeekView()
}
