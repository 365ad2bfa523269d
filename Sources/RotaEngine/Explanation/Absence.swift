import Civil
import RotaDomain

/// Why H1 keeps a clinician from a part.
enum Absence {
    /// Why an active clinician is not available on the part; nil when available.
    static func reason(_ clinician: Int, _ day: Int, _ part: Part, _ words: PracticeWords) -> Obstacle? {
        let known = words.words(clinician, day), weekday = Weekday.allCases[words.weekday(day)]
        guard let term = words.term(clinician, day) else { return .noTerm }
        guard words.open(day).contains(part) else { return .closed }
        guard !known.available.contains(part) else { return nil }
        if known.onLeave.contains(part) { return .onLeave }
        switch term.type {
        case .locum: return .notBooked
        case .partner: if term.cannotWork.contains(weekday) { return .cannotWork(weekday) }
        case .salaried, .fy, .st:
            if let half = known.half, half != .any, term.fixedDays.union(term.fixedDaysB ?? []).contains(weekday), !known.available.isEmpty {
                return .otherHalfOnly(half, weekday)
            }
            return .notAFixedDay(weekday, alternates: term.fixedDaysB != nil && term.fixedDays.union(term.fixedDaysB ?? []).contains(weekday))
        }
        return known.half.map { .otherHalfOnly($0, weekday) } ?? .noTerm
    }
}
