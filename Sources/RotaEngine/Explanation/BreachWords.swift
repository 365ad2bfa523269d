import Civil
import RotaDomain

/// The hard rules in the words that managers read: the one home of what is said of a breach.
package struct BreachWords {
    let file: PracticeFile
    private let isDated: Bool

    /// - Parameter dated: each sentence is a fact with its date, for lists over many; else it warns of a change, on the page of a day.
    package init(_ file: PracticeFile, dated: Bool = false) {
        self.file = file
        isDated = dated
    }

    /// One sentence a rule; a rule broken in both halves of a day is said once.
    package func sentences(_ breaches: [Breach]) -> [String] {
        var said: [String] = []
        for breach in breaches {
            let both = breaches.contains {
                $0.rule == breach.rule && $0.fault == breach.fault && $0.clinician == breach.clinician && $0.part != breach.part && $0.date == breach.date
            }
            let text = sentence(breach, both ? nil : breach.part)
            if !said.contains(text) { said.append(text) }
        }
        return said
    }

    /// "H1, H3"
    package static func ids(_ breaches: [Breach]) -> String { Set(breaches.map(\.rule)).sorted().map(\.id).joined(separator: ", ") }

    private func sentence(_ breach: Breach, _ part: Part?) -> String { isDated ? fact(breach, part) : text(breach, part) }

    /// What a change would break. Kept with a shift that is saved all the same, which is known by it later: another wording would make what
    /// was saved knowingly a warning again.
    private func text(_ breach: Breach, _ part: Part?) -> String {
        let day = breach.date, term = term(of: breach.clinician, on: day), half = part.map { "in the \($0.word)" } ?? "all day"
        let name = name(of: breach.clinician)
        switch breach.fault {
        case .notAvailable:
            let why = breach.clinician.flatMap { Availability(file, clinician: $0, on: day).obstacle(breach.part ?? .am) }.map { $0.phrase(on: day.weekday) }
            return "\(name) cannot work \(part.map { "on the \($0.word) of" } ?? "on") \(day.long): \(why ?? "not available")"
        case .shiftsShareAPart: return "\(name) cannot have two shifts \(half)"
        case .bothPartsOfAHalfDay: return "\(day.weekday.name) is a half day for \(name), so only one half can be worked"
        case .availableButNotAtWork: return contract(name, term, day, half)
        case .onlyAPartOfTheDay, .addedToAPinnedDay:
            return "\(name) is a partner, and a partner’s day is worked whole: the \(breach.part?.word ?? "day") would be left out"
        case .tooManyShifts(let shifts, let most):
            return "\(name) would work \(NumberText.decimal(shifts)) shifts in the week of \(day.monday.words), of at most \(NumberText.decimal(most))"
        case .notInDutyRotation:
            return term?.type.isTrainee == true ? "\(name) is a trainee, and trainees are never on duty" : "\(name) does not take part in the duty rotation"
        case .dutyForOnlyAPart: return "The duty doctor stands for the whole day here: the \(breach.part?.word ?? "day") would be left out"
        case .tooManyOnDuty(let extra, let location):
            return "\(location) would have \(extra) duty doctor\(extra == 1 ? "" : "s") more than it needs \(half)"
        case .mayNotWorkAt(let location):
            return term?.type == .locum ? "\(name) is not booked at \(location)" : "\(location) is not one of the locations of \(name)’s working term"
        case .twoLocations: return "All of a day is worked at one location"
        case .differsFromProtected, .differsFromPinned, .pinnedOnlyInTheRota: return "A pinned or protected shift would change"
        }
    }

    private func contract(_ name: String, _ term: PracticeFile.Term?, _ day: Day, _ half: String) -> String {
        if term?.type == .locum { return "\(name) is booked \(half), and a booking is worked in full" }
        let who = term?.type.isTrainee == true ? "a trainee’s" : "a salaried doctor’s"
        return "\(name) works on \(day.weekday.name)s by the term’s fixed days: \(who) pattern is their contract. Not working \(half) would break it"
    }

    func name(of clinician: String?) -> String { file.clinicians.first { $0.id == clinician }?.name ?? "A clinician" }

    func term(of clinician: String?, on day: Day) -> PracticeFile.Term? { file.terms.first { $0.clinician == clinician && $0.covers(day) } }
}
