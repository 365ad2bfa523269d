import Civil
import RotaDomain
import RotaEngine

/// The hard rules in the words that managers read.
struct RuleWords {
    let file: PracticeFile
    let clinician: PracticeFile.Clinician
    let day: Day

    private var term: PracticeFile.Term? { file.terms.first { $0.clinician == clinician.id && $0.covers(day) } }

    /// One sentence a rule; a rule broken in both halves is said once.
    func sentences(_ breaches: [Breach]) -> [String] {
        var said: [String] = []
        for breach in breaches {
            let both = breaches.contains { $0.rule == breach.rule && $0.fault == breach.fault && $0.part != breach.part && $0.date == breach.date }
            let text = sentence(breach, parts: both ? nil : breach.part)
            if !said.contains(text) { said.append(text) }
        }
        return said
    }

    /// "H1, H3"
    static func ids(_ breaches: [Breach]) -> String {
        Set(breaches.map(\.rule)).sorted().map(\.id).joined(separator: ", ")
    }

    private func sentence(_ breach: Breach, parts: Part?) -> String {
        let name = clinician.name
        let half = parts.map { $0 == .am ? "in the morning" : "in the afternoon" } ?? "all day"
        switch breach.fault {
        case .notAvailable:
            let why = Availability(file, clinician: clinician.id, on: day).obstacle(breach.part ?? .am).map { obstacle($0) } ?? "not available"
            return "\(name) cannot work \(parts == nil ? "on" : parts == .am ? "on the morning of" : "on the afternoon of") \(day.long): \(why)"
        case .shiftsShareAPart: return "\(name) cannot have two shifts \(half)"
        case .bothPartsOfAHalfDay: return "\(day.weekday.name) is a half day for \(name), so only one half can be worked"
        case .availableButNotAtWork: return contract(half)
        case .onlyAPartOfTheDay, .addedToAPinnedDay:
            return "\(name) is a partner, and a partner’s day is worked whole: the \(breach.part.word) would be left out"
        case .tooManyShifts(let shifts, let most):
            return "\(name) would work \(NumberText.decimal(shifts)) shifts in the week of \(day.monday.words), of at most \(NumberText.decimal(most))"
        case .notInDutyRotation:
            return term?.type.isTrainee == true ? "\(name) is a trainee, and trainees are never on duty" : "\(name) does not take part in the duty rotation"
        case .dutyForOnlyAPart: return "The duty doctor stands for the whole day here: the \(breach.part.word) would be left out"
        case .tooManyOnDuty(let extra, let location): return "\(location) would have \(counted(extra, "duty doctor")) more than it needs \(half)"
        case .mayNotWorkAt(let location):
            return term?.type == .locum ? "\(name) is not booked at \(location)" : "\(location) is not one of the locations of \(name)’s working term"
        case .twoLocations: return "All of a day is worked at one location"
        case .differsFromProtected, .differsFromPinned, .pinnedOnlyInTheRota: return "A pinned or protected shift would change"
        }
    }

    private func contract(_ half: String) -> String {
        switch term?.type {
        case .locum: "\(clinician.name) is booked \(half), and a booking is worked in full"
        case .fy, .st: "\(clinician.name) works on \(day.weekday.name)s by the term’s fixed days: a trainee’s pattern is their contract. Not working \(half) would break it"
        default: "\(clinician.name) works on \(day.weekday.name)s by the term’s fixed days: a salaried doctor’s pattern is their contract. Not working \(half) would break it"
        }
    }

    /// What stands against work, to follow a colon.
    func obstacle(_ obstacle: Unavailability) -> String {
        switch obstacle {
        case .inactive: "not active"
        case .noTerm: "no working term covers this day"
        case .closed: "the practice is closed"
        case .onLeave(let type): "on \(LeaveWords.phrase(type))"
        case .notAFixedDay: "\(day.weekday.name) is not one of the term’s fixed days\(term?.fixedDaysB == nil ? "" : " this week")"
        case .cannotWork: "\(day.weekday.name) is a cannot-work day of the term"
        case .otherHalf(let works): "\(day.weekday.name) is a half day, worked in the \(works == .am ? "morning" : "afternoon")"
        case .notBooked: "not booked as a locum"
        }
    }
}

/// Leave as the rota says it.
enum LeaveWords {
    /// "annual leave"; "leave" where the type is not shown.
    static func phrase(_ type: String) -> String {
        let type = type.lowercased().trimmingSpaces
        return type.isEmpty ? "leave" : type.hasSuffix("leave") ? type : "\(type) leave"
    }

    /// A chip's visible word with the words around it for screen readers: "Study" + " leave", "Annual " + "Leave".
    static func chip(_ type: String) -> (prefix: String, word: String, suffix: String) {
        let type = type.lowercased().trimmingSpaces
        guard !type.isEmpty, type != "leave", type != "annual", type != "annual leave" else { return (type.hasPrefix("annual") ? "Annual " : "", "Leave", "") }
        let word = type.hasSuffix(" leave") ? String(type.dropLast(6)) : type
        return ("", word.prefix(1).uppercased() + word.dropFirst(), " leave")
    }
}

extension Optional<Part> {
    var word: String { self?.word ?? "day" }
}

extension TermType {
    /// The heading of a group on the rota.
    var plural: String {
        switch self {
        case .partner: "Partners"
        case .salaried: "Salaried doctors"
        case .fy: "FY doctors"
        case .st: "ST doctors"
        case .locum: "Locums"
        }
    }
}
