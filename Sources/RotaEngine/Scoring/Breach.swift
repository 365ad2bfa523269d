import Civil

/// One breach of one hard rule. It is `given` when only pinned or protected shifts make it.
package struct Breach: Sendable, Hashable {
    package var rule: HardRule
    package var date: Day
    package var part: Part?
    /// The clinician's id; nil where the rule is about a place (H8).
    package var clinician: String?
    package var fault: Fault
    package var given: Bool

    /// What is wrong, with what a sentence about it needs.
    package enum Fault: Sendable, Hashable {
        case notAvailable
        case shiftsShareAPart
        case bothPartsOfAHalfDay
        case availableButNotAtWork
        case onlyAPartOfTheDay
        case addedToAPinnedDay
        case tooManyShifts(shifts: Double, most: Double)
        case notInDutyRotation
        case dutyForOnlyAPart
        case tooManyOnDuty(extra: Int, location: String)
        case differsFromProtected
        case differsFromPinned
        case pinnedOnlyInTheRota
        case mayNotWorkAt(location: String)
        case twoLocations
    }

    /// The reference scorer's words.
    package var what: String {
        switch fault {
        case .notAvailable: "at work but not available"
        case .shiftsShareAPart: "two shifts share this part"
        case .bothPartsOfAHalfDay: "works both parts of a half day"
        case .availableButNotAtWork: "available but not at work"
        case .onlyAPartOfTheDay: "works only a part of the day"
        case .addedToAPinnedDay: "added to a day with a pinned part"
        case .tooManyShifts(let shifts, let most):
            "\(NumberText.general(shifts)) shifts in the week, of at most \(NumberText.general(most))"
        case .notInDutyRotation: "on duty but not in the duty rotation"
        case .dutyForOnlyAPart: "on duty for only a part of the day"
        case .tooManyOnDuty(let extra, let location): "\(extra) more on duty at \(location) than needed"
        case .differsFromProtected: "differs from the protected rota"
        case .differsFromPinned: "differs from the pinned shift"
        case .pinnedOnlyInTheRota: "is pinned in the rota but not in the practice file"
        case .mayNotWorkAt(let location): "may not work at \(location)"
        case .twoLocations: "works at two locations on one day"
        }
    }

    /// The reference scorer's order: by rule, date, part, clinician, words.
    package static func precedes(_ a: Breach, _ b: Breach) -> Bool {
        if a.rule != b.rule { return a.rule < b.rule }
        if a.date != b.date { return a.date < b.date }
        if a.part != b.part { return (a.part?.rawValue ?? "") < (b.part?.rawValue ?? "") }
        if a.clinician != b.clinician { return (a.clinician ?? "").precedesInBytes(b.clinician ?? "") }
        return a.what.precedesInBytes(b.what)
    }
}

extension Breach: CustomStringConvertible {
    /// One line, as the reference scorer prints it.
    package var description: String {
        let place = [date.iso, part?.rawValue, clinician].compactMap { $0 }.joined(separator: " ")
        return "\(rule.id) \(place): \(what)" + (given ? " (given)" : "")
    }
}
