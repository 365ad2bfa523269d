import Civil
import RotaDomain

/// Breaches as sentences for people who don't know the rules by number.
package enum BreachWords {
    /// "Dr Amara Okafor is on leave on Tue 29 December, morning (H1)"
    package static func sentence(_ breach: Breach, _ words: PracticeWords) -> String {
        let clinician = breach.clinician.flatMap(words.clinician)
        let name = clinician.map { words.file.clinicians[$0].name } ?? ""
        let text = clinician.flatMap { absence(breach, $0, words) } ?? sentence(breach.fault, name, breach.date.medium, breach.part?.word)
        return "\(text) (\(breach.rule.id))"
    }

    /// H1 with the reason why the clinician is not available.
    private static func absence(_ breach: Breach, _ clinician: Int, _ words: PracticeWords) -> String? {
        guard breach.rule == .h1, let part = breach.part, words.calendar.contains(breach.date) else { return nil }
        let row = words.file.clinicians[clinician], when = "on \(breach.date.medium), \(part.word)"
        if !row.active { return "\(row.name) is not active and would work \(when)" }
        return Absence.reason(clinician, words.number(of: breach.date), part, words).map { "\(row.name) \($0.sentence): \(when)" }
    }

    private static func sentence(_ fault: Breach.Fault, _ name: String, _ day: String, _ part: String?) -> String {
        let when = "on \(day)" + (part.map { ", \($0)" } ?? "")
        return switch fault {
        case .notAvailable: "\(name) is not available \(when)"
        case .shiftsShareAPart: "\(name) would have two shifts \(when)"
        case .bothPartsOfAHalfDay: "\(name) works half a day \(when), and would work both halves"
        case .availableButNotAtWork: "\(name) works by contract \(when), and would not be at work"
        case .onlyAPartOfTheDay: "\(name) works whole days, and would not work \(when)"
        case .addedToAPinnedDay: "\(name) has a pinned half day, to which nothing is added, \(when)"
        case .tooManyShifts(let shifts, let most):
            "\(name) would have \(NumberText.general(shifts)) shifts in the week of \(day), of at most \(NumberText.general(most))"
        case .notInDutyRotation: "\(name) is not in the duty rotation, and would be on duty \(when)"
        case .dutyForOnlyAPart: "\(name) would be on duty for only a part of the day: duty \(when) is missing"
        case .tooManyOnDuty(let extra, let location): "\(location) would have \(extra) more on duty than it needs \(when)"
        case .differsFromProtected: "\(name) has a protected shift that would change \(when)"
        case .differsFromPinned: "\(name) has a pinned shift that would change \(when)"
        case .pinnedOnlyInTheRota: "\(name) has a pin that was not set by hand \(when)"
        case .mayNotWorkAt(let location): "\(name) does not work at \(location): \(when)"
        case .twoLocations: "\(name) would work at two locations \(when)"
        }
    }
}
