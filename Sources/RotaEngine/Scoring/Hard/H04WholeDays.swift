import Civil

/// H4: a partner works a whole day or, on a half day, one part; a pinned half stands alone.
enum H04WholeDays {
    static func check(_ day: ClinicianDay, _ words: PracticeWords, _ found: inout [DayFault]) {
        let known = words.words(day.clinician, day.day), worked = day.worked
        guard known.isPartner, !worked.isEmpty else { return }
        if known.half == nil, let missing = known.available.subtracting(worked).first {
            found.append(DayFault(rule: .h4, part: missing, fault: .onlyAPartOfTheDay, given: day.stands.isSuperset(of: worked)))
        }
        guard !day.pinned.isEmpty else { return }
        for part in worked.subtracting(day.stands).parts {
            found.append(DayFault(rule: .h4, part: part, fault: .addedToAPinnedDay, given: false))
        }
    }
}
