import Civil
import RotaDomain

extension BreachWords {
    /// What is wrong with a day that stands on the rota, one phrase a rule, to follow the clinician's name: "works although on sick leave".
    package func standing(_ breaches: [Breach]) -> [String] {
        var said: [String] = []
        for breach in breaches {
            let both = breaches.contains { $0.rule == breach.rule && $0.fault == breach.fault && $0.date == breach.date && $0.part != breach.part }
            let text = phrase(breach, half: both ? nil : breach.part)
            if !said.contains(text) { said.append(text) }
        }
        return said
    }

    private func phrase(_ breach: Breach, half: Part?) -> String {
        let term = term(of: breach.clinician, on: breach.date)
        let then = half.map { " in the \($0.word)" } ?? ""
        switch breach.fault {
        case .notAvailable:
            let why = breach.clinician.flatMap { Availability(file, clinician: $0, on: breach.date).obstacle(breach.part ?? .am) }
            return "works\(then) although \(why.map { $0.phrase(on: breach.date.weekday) } ?? "not available")"
        case .shiftsShareAPart: return "has two shifts at once\(then)"
        case .bothPartsOfAHalfDay: return "works both halves of the day although \(breach.date.weekday.name) is a half day"
        case .availableButNotAtWork:
            return term?.type == .locum ? "does not work all that is booked" : "does not work\(then) although \(breach.date.weekday.name) is one of the term’s fixed days"
        case .onlyAPartOfTheDay, .addedToAPinnedDay: return "works only half of the day although a partner’s day is worked whole"
        case .tooManyShifts(let shifts, let most):
            return "works \(NumberText.decimal(shifts)) shifts in the week of \(breach.date.monday.words), of at most \(NumberText.decimal(most))"
        case .notInDutyRotation: return "is on duty although \(term?.type.isTrainee == true ? "a trainee" : "not in the duty rotation")"
        case .dutyForOnlyAPart: return "is on duty for half of the day although the duty doctor stands for all of it"
        case .tooManyOnDuty(let extra, let location): return "is on duty\(then) although \(location) has \(extra == 1 ? "one duty doctor" : "\(extra) duty doctors") more than it needs"
        case .mayNotWorkAt(let location): return "works at \(location) although \(term?.type == .locum ? "not booked there" : "it is not in the working term")"
        case .twoLocations: return "works at two locations on one day"
        case .differsFromProtected, .differsFromPinned, .pinnedOnlyInTheRota: return "differs from a pinned or protected shift"
        }
    }
}
