import Civil
import RotaDomain

/// A mark in the grid: a short word with its shape and colour, and the whole meaning for screen readers.
struct Chip {
    var classes: String
    /// Nil where nothing can be done.
    var path: String?
    var isPinned = false
    /// Read before the word.
    var prefix: String?
    /// Nil for the dash of "not working".
    var word: String?
    /// Read after the word.
    var hidden = ""
    var site: String?
    /// Does it stand against a rule?
    var isAgainst = false

    var mark: ChipMark { ChipMark(isPinned: isPinned, isAgainst: isAgainst, prefix: prefix, word: word, hidden: hidden, site: site) }

    static let preview = Chip(classes: "chip chip--duty chip--full", path: "/rota/1/2026-11-23", isPinned: true, word: "Duty", hidden: " doctor, Main Surgery all day, pinned", site: "M")
}

/// What stands inside a chip.
struct ChipMark {
    let isPinned: Bool
    let isAgainst: Bool
    let prefix: String?
    let word: String?
    let hidden: String
    let site: String?

    static let preview = Chip.preview.mark
}

/// One half-day of one row.
struct WeekCell {
    var classes: String
    var chips: [Chip] = []
    /// Read where there is no chip.
    var hidden = ""
    /// "4 in"
    var text: String?
    var cover: Cover?

    struct Cover {
        /// "3 of 4"
        let text: String
        /// "1 short"
        let short: String?
        /// Leads to why; nil for those who don't manage the rota.
        let path: String?
        /// Read after "1 short".
        let hidden: String
    }

    static let preview = WeekCell(classes: "am", chips: [.preview])
}

/// A row of the grid: its heading and a cell a half-day.
struct WeekRow {
    let heading: String
    /// The clinician's page, for managers.
    let path: String?
    var isOwn = false
    var cells: [WeekCell]

    static let preview = WeekRow(heading: "Dr Amara Okafor", path: "/clinicians/1", cells: [.preview, WeekCell(classes: "pm", hidden: "Duty doctor, as in the morning")])
}

/// A contract type's rows, under a row with its name.
struct WeekGroup {
    let heading: WeekRow
    let rows: [WeekRow]

    static let preview = WeekGroup(heading: WeekRow(heading: "Partners", path: nil, cells: [WeekCell(classes: "am", text: "1 in"), WeekCell(classes: "pm", text: "1 in")]), rows: [.preview])
}

extension WeekGrid {
    /// A clinician's two cells of a day. A whole day of one kind is one chip over both halves; the afternoon's cell then says so in words.
    func cells(_ person: Person, _ column: Int) -> [WeekCell] {
        let marks = Part.allCases.map { mark(person, column, $0) }
        guard let am = marks[0], let pm = marks[1], am == pm else {
            return zip(Part.allCases, marks).map { part, mark in
                mark.map { WeekCell(classes: classes(column, part), chips: [chip($0, person, column, isFull: false)]) }
                    ?? WeekCell(classes: classes(column, part), hidden: columns[column].open.contains(part) ? "Not published yet" : "Closed")
            }
        }
        return [
            WeekCell(classes: classes(column, .am), chips: [chip(am, person, column, isFull: true)]),
            WeekCell(classes: classes(column, .pm), hidden: "\(am.spoken), as in the morning"),
        ]
    }

    /// What a half-day shows.
    private struct Mark: Equatable {
        var kind: String
        var prefix: String?
        var word: String?
        var suffix = ""
        var location: String?
        var isPinned = false
        /// What it says against a rule, and whether that was knowingly saved.
        var against: String?
        var isKnown = false
        var isChanged = false
        var isDraft = false

        var spoken: String { (prefix ?? "") + (word ?? "Not working") + suffix }
    }

    /// Nil where a closed part holds nothing, and where the account sees nothing.
    private func mark(_ person: Person, _ column: Int, _ part: Part) -> Mark? {
        guard shows(column) else { return nil }
        let plan = person.plans[column], leave = person.leave[column][part == .am ? 0 : 1]
        let isOpen = columns[column].open.contains(part)
        let old = person.published[column][part], new = plan[part]
        let isSame = old == nil && new == nil || old.flatMap { old in new.map { $0.isSame(as: old) } } == true
        let isChanged = manages && columns[column].isPublished && !isSame
        if let work = new {
            var mark = Mark(kind: "work", word: "Surgery", location: work.location, isPinned: work.pinned, isChanged: isChanged)
            if let rule = rules[person.clinician.id]?[columns[column].day], rule.parts.contains(part) { (mark.against, mark.isKnown) = (rule.mark, rule.isOverridden) }
            mark.isDraft = manages && (isChanged || !columns[column].isPublished)
            switch (work.kind, person.types[column]) {
            case (.duty, _): (mark.kind, mark.word, mark.suffix) = ("duty", "Duty", " doctor")
            case (_, .fy), (_, .st): (mark.kind, mark.prefix, mark.word) = ("trainee", "Trainee ", "Clinic")
            case (_, .locum): (mark.kind, mark.word, mark.suffix) = ("locum", "Locum", " surgery")
            default: break
            }
            return mark
        }
        guard isOpen || isChanged else { return nil }
        if let leave {
            let words = LeaveWords.chip(leave)
            return Mark(kind: "leave", prefix: words.prefix.isEmpty ? nil : words.prefix, word: words.word, suffix: words.suffix, isChanged: isChanged)
        }
        return Mark(kind: "off", isChanged: isChanged)
    }

    private func chip(_ mark: Mark, _ person: Person, _ column: Int, isFull: Bool) -> Chip {
        var classes = "chip chip--\(mark.kind)"
        if isFull { classes += " chip--full" }
        if mark.isDraft { classes += " chip--draft" }
        if mark.isChanged { classes += " chip--changed" }
        if mark.against != nil { classes += mark.isKnown ? " chip--known" : " chip--against" }
        var hidden = mark.word == nil ? "Not working" : mark.suffix
        if let location = mark.location, letters.count > 1 { hidden += ", \(location)" }
        if isFull, mark.word != nil { hidden += mark.location != nil && letters.count > 1 ? " all day" : ", all day" }
        if mark.isPinned { hidden += ", pinned" }
        if let text = mark.against { hidden += ", \(text)" }
        if mark.isChanged { hidden += proposal == nil ? ", changed since published" : ", not so today" } else if mark.isDraft { hidden += ", not published" }
        return Chip(
            classes: classes, path: dayPath(person, column), isPinned: mark.isPinned, prefix: mark.prefix, word: mark.word,
            hidden: hidden, site: mark.location.flatMap { letters[$0] }, isAgainst: mark.against != nil)
    }
}
