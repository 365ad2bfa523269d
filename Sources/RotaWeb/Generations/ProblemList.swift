import Civil
import RotaDomain
import RotaEngine

/// What a rota could not meet, in words: by week, the heaviest first, dates of one kind together.
struct ProblemList {
    struct Week {
        let monday: Day
        /// "Week of 28 December"
        let label: String
        /// The week in the preview's grid.
        let path: String
        let isOpen: Bool
        let problems: [Problem]

        /// "5 problems"
        var count: String { counted(number, "problem") }
        /// "5 problems, all unavoidable", "5 problems: 2 unavoidable, 1 could be met", "1 problem, which could be met"
        var summary: String {
            let all = number, said = [GapAccount.Standing.unavoidable, .tied, .couldBeMet].map { kind in
                (kind: kind, words: kind.columnTitle.lowercased(), count: problems.reduce(0) { $1.standing?.kind == kind ? $0 + $1.size : $0 })
            }.filter { $0.count > 0 }
            guard let first = said.first else { return count }
            if first.count == all {
                let one = first.kind == .couldBeMet ? "which " : ""
                return "\(count), \(all == 1 ? one : all == 2 ? "both " : "all ")\(first.words)"
            }
            return "\(count): " + said.map { "\($0.count) \($0.words)" }.joined(separator: ", ")
        }

        var number: Int { problems.reduce(0) { $0 + $1.size } }
    }

    struct Problem {
        let tagClass: String
        let tag: String
        let text: String
        /// Could it be met? Nil where that is not known.
        let standing: StandingTag?
        /// "4 doctors needed, 3 available"
        let reason: String?
        /// Nil where there are no reasons to show.
        let path: String?
        /// Read after "See why".
        let hidden: String
        /// Gaps in the line, so that a count stays what it is when more of them turn out to be alike.
        var size = 1
    }

    private struct Kind: Hashable {
        let weight: Int
        let title: GapTitle
        let location: String
        let part: Part
        let brief: GapBrief?
    }

    /// A gap with what is known of it.
    private struct Known {
        /// Its place in the report.
        let place: Int
        let gap: Gap
        let title: GapTitle
        let brief: GapBrief?
    }

    let weeks: [Week]

    /// More lines than this are folded, but for the week that is shown.
    private static let fewLines = 10

    /// - Parameters:
    ///   - briefs: of the report's gaps, by place.
    ///   - shown: the Monday of the week that is looked at.
    init(_ report: StoredReport, _ briefs: [Int: GapBrief] = [:], generation: Int, practice: PracticeFile, shown: Day) {
        let holes = report.gaps.enumerated().compactMap { place, hole in hole.gap.map { (place, $0) } }
        let dates = DayRange(holes.map(\.1.date).min() ?? shown, holes.map(\.1.date).max() ?? shown) ?? DayRange(shown)
        let needs = CoverTable(practice, dates)
        let known = holes.map { place, gap in
            Known(place: place, gap: gap, title: GapTitle(gap, needed: needs.need(gap.date, gap.part, gap.location)), brief: briefs[place])
        }
        let gaps = Dictionary(grouping: known) { $0.gap.date.monday }
        let missed = Dictionary(grouping: report.missed.compactMap { item in Day(iso: item.date).map { (item.clinician, $0) } }) { $0.1.monday }
        let names = Dictionary(practice.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        let found = Set(gaps.keys).union(missed.keys).sorted().map { monday in
            let path: (Gap) -> String = { Paths.generationGap(generation, $0, in: practice) }
            return (monday, ProblemList.problems(gaps[monday] ?? [], names, path) + ProblemList.promises(missed[monday] ?? [], names))
        }
        let areFew = found.reduce(0) { $0 + $1.1.count } <= ProblemList.fewLines
        weeks = found.map { monday, problems in
            Week(
                monday: monday, label: "Week of \(monday.day) \(monday.monthName)", path: Paths.generationGrid(generation, week: monday),
                isOpen: areFew || monday == shown, problems: problems)
        }
    }

    /// Gaps of one kind of which the same is to be said stand in one line.
    private static func problems(_ known: [Known], _ names: [String: String], _ path: (Gap) -> String) -> [Problem] {
        let groups = Dictionary(grouping: known) { known in
            Kind(weight: weight(known.gap.kind), title: known.title, location: known.gap.location, part: known.gap.part, brief: known.brief)
        }
        // The report is in order of date; and what is equal but for its place there must not stand as a hash table has it.
        let order = groups.sorted { a, b in
            let (first, second) = (a.value[0], b.value[0])
            return (a.key.weight, first.gap.date, a.key.part, a.key.location, first.place) < (b.key.weight, second.gap.date, b.key.part, b.key.location, second.place)
        }
        return order.map { kind, known in problem(kind, known.map(\.gap), names, path(known[0].gap)) }
    }

    private static func problem(_ kind: Kind, _ gaps: [Gap], _ names: [String: String], _ path: String) -> Problem {
        let parts = counted(gaps.count, kind.part.word)
        let isOne = gaps.count == 1
        let dates = isOne ? "\(gaps[0].date.medium), \(kind.part.word)" : gaps.map(\.date.medium).joined(separator: ", ")
        let tag = isOne ? kind.title.tag : kind.title.tag(ofEach: parts), text: String
        switch kind.title.kind {
        case .duty, .cover: text = "\(dates), \(kind.location)"
        case .supervision(let trainee): text = "\(names[trainee] ?? "A trainee"), \(dates)"
        }
        let tagClass = kind.weight == 2 ? "tag tag--trainee" : "tag tag--gap"
        let standing = kind.brief.flatMap { StandingTag($0.standing, unavoidable: $0.unavoidable, count: gaps[0].count) }
        return Problem(
            tagClass: tagClass, tag: tag, text: text, standing: standing, reason: kind.brief?.text, path: path, hidden: ": \(tag), \(text)", size: gaps.count)
    }

    /// Must-work days and weekly minimums that partners did not get.
    private static func promises(_ missed: [(String, Day)], _ names: [String: String]) -> [Problem] {
        Dictionary(grouping: missed, by: \.0).sorted { $0.key < $1.key }.map { clinician, items in
            Problem(
                tagClass: "tag", tag: "Promise missed", text: "\(names[clinician] ?? "A partner") works less than the term promises for this week", standing: nil, reason: nil,
                path: nil, hidden: "")
        }
    }

    private static func weight(_ kind: Gap.Kind) -> Int {
        switch kind {
        case .duty: 0
        case .cover: 1
        case .supervision: 2
        }
    }
}
