import Civil
import RotaDomain

/// The cover grid: a table for each location, and what is special on single dates to come.
struct CoverView {
    struct Cell {
        /// Nil where the practice is closed.
        let field: Field?
    }

    struct Field {
        let id: String
        let value: String
        let label: String
        let error: String?

        var hasError: Bool { error != nil }
    }

    struct Row {
        let day: String
        let cells: [Cell]
    }

    struct Table {
        let captionId: String
        let location: String
        let rows: [Row]
    }

    let page: PageLayout
    let token: FormToken
    let lead: String
    /// What the fields show, to notice what somebody else changes meanwhile.
    let stood: String
    let tables: [Table]
    let overrides: CoverOverrideTable

    init(page: PageLayout, token: FormToken, grid: CoverGrid, form: CoverForm, counts: [TermType], overrides: [CoverOverride]) {
        self.page = page
        self.token = token
        stood = form.stood
        let others = TermType.allCases.filter { !counts.contains($0) }.map { "\($0.label)s" }
        let exception = others.isEmpty ? "" : " \(others.formatted) do not count."
        lead = "How many doctors each half-day needs at each location, and how many of them on duty.\(exception)"
        self.overrides = CoverOverrideTable(overrides, locations: grid.locations, caption: "From today on")
        let weekdays = Weekday.allCases.filter { weekday in Part.allCases.contains { grid.opening.isOpen(weekday, $0) } }
        tables = grid.locations.map { location in
            Table(
                captionId: "cover-\(location.id)", location: location.name,
                rows: weekdays.map { weekday in
                    Row(day: weekday.name, cells: Part.allCases.flatMap { Self.cells(CoverPlace(weekday: weekday, part: $0, locationId: location.id), grid, form) })
                })
        }
    }

    private static func cells(_ place: CoverPlace, _ grid: CoverGrid, _ form: CoverForm) -> [Cell] {
        guard grid.opening.isOpen(place.weekday, place.part) else { return [Cell(field: nil), Cell(field: nil)] }
        return [(CoverForm.minimumId(place), "Doctors needed"), (CoverForm.dutyId(place), "Duty doctors")].map { id, label in
            Cell(field: Field(id: id, value: form.typed[id] ?? "", label: "\(label), \(grid.words(place))", error: form.errors[id]))
        }
    }

    var hasTables: Bool { tables.contains { !$0.rows.isEmpty } }

    static let preview = CoverView(
        page: .preview, token: .preview, grid: previewGrid, form: CoverForm(previewGrid), counts: [.partner, .salaried, .locum, .st],
        overrides: [CoverOverride(place: CoverDate(day: Day(number: 20_816), part: .am, locationId: 1), need: CoverNeed(minimum: 5, duty: 2))])

    private static let previewGrid = CoverGrid(
        locations: [Location(id: 1, name: "Main Surgery")], opening: .usual,
        needs: [CoverPlace(weekday: .mon, part: .am, locationId: 1): CoverNeed(minimum: 4, duty: 1)])
}

extension [String] {
    /// "A", "A and B", "A, B and C"
    var formatted: String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and \(last)"
    }
}

/// Needs of single dates, a row each.
struct CoverOverrideTable {
    struct Row {
        let day: String
        let part: String
        let location: String
        let minimum: Int
        let duty: Int
        let path: String
        /// For readers of the links: "Tue 29 December, morning, Main Surgery"
        let words: String
    }

    let caption: String
    let rows: [Row]

    init(_ overrides: [CoverOverride], locations: [Location], caption: String) {
        self.caption = caption
        rows = overrides.map { override in
            let place = override.place
            let location = locations.first { $0.id == place.locationId }?.name ?? ""
            return Row(
                day: place.day.long, part: place.part.label, location: location, minimum: override.need.minimum, duty: override.need.duty,
                path: Paths.coverOverride(place), words: "\(place.day.medium), \(place.part.word), \(location)")
        }
    }

    var hasRows: Bool { !rows.isEmpty }

    static let preview = CoverView.preview.overrides
}
