import Civil
import RotaDomain
import RotaStore

/// Who is shown in a week's grid, and what each does: from flat rows, in one pass over each, without a thought to those who are not shown.
struct WeekPeople {
    private let rota: VisibleRota
    private let days: [Day]
    private let own: Int?
    /// By the practice file's id: the row among all clinicians.
    private let rows: [String: Int]
    /// By row and column.
    private var types: [TermType?]

    init(_ rota: VisibleRota, _ days: [Day], own: Int?) {
        self.rota = rota
        self.days = days
        self.own = own
        rows = Dictionary(rota.file.clinicians.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        types = Array(repeating: nil, count: rota.file.clinicians.count * days.count)
        for term in rota.file.terms {
            guard let row = rows[term.clinician] else { continue }
            for column in days.indices where term.covers(days[column]) { types[row * days.count + column] = term.type }
        }
    }

    /// By contract type; one's own row comes first, in the first group.
    var groups: [WeekGrid.Group] {
        var byType: [TermType?: [WeekGrid.Person]] = [:]
        for person in sorted(shown) { byType[person.types.lazy.compactMap { $0 }.first, default: []].append(person) }
        let order: [TermType?] = [.partner, .salaried, .fy, .st, .locum, nil]
        let groups = order.compactMap { type in byType[type].map { WeekGrid.Group(title: type.map(Self.heading) ?? "No working term", people: $0) } }
        return groups.filter { $0.people.first?.id == own } + groups.filter { $0.people.first?.id != own }
    }

    /// A shift's place in the grid; nil where it has none.
    private func place(_ shift: PracticeFile.Shift) -> (row: Int, column: Int)? {
        guard let column = days.firstIndex(of: shift.date), let row = rows[shift.clinician] else { return nil }
        return (row, column)
    }

    private var shown: [WeekGrid.Person] {
        let shifts = rota.file.shifts.map(place), published = rota.published.map(place)
        var people: [WeekGrid.Person] = []
        let indices = index(standing: Set((shifts + published).lazy.compactMap { $0?.row }), &people)
        for (shift, place) in zip(rota.file.shifts, shifts) {
            if let place { people[indices[place.row]].plans[place.column].add(shift) }
        }
        for (shift, place) in zip(rota.published, published) {
            if let place { people[indices[place.row]].published[place.column].add(shift) }
        }
        for leave in rota.file.leave where leave.status == .approved {
            guard let row = rows[leave.clinician], indices[row] >= 0 else { continue }
            for column in days.indices where leave.range.contains(days[column]) {
                for part in leave.part.parts { people[indices[row]].leave[column][part == .am ? 0 : 1] = leave.type }
            }
        }
        return people
    }

    /// Makes the rows of those who are shown: the active who have a term that week, locums when booked, and whoever stands on the rota.
    /// Answers each clinician's index among them, or -1.
    private func index(standing: Set<Int>, _ people: inout [WeekGrid.Person]) -> [Int] {
        let booked = Set(rota.file.locumBookings.lazy.filter { booking in days.contains(where: booking.range.contains) }.compactMap { rows[$0.clinician] })
        return rota.file.clinicians.indices.map { row in
            let clinician = rota.file.clinicians[row], held = types[row * days.count..<(row + 1) * days.count]
            let type = held.lazy.compactMap { $0 }.first
            let isIn = clinician.active && (type.map { $0 != .locum || booked.contains(row) } ?? false)
            let id = rota.clinicianIds[clinician.id] ?? 0
            guard isIn || standing.contains(row) || id == own else { return -1 }
            people.append(
                WeekGrid.Person(
                    clinician: clinician, id: id, plans: Array(repeating: DayPlan(), count: days.count), published: Array(repeating: DayPlan(), count: days.count),
                    leave: Array(repeating: [nil, nil], count: days.count), types: Array(held)))
            return people.count - 1
        }
    }

    private func sorted(_ people: [WeekGrid.Person]) -> [WeekGrid.Person] {
        let names = people.map { $0.clinician.name.lowercased() }
        return people.indices.sorted { a, b in
            if (people[a].id == own) != (people[b].id == own) { return people[a].id == own }
            return names[a] == names[b] ? people[a].id < people[b].id : names[a] < names[b]
        }.map { people[$0] }
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
