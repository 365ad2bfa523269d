import Civil
import RotaDomain

/// What is wrong with a day that stands on the rota: one home for the words of the grid, where the reader looks at the day, and of lists over many dates.
extension BreachWords {
    /// One phrase a rule, to follow the clinician's name: "works although on sick leave".
    package func standing(_ breaches: [Breach]) -> [String] {
        var said: [String] = []
        for breach in breaches {
            let both = breaches.contains { $0.rule == breach.rule && $0.fault == breach.fault && $0.date == breach.date && $0.part != breach.part }
            let half = both ? nil : breach.part
            let text = phrase(breach, Time(when: half.map { " in the \($0.word)" } ?? "", day: "the day"))
            if !said.contains(text) { said.append(text) }
        }
        return said
    }

    /// A sentence that names its date, for lists over many.
    func fact(_ breach: Breach, _ part: Part?) -> String {
        let day = breach.date, date = "\(day.weekday.name) \(day.day) \(day.monthName)"
        let when = part.map { " on the \($0.word) of \(date)" } ?? " on \(date)"
        switch breach.fault {
        case .tooManyOnDuty(let extra, let location): return "\(location) has \(extra) duty doctor\(extra == 1 ? "" : "s") more than it needs\(when)."
        case .differsFromProtected, .differsFromPinned, .pinnedOnlyInTheRota: return "A pinned or protected shift of \(name(of: breach.clinician))\(when) would change."
        default: return "\(name(of: breach.clinician)) \(phrase(breach, Time(when: when, day: date)))."
        }
    }

    /// How the time of a breach is said.
    private struct Time {
        /// " in the morning", " on the morning of Monday 4 January"; empty where all of the day that the reader looks at is meant.
        let when: String
        /// "the day", "Monday 4 January"
        let day: String
    }

    private func phrase(_ breach: Breach, _ time: Time) -> String {
        let term = term(of: breach.clinician, on: breach.date), when = time.when, weekday = breach.date.weekday.name
        switch breach.fault {
        case .notAvailable:
            let why = breach.clinician.flatMap { Availability(file, clinician: $0, on: breach.date).obstacle(breach.part ?? .am) }
            return "works\(when) although \(why.map { $0.phrase(on: breach.date.weekday) } ?? "not available")"
        case .shiftsShareAPart: return "has two shifts at once\(when)"
        case .bothPartsOfAHalfDay: return "works both halves of \(time.day) although \(weekday) is a half day"
        case .availableButNotAtWork:
            return term?.type == .locum ? "does not work all that is booked\(when)" : "does not work\(when) although \(weekday) is one of the term’s fixed days"
        case .onlyAPartOfTheDay, .addedToAPinnedDay: return "works only half of \(time.day) although a partner’s day is worked whole"
        case .tooManyShifts(let shifts, let most):
            return "works \(NumberText.decimal(shifts)) \(shifts == 1 ? "shift" : "shifts") in the week of \(breach.date.monday.words), of at most \(NumberText.decimal(most))"
        case .notInDutyRotation: return "is on duty\(when) although \(term?.type.isTrainee == true ? "a trainee" : "not in the duty rotation")"
        case .dutyForOnlyAPart: return "is on duty for half of \(time.day) although the duty doctor stands for all of it"
        case .tooManyOnDuty(let extra, let location):
            return "is on duty\(when) although \(location) has \(extra == 1 ? "one duty doctor" : "\(extra) duty doctors") more than it needs"
        case .mayNotWorkAt(let location): return "works at \(location)\(when) although \(term?.type == .locum ? "not booked there" : "it is not in the working term")"
        case .twoLocations: return "works at two locations on \(time.day)"
        case .differsFromProtected, .differsFromPinned, .pinnedOnlyInTheRota: return "differs from a pinned or protected shift"
        }
    }
}
