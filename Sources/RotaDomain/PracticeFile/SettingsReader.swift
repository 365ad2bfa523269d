import Civil

/// Reads the `practice` object of a practice file.
enum SettingsReader {
    private static let mostDates = 20_000

    static func read(_ row: Fields, _ names: FileNames) -> PracticeFile.Settings? {
        let name = row.read("name", Check.text)
        let nation = row.read("nation", Check.word(Nation.self))
        let fullTimeParts = row.read("full_time_parts", Check.number(from: 1))
        let open = open(row)
        let closures = row.read("closures", Check.day.list(atMost: mostDates))
        let halfClosures = halfClosures(row)
        let dutySpan = row.read("duty_span", Check.word(DutySpan.self))
        let counting = row.read("counts_towards_minimum", Check.word(TermType.self).list(atMost: 100))
        let supervisors = supervisorGroups(row, names)
        guard let name, let nation, let fullTimeParts, let open, let closures, let halfClosures, let dutySpan, let counting, let supervisors
        else { return nil }
        let (whole, half) = tidied(closures, halfClosures)
        return PracticeFile.Settings(
            name: name, nation: nation, fullTimeParts: fullTimeParts, open: open, closures: whole, halfClosures: half,
            dutySpan: dutySpan, countsTowardsMinimum: counting, supervisorGroups: supervisors)
    }

    /// All seven weekdays; those without a part are left out of the result.
    private static func open(_ row: Fields) -> [Weekday: Set<Part>]? {
        guard let parts = row.read("open", Check.word(Part.self).list(atMost: 100).map(by: Weekday.self)) else { return nil }
        let week = row.object("open")
        for weekday in Weekday.allCases {
            guard week?.has(weekday.rawValue) == true else {
                week?.problem(weekday.rawValue, "is missing")
                continue
            }
            week?.noRepeats(weekday.rawValue, parts[weekday]) { $0.rawValue }
        }
        return parts.mapValues { Set($0) }.filter { !$0.value.isEmpty }
    }

    private static func halfClosures(_ row: Fields) -> [PracticeFile.HalfClosure]? {
        guard row.has("half_closures") else { return [] }
        return row.records("half_closures", atMost: mostDates)?.compactMap { row in
            let date = row.read("date", Check.day)
            let part = row.read("part", Check.word(Part.self))
            guard let date, let part else { return nil }
            return PracticeFile.HalfClosure(date: date, part: part)
        }
    }

    /// Each date once: two halves make a whole closure, and a half of a closed date says nothing.
    private static func tidied(_ closures: [Day], _ halves: [PracticeFile.HalfClosure]) -> ([Day], [PracticeFile.HalfClosure]) {
        let parts = Dictionary(grouping: halves, by: \.date).mapValues { Set($0.map(\.part)) }
        let whole = (closures + halves.map(\.date).filter { parts[$0]?.count == 2 }).withoutRepeats()
        let closed = Set(whole)
        return (whole, halves.withoutRepeats().filter { !closed.contains($0.date) })
    }

    private static func supervisorGroups(_ row: Fields, _ names: FileNames) -> [TermType: String]? {
        guard let groups = row.read("supervisor_groups", Check.text.map(by: TraineeType.self)) else { return nil }
        let fields = row.object("supervisor_groups")
        for (type, group) in groups { fields?.known(type.rawValue, group, among: names.groups, "group") }
        return groups.reduce(into: [:]) { $0[$1.key.type] = $1.value }
    }

    /// The keys of `supervisor_groups`.
    private enum TraineeType: String, CaseIterable {
        case fy, st

        var type: TermType { self == .fy ? .fy : .st }
    }
}
