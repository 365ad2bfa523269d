import Civil
import RotaDomain

/// The grid itself: clinicians by half-days, with the duty rows above and cover below. Shared by the week's page and the preview of a generated rota.
struct WeekTable {
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

    let caption: String
    let dayLinks: [DayLink]
    let tableClass: String
    let heads: [Head]
    let dutyRows: [WeekRow]
    let groups: [WeekGroup]
    let coverRows: [WeekRow]

    /// - Parameters:
    ///   - day: the one shown on narrow screens; else today, else the first that is open.
    ///   - hasRows: false where nothing may be seen.
    ///   - path: leads to the same page opened at a day.
    init(_ grid: WeekGrid, caption: String, day: Day?, hasRows: Bool = true, path: (Day) -> String) {
        let days = grid.columns.map(\.day)
        let shown = day.flatMap { days.firstIndex(of: $0) } ?? days.firstIndex(of: grid.today) ?? grid.columns.firstIndex { !$0.open.isEmpty } ?? 0
        self.caption = caption
        dayLinks = days.enumerated().map { index, day in
            DayLink(path: path(day), long: day.long, short: day.weekday.shortName, number: day.day, isCurrent: index == shown)
        }
        tableClass = "week week--\(days.count) show-\(shown + 1)"
        heads = grid.columns.indices.flatMap { WeekTable.heads(grid, $0) }
        dutyRows = hasRows ? grid.dutyRows : []
        groups = hasRows ? grid.groupViews : []
        coverRows = grid.coverRows
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
        caption = "Rota, week of 23 November 2026, by clinician"
        dayLinks = [DayLink(path: "/rota?day=2026-11-23", long: "Monday 23 November 2026", short: "Mon", number: 23, isCurrent: true)]
        tableClass = "week week--5 show-1"
        heads = [Head(classes: "am today", spoken: "Monday 23 November 2026, today, morning", dayName: "Mon 23", note: "Today", part: "AM"), Head(classes: "pm today", spoken: "Monday 23 November 2026, today, afternoon", dayName: nil, note: nil, part: "PM")]
        dutyRows = [.preview]
        groups = [.preview]
        coverRows = [WeekRow(heading: "Cover", path: nil, cells: [WeekCell(classes: "am", cover: WeekCell.Cover(text: "3 of 4", short: "1 short", path: "/warnings", hidden: ": Monday")), WeekCell(classes: "pm", hidden: "Closed")])]
    }

    static let preview = WeekTable()
}
