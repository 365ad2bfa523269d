import Civil
import RotaDomain

/// The locations, and when the practice is open.
struct LocationIndexView {
    struct Row {
        let name: String
        let edit: String
        let removal: String
    }

    struct DayRow {
        let day: String
        let words: String
        let isOpen: Bool
    }

    let page: PageLayout
    let rows: [Row]
    let caption: String
    let days: [DayRow]

    init(page: PageLayout, locations: [Location], opening: OpeningForm) {
        self.page = page
        rows = locations.map { Row(name: $0.name, edit: Paths.editLocation($0.id), removal: Paths.locationRemoval($0.id)) }
        caption = counted(locations.count, "location")
        days = Weekday.allCases.map { weekday in
            let span = Span(parts: Part.allCases.filter { opening.isOpen(weekday, $0) })
            return DayRow(day: weekday.name, words: span.map { $0 == .full ? "Morning and afternoon" : "\($0.label) only" } ?? "Closed", isOpen: span != nil)
        }
    }

    var hasRows: Bool { !rows.isEmpty }

    static let preview = LocationIndexView(page: .preview, locations: [Location(id: 1, name: "Main Surgery")], opening: .usual)
}
