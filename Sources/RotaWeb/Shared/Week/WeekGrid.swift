import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// A week of the rota, indexed for drawing: who is shown, what each does on each day, and what each part needs. Made in one pass over flat data.
struct WeekGrid {
    struct DayColumn {
        let day: Day
        let open: Set<Part>
        /// Of the closure, where one stands on this date.
        let closure: String?
        let isToday: Bool
        let isPublished: Bool
    }

    struct Person {
        let clinician: PracticeFile.Clinician
        let id: Int
        /// By column.
        var plans: [DayPlan]
        var published: [DayPlan]
        var leave: [[String?]]
        /// Of the term in force.
        var types: [TermType?]
    }

    struct Group {
        let title: String
        let people: [Person]
    }

    let rota: VisibleRota
    let week: DayRange
    let today: Day
    let columns: [DayColumn]
    /// By column, two each: "am today closed".
    private let cellClasses: [String]
    let groups: [Group]
    /// Everybody in the groups, in the order of the rows.
    let people: [Person]
    let count: WeekCount
    let shortNames: ShortNames
    let cover: CoverTable
    let letters: [String: String]
    /// The generation whose proposal is drawn, compared with the rota as it is; nil for the rota itself.
    let proposal: Int?
    /// Shifts that stand against a rule, by the practice file's id.
    let rules: [String: [Day: RuleWarning]]
    /// The clinician who looks at it.
    let own: Int?
    private let reach: Reach
    /// The dates that were generated.
    private let proposed: DayRange?

    init(
        _ rota: VisibleRota, week: DayRange, today: Day, proposal: Int? = nil, of proposed: DayRange? = nil, rules: [RuleWarning] = [], own: Int? = nil, reach: Reach
    ) {
        self.proposed = proposed
        self.rota = rota
        self.proposal = proposal
        self.own = own
        self.reach = reach
        self.rules = rules.reduce(into: [:]) { found, rule in found[rule.clinician, default: [:]][rule.day] = rule }
        self.week = week
        self.today = today
        let file = rota.file
        func isWorked(_ day: Day) -> Bool { file.shifts.contains { $0.date == day } || rota.published.contains { $0.date == day } }
        columns = week.days.filter { $0.weekday.index < 5 || file.practice.open[$0.weekday]?.isEmpty == false || isWorked($0) }.map { day in
            DayColumn(
                day: day, open: Set(Part.allCases.filter { file.isOpen(day, $0) }), closure: rota.closureTitles[day], isToday: day == today,
                isPublished: rota.versions[day] != nil)
        }
        cellClasses = columns.flatMap { column in
            Part.allCases.map { part in part.rawValue + (column.isToday ? " today" : "") + (column.open.contains(part) ? "" : " closed") }
        }
        cover = CoverTable(file, week)
        letters = SiteLetters.assign(to: file.locations)
        groups = WeekPeople(rota, columns.map(\.day), own: own).groups
        people = groups.flatMap(\.people)
        let shown = Set(people.map(\.clinician.id))
        shortNames = ShortNames(file.clinicians.lazy.filter { $0.active || shown.contains($0.id) }.map(\.name))
        count = WeekCount(people, counting: Set(file.practice.countsTowardsMinimum))
    }

    var manages: Bool { rota.showsDrafts }
    var opensClinicians: Bool { reach.clinicians }
    var opensRota: Bool { manages && reach.rota }

    /// Where a clinician's day is changed; nil for those who may not, and in a proposal.
    func dayPath(_ person: Person, _ column: Int) -> String? {
        opensRota && proposal == nil ? Paths.rotaDay(person.id, columns[column].day) : nil
    }

    /// Why a part is short; nil for those who don't manage the rota, and beside the dates of a proposal.
    func gapPath(_ location: String, _ day: Day, _ part: Part, kind: String) -> String? {
        guard opensRota else { return nil }
        if let proposal {
            guard proposed?.contains(day) == true else { return nil }
            let gap = Gap(kind: kind == "duty" ? .duty : .cover, date: day, part: part, location: location, count: 1)
            return Paths.generationGap(proposal, gap, in: rota.file)
        }
        return "\(Paths.warnings)/\(day.iso)/\(part.rawValue)/\(rota.locationIds[location] ?? 0)?kind=\(kind)"
    }

    func classes(_ column: Int, _ part: Part) -> String { cellClasses[column * 2 + (part == .am ? 0 : 1)] }

    /// Does the account see what stands on this day?
    func shows(_ column: Int) -> Bool { manages || columns[column].isPublished }

    /// Does what stands differ from what is published, on a published date?
    func isChanged(_ person: Person, _ column: Int) -> Bool {
        manages && columns[column].isPublished && !person.plans[column].isSameWork(as: person.published[column])
    }

    /// Clinicians' days on published dates that differ from what is published.
    var changes: Int { people.reduce(0) { sum, person in sum + columns.indices.count { isChanged(person, $0) } } }
}
