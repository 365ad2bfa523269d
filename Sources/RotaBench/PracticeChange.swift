import Civil
import RotaDomain

/// What overtakes a rota on a working day, done to the practice file by way of one of the rota's shifts.
enum PracticeChange: String, CaseIterable {
    /// Somebody is away for the day of the shift, or for its whole week.
    case ill, leave
    /// From the week of the shift on, a new term without the shift's weekday.
    case term
    /// Somebody is put on duty who was not.
    case pin

    /// The shifts by which it can be done.
    func candidates(_ shifts: [PracticeFile.Shift], in practice: PracticeFile) -> [PracticeFile.Shift] {
        shifts.filter { shift in
            guard let term = Self.term(of: shift, practice).map({ practice.terms[$0] }) else { return false }
            switch self {
            case .ill, .leave: return true
            case .term: return term.type != .locum && term.start < shift.date.monday
            case .pin: return shift.kind == .standard && term.duty && !term.type.isTrainee
            }
        }
    }

    func applied(to practice: PracticeFile, _ shift: PracticeFile.Shift) -> PracticeFile {
        var file = practice
        let monday = shift.date.monday
        switch self {
        case .ill: file.leave.append(PracticeFile.Leave(clinician: shift.clinician, range: DayRange(shift.date), type: "sick"))
        case .leave: file.leave.append(PracticeFile.Leave(clinician: shift.clinician, range: DayRange(weekOf: monday)))
        case .term:
            guard let number = Self.term(of: shift, practice) else { return practice }
            var next = file.terms[number]
            next.start = monday
            next.mustWork.remove(shift.date.weekday)
            if next.type == .partner { next.cannotWork.insert(shift.date.weekday) }
            next.fixedDays.remove(shift.date.weekday)
            next.fixedDaysB?.remove(shift.date.weekday)
            file.terms[number].end = monday - 1
            file.terms.append(next)
        case .pin:
            file.shifts.removeAll { $0.clinician == shift.clinician && $0.date == shift.date }
            file.shifts.append(PracticeFile.Shift(
                clinician: shift.clinician, date: shift.date, span: shift.span, kind: .duty, location: shift.location, pinned: true))
        }
        return file
    }

    /// The number of the term in force.
    private static func term(of shift: PracticeFile.Shift, _ practice: PracticeFile) -> Int? {
        practice.terms.firstIndex { $0.clinician == shift.clinician && $0.start <= shift.date && $0.end.map { shift.date <= $0 } ?? true }
    }
}
