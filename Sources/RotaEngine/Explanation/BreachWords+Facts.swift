import Civil
import RotaDomain

/// What shifts break, as facts about a rota that stands: each sentence names its date and ends with a full stop, for lists over many dates.
extension BreachWords {
    func fact(_ breach: Breach, _ part: Part?) -> String {
        let day = breach.date, date = "\(day.weekday.name) \(day.day) \(day.monthName)"
        let when = part.map { "the \($0.word) of \(date)" } ?? date
        let name = name(of: breach.clinician)
        switch breach.fault {
        case .notAvailable: return "\(name) works on \(when) although \(absence(breach) ?? "not available")."
        case .shiftsShareAPart: return "\(name) has two shifts at once on \(when)."
        case .bothPartsOfAHalfDay: return "\(name) works all of \(date), a half day."
        case .availableButNotAtWork: return missing(name, breach, when)
        case .onlyAPartOfTheDay, .addedToAPinnedDay: return "\(name) works only a part of \(date), and a partner’s day is worked whole."
        case .tooManyShifts(let shifts, let most):
            return "\(name) works \(NumberText.decimal(shifts)) shifts in the week of \(day.monday.words), of at most \(NumberText.decimal(most))."
        case .notInDutyRotation:
            let isTrainee = term(of: breach.clinician, on: day)?.type.isTrainee == true
            return "\(name) is on duty on \(when) although \(isTrainee ? "trainees never are" : "not in the duty rotation")."
        case .dutyForOnlyAPart: return "The duty doctor of \(date) does not stand for the whole day."
        case .tooManyOnDuty(let extra, let location): return "\(location) has \(extra) duty doctor\(extra == 1 ? "" : "s") more than it needs on \(when)."
        case .mayNotWorkAt(let location):
            let isLocum = term(of: breach.clinician, on: day)?.type == .locum
            return "\(name) works at \(location) on \(when) although \(isLocum ? "not booked there" : "it is not one of the working term’s locations")."
        case .twoLocations: return "\(name) works at two locations on \(date)."
        case .differsFromProtected, .differsFromPinned, .pinnedOnlyInTheRota: return "A pinned or protected shift of \(name) on \(when) would change."
        }
    }

    private func missing(_ name: String, _ breach: Breach, _ when: String) -> String {
        if term(of: breach.clinician, on: breach.date)?.type == .locum { return "\(name) does not work on \(when) although booked." }
        return "\(name) does not work on \(when) although \(breach.date.weekday.name) is one of the term’s fixed days."
    }

    private func absence(_ breach: Breach) -> String? {
        breach.clinician.flatMap { Availability(file, clinician: $0, on: breach.date).obstacle(breach.part ?? .am) }?.phrase(on: breach.date.weekday)
    }
}
