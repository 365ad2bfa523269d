import Civil
import RotaDomain

/// A practice file as it would be if what is asked were granted.
struct PracticeEdit {
    let ask: GapFix.Ask
    private(set) var file: PracticeFile
    /// By day, the shifts that are then given there.
    private(set) var given: [ClinicianDate: [PracticeFile.Shift]] = [:]
    /// The days that may change by it, whatever else does.
    private(set) var touched: Set<ClinicianDate> = []

    init(_ ask: GapFix.Ask, _ file: PracticeFile) {
        self.ask = ask
        self.file = file
        switch ask {
        case .bookLocum(let person, let date, let span, let location): book(person.clinician, date, span, location)
        case .findLocum(let date, let span, let location, let onDuty):
            let id = GapFix.unknownLocum
            self.file.clinicians.append(.init(id: id, name: "A locum"))
            self.file.terms.append(.init(clinician: id, type: .locum, start: date, end: date, duty: onDuty, locations: [location]))
            book(id, date, span, location)
        case .work(let person, let date, let plan, _): give(plan, person.clinician, date)
        case .changeGiven(let person, let date, _, let plan): give(plan, person.clinician, date)
        case .moveBooking(let person, let date, let from, let location):
            touch(person.clinician, DayRange(date))
            self.file.locumBookings = file.locumBookings.flatMap { row in
                guard row.clinician == person.clinician, row.location == from, row.range.contains(date) else { return [row] }
                var moved = row
                (moved.location, moved.range) = (location, DayRange(date))
                return Self.rest(of: row.range, without: date).map { range in
                    var kept = row
                    kept.range = range
                    return kept
                } + [moved]
            }
        case .raiseMaximum(let person, let week, _, let most):
            for term in self.file.terms.indices where self.file.terms[term].clinician == person.clinician && overlaps(self.file.terms[term], week) {
                self.file.terms[term].maxShifts = self.file.terms[term].maxShifts.map { max($0, most) }
            }
        case .moveLeave(let person, let from, let to, let part):
            for day in Set(from.days).symmetricDifference(to.days) { touch(person.clinician, DayRange(day)) }
            for (row, leave) in file.leave.enumerated() where leave.clinician == person.clinician && leave.range == from && leave.part == part {
                self.file.leave[row].range = to
            }
        case .giveUpLeave(let person, let date, _):
            touch(person.clinician, DayRange(date))
            self.file.leave = file.leave.flatMap { $0.clinician == person.clinician ? Self.without(date, $0) : [$0] }
        }
    }

    /// Lets these shifts be given on a day that is not generated: without them, nobody is added to the protected period.
    mutating func give(_ plan: DayPlan, _ clinician: String, _ date: Day) {
        let shifts = plan.shifts(of: clinician, on: date)
        file.shifts.removeAll { $0.clinician == clinician && $0.date == date }
        file.shifts += shifts
        given[ClinicianDate(clinician: clinician, date: date)] = shifts
        touch(clinician, DayRange(date))
    }

    /// The rota with what is given in it.
    func shifts(_ rota: [PracticeFile.Shift]) -> [PracticeFile.Shift] {
        rota.filter { given[ClinicianDate(clinician: $0.clinician, date: $0.date)] == nil } + given.values.flatMap { $0 }
    }

    private mutating func touch(_ clinician: String, _ range: DayRange) {
        for day in range.days { touched.insert(ClinicianDate(clinician: clinician, date: day)) }
    }

    private mutating func book(_ clinician: String, _ date: Day, _ span: Span, _ location: String) {
        file.locumBookings.append(.init(clinician: clinician, location: location, range: DayRange(date), part: span))
        touch(clinician, DayRange(date))
    }

    private func overlaps(_ term: PracticeFile.Term, _ week: Day) -> Bool { term.start <= week + 6 && term.end.map { $0 >= week } ?? true }

    /// What is left before and after the day.
    private static func rest(of range: DayRange, without date: Day) -> [DayRange] {
        [DayRange(range.first, date - 1), DayRange(date + 1, range.last)].compactMap { $0 }
    }

    /// The leave less one day.
    private static func without(_ date: Day, _ leave: PracticeFile.Leave) -> [PracticeFile.Leave] {
        guard leave.status == .approved, leave.range.contains(date) else { return [leave] }
        return rest(of: leave.range, without: date).map { range in
            var part = leave
            part.range = range
            return part
        }
    }
}
