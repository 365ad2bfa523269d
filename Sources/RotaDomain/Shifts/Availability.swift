import Civil

/// Why a clinician is not available on a part of a day: the words of rules.md "Available", one case each.
package enum Unavailability: Sendable, Hashable {
    case inactive
    case noTerm
    case closed
    /// On approved leave of this type.
    case onLeave(String)
    /// Do the term's weeks alternate?
    case notAFixedDay(alternates: Bool)
    case cannotWork
    /// The term works only the other part of this weekday.
    case otherHalf(works: Part)
    case notBooked
}

/// Says for one clinician and one day what stands against work, for pages that explain. The engine's scorer decides; a test holds the two together.
package struct Availability: Sendable {
    private let file: PracticeFile
    private let clinician: PracticeFile.Clinician?
    private let day: Day
    package let term: PracticeFile.Term?

    package init(_ file: PracticeFile, clinician code: String, on day: Day) {
        self.file = file
        self.day = day
        clinician = file.clinicians.first { $0.id == code }
        term = file.terms.first { $0.clinician == code && $0.covers(day) }
    }

    /// Nil when the clinician is available.
    package func obstacle(_ part: Part) -> Unavailability? {
        guard let clinician, clinician.active else { return .inactive }
        guard let term else { return .noTerm }
        guard file.isOpen(day, part) else { return .closed }
        if let leave = leave(part) { return .onLeave(leave.type) }
        switch term.type {
        case .locum:
            let isBooked = file.locumBookings.contains { $0.clinician == clinician.id && $0.range.contains(day) && $0.part.covers(part) }
            return isBooked ? nil : .notBooked
        case .partner:
            if term.cannotWork.contains(day.weekday) { return .cannotWork }
        case .salaried, .fy, .st:
            guard term.fixedDays(inWeekOf: day).contains(day.weekday) else { return .notAFixedDay(alternates: term.fixedDaysB != nil) }
        }
        switch term.halfDays[day.weekday] {
        case .am where part == .pm: return .otherHalf(works: .am)
        case .pm where part == .am: return .otherHalf(works: .pm)
        default: return nil
        }
    }

    /// The approved leave that covers the part.
    package func leave(_ part: Part) -> PracticeFile.Leave? {
        file.leave.first { $0.clinician == clinician?.id && $0.status == .approved && $0.range.contains(day) && $0.part.covers(part) }
    }

    package var availableParts: [Part] { Part.allCases.filter { obstacle($0) == nil } }
    /// The kind of half day that the term has on this weekday.
    package var halfDay: HalfDay? { term?.halfDays[day.weekday] }

    /// Where the clinician may stand that day, home first: the term's locations, or the booking's.
    package var locations: [String] {
        guard let term else { return [] }
        guard term.type == .locum else { return term.locations }
        return file.locumBookings.first { $0.clinician == term.clinician && $0.range.contains(day) }.map { [$0.location] } ?? []
    }
}

extension PracticeFile {
    /// Is the part open: of the usual week, and not closed on this date?
    package func isOpen(_ day: Day, _ part: Part) -> Bool {
        practice.open[day.weekday]?.contains(part) == true && !practice.closures.contains(day)
            && !practice.halfClosures.contains(HalfClosure(date: day, part: part))
    }
}

extension PracticeFile.Term {
    /// The fixed weekdays of the week that holds the day: week A is the ISO week of the term's start.
    package func fixedDays(inWeekOf day: Day) -> Set<Weekday> {
        let weeks = (day.monday - start.monday) / 7
        return weeks % 2 == 0 ? fixedDays : fixedDaysB ?? fixedDays
    }
}
