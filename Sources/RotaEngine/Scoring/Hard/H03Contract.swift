import Civil

/// H3: everybody but a partner works every available part; on a half day one part is enough, whichever it is.
enum H03Contract {
    static func check(_ day: ClinicianDay, _ words: PracticeWords, _ found: inout [DayFault]) {
        let known = words.words(day.clinician, day.day)
        guard !known.isPartner, !(known.half != nil && !day.worked.isEmpty) else { return }
        var missing = known.available.subtracting(day.worked)
        if known.half == .any, let first = missing.first { missing = PartSet(first) }
        for part in missing.parts {
            found.append(DayFault(rule: .h3, part: part, fault: .availableButNotAtWork, given: words.protectedParts(day.day).contains(part)))
        }
    }
}
