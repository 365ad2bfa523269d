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
        var terms: [PracticeFile.Term?]
    }

    struct Group {
        let title: String
        let people: [Person]
    }

    let rota: VisibleRota
    let week: DayRange
    let today: Day
    let columns: [DayColumn]
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
    /// The dates that were generated.
    private let proposed: DayRange?

    init(
        _ rota: VisibleRota, week: DayRange, today: Day, proposal: Int? = nil, of proposed: DayRange? = nil, rules: [RuleWarning] = [], own: Int? = nil
    ) {
        self.proposed = proposed
        self.rota = rota
        self.proposal = proposal
        self.own = own
        self.rules = rules.reduce(into: [:]) { found, rule in found[rule.clinician, default: [:]][rule.day] = rule }
        self.week = week
        self.today = today
        let file = rota.file
        let worked = Set((file.shifts + rota.published).map(\.date))
        columns = week.days.filter { $0.weekday.index < 5 || file.practice.open[$0.weekday]?.isEmpty == false || worked.contains($0) }.map { day in
            DayColumn(
                day: day, open: Set(Part.allCases.filter { file.isOpen(day, $0) }), closure: rota.closureTitles[day], isToday: day == today,
                isPublished: rota.versions[day] != nil)
        }
        cover = CoverTable(file, week)
        letters = SiteLetters.assign(to: file.locations)
        groups = WeekGrid.groups(rota, columns.map(\.day), own)
        people = groups.flatMap(\.people)
        let shown = Set(people.map(\.clinician.id))
        shortNames = ShortNames(file.clinicians.lazy.filter { $0.active || shown.contains($0.id) }.map(\.name))
        count = WeekCount(people, counting: Set(file.practice.countsTowardsMinimum))
    }

    var manages: Bool { rota.showsDrafts }

    /// Where a clinician's day is changed; nil for those who may not, and in a proposal.
    func dayPath(_ person: Person, _ column: Int) -> String? {
        manages && proposal == nil ? Paths.rotaDay(person.id, columns[column].day) : nil
    }

    /// Why a part is short; nil for those who don't manage the rota, and beside the dates of a proposal.
    func gapPath(_ location: String, _ day: Day, _ part: Part, kind: String) -> String? {
        guard manages else { return nil }
        if let proposal {
            guard proposed?.contains(day) == true else { return nil }
            let gap = Gap(kind: kind == "duty" ? .duty : .cover, date: day, part: part, location: location, count: 1)
            return Paths.generationGap(proposal, gap, in: rota.file)
        }
        return "\(Paths.warnings)/\(day.iso)/\(part.rawValue)/\(rota.locationIds[location] ?? 0)?kind=\(kind)"
    }

    /// Does the account see what stands on this day?
    func shows(_ column: Int) -> Bool { manages || columns[column].isPublished }

    /// Does what stands differ from what is published, on a published date?
    func isChanged(_ person: Person, _ column: Int) -> Bool {
        manages && columns[column].isPublished && !person.plans[column].isSameWork(as: person.published[column])
    }

    /// Clinicians' days on published dates that differ from what is published.
    var changes: Int { people.reduce(0) { sum, person in sum + columns.indices.count { isChanged(person, $0) } } }

    private static func groups(_ rota: VisibleRota, _ days: [Day], _ own: Int?) -> [Group] {
        var people = rota.file.clinicians.map { clinician in
            Person(
                clinician: clinician, id: rota.clinicianIds[clinician.id] ?? 0, plans: Array(repeating: DayPlan(), count: days.count),
                published: Array(repeating: DayPlan(), count: days.count), leave: Array(repeating: [nil, nil], count: days.count),
                terms: Array(repeating: nil, count: days.count))
        }
        let rows = Dictionary(rota.file.clinicians.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        let places = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($1, $0) })
        for shift in rota.file.shifts {
            if let row = rows[shift.clinician], let column = places[shift.date] { people[row].plans[column].add(shift) }
        }
        for shift in rota.published {
            if let row = rows[shift.clinician], let column = places[shift.date] { people[row].published[column].add(shift) }
        }
        for term in rota.file.terms {
            guard let row = rows[term.clinician] else { continue }
            for (column, day) in days.enumerated() where term.covers(day) { people[row].terms[column] = term }
        }
        for leave in rota.file.leave where leave.status == .approved {
            guard let row = rows[leave.clinician] else { continue }
            for (column, day) in days.enumerated() where leave.range.contains(day) {
                for part in leave.part.parts { people[row].leave[column][part == .am ? 0 : 1] = leave.type }
            }
        }
        let booked = Set(rota.file.locumBookings.lazy.filter { booking in days.contains(where: booking.range.contains) }.map(\.clinician))
        return grouped(people.filter { isShown($0, booked) || $0.id == own }, own)
    }

    /// The active who have a term that week, locums when booked, and whoever stands on the rota.
    private static func isShown(_ person: Person, _ booked: Set<String>) -> Bool {
        if person.plans.contains(where: { !$0.isEmpty }) || person.published.contains(where: { !$0.isEmpty }) { return true }
        guard person.clinician.active, let term = person.terms.lazy.compactMap({ $0 }).first else { return false }
        return term.type != .locum || booked.contains(person.clinician.id)
    }

    /// One's own row comes first, in the first group.
    private static func grouped(_ people: [Person], _ own: Int?) -> [Group] {
        let sorted = people.sorted { ($0.id == own ? 0 : 1, $0.clinician.name.lowercased(), $0.id) < ($1.id == own ? 0 : 1, $1.clinician.name.lowercased(), $1.id) }
        var byType: [TermType?: [Person]] = [:]
        for person in sorted { byType[person.terms.lazy.compactMap { $0 }.first?.type, default: []].append(person) }
        let order: [TermType?] = [.partner, .salaried, .fy, .st, .locum, nil]
        let groups = order.compactMap { type in byType[type].map { Group(title: type.map(WeekGrid.heading) ?? "No working term", people: $0) } }
        return groups.filter { $0.people.first?.id == own } + groups.filter { $0.people.first?.id != own }
    }

    /// The heading of a group of one contract type.
    private static func heading(_ type: TermType) -> String {
        switch type {
        case .partner: "Partners"
        case .salaried: "Salaried doctors"
        case .fy: "FY doctors"
        case .st: "ST doctors"
        case .locum: "Locums"
        }
    }
}
