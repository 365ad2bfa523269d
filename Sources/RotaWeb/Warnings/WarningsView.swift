import Civil
import RotaDomain
import RotaStore

/// What the rota lacks from today on, week by week.
struct WarningsView {
    struct Week {
        let title: String
        let path: String
        let rows: [WarningRow]
    }

    /// The dates that a list of a year leaves out.
    struct More {
        let text: String
        let path: String
        let label: String
    }

    let page: PageLayout
    let lead: String
    let kind: SelectField
    let from: TextField
    let to: TextField
    let weeks: [Week]
    /// Where the list ends before the dates do.
    let more: More?
    /// In place of the list.
    let emptyTitle: String
    let emptyText: String
    let emptyAction: PageLayout.Link

    init(page: PageLayout, filter: WarningFilter, warnings: WarningsFound, rota: VisibleRota, dates: WarningFilter.Dates, today: Day) {
        let range = dates.range
        let words = range.first == today ? "from today to \(range.last.words)" : "from \(range.first.words) to \(range.last.words)"
        let mondays = Set(warnings.gaps.map(\.day.monday) + warnings.rules.map(\.day.monday)).sorted()
        let gaps = Dictionary(grouping: warnings.gaps, by: \.day.monday), rules = Dictionary(grouping: warnings.rules, by: \.day.monday)
        self.init(
            page: page, filter: filter, lead: "\(warnings.isEmpty ? "None" : "\(warnings.count)") in the rota \(words).",
            weeks: mondays.map { monday in
                let found = WarningsFound(gaps: gaps[monday] ?? [], rules: rules[monday] ?? [])
                return Week(title: "Week of \(monday.words)", path: Paths.week(of: monday), rows: WarningRow.all(found, rota))
            },
            more: dates.cutFrom.map { end in
                More(
                    text: "A list is a year at the most, so the dates to \(end.words) are left out.", path: Paths.warnings(from: range.last + 1, filter),
                    label: "List from \((range.last + 1).words)")
            },
            emptyTitle: filter.isFiltering ? "No warnings match" : "Nothing is missing",
            emptyText: filter.isFiltering ? "Choose other dates or all kinds to see more." : "Each half-day has the doctors and the duty doctor that it needs, each trainee is supervised, and no shift stands against a rule.",
            emptyAction: PageLayout.Link(label: filter.isFiltering ? "Show all warnings" : "See the week", path: filter.isFiltering ? Paths.warnings : Paths.rota))
    }

    /// No rota stands on these dates.
    init(page: PageLayout, filter: WarningFilter) {
        self.init(
            page: page, filter: filter, lead: "", weeks: [], more: nil, emptyTitle: "No rota on these dates",
            emptyText: "Warnings appear once shifts stand on the rota.", emptyAction: PageLayout.Link(label: "Generate a rota", path: Section.generate.path))
    }

    private init(page: PageLayout, filter: WarningFilter, lead: String, weeks: [Week], more: More?, emptyTitle: String, emptyText: String, emptyAction: PageLayout.Link) {
        self.page = page
        self.lead = lead
        kind = SelectField(
            id: "kind", label: "Kind",
            options: [SelectField.Option(value: "", label: "All", selected: filter.kind == nil)]
                + WarningFilter.Kind.allCases.map { SelectField.Option(value: $0.rawValue, label: $0.label, selected: $0 == filter.kind) })
        from = TextField(id: "from", label: "From", hint: "Such as 27/3/2027", value: filter.from, width: "input--10")
        to = TextField(id: "to", label: "To", hint: "Such as 27/3/2027", value: filter.to, width: "input--10")
        self.weeks = weeks
        self.more = more
        self.emptyTitle = emptyTitle
        self.emptyText = emptyText
        self.emptyAction = emptyAction
    }

    static let preview = WarningsView(
        page: .preview, filter: WarningFilter(.init()), lead: "1 in the rota from today to 28 February 2027.",
        weeks: [Week(title: "Week of 23 November 2026", path: "/rota?week=2026-11-23", rows: [.preview])],
        more: More(text: "A list is a year at the most, so the dates to 3 March 2028 are left out.", path: "/warnings?from=2027-11-23", label: "List from 23 November 2027"), emptyTitle: "", emptyText: "",
        emptyAction: PageLayout.Link(label: "Generate a rota", path: "/generations/new"))
}
