import Civil

/// H1: every part of every shift is available to its clinician.
enum H01Availability {
    static func check(_ day: ClinicianDay, _ words: PracticeWords, _ found: inout [DayFault]) {
        let outside = day.worked.subtracting(words.available(day.clinician, day.day))
        for part in outside.parts {
            found.append(DayFault(rule: .h1, part: part, fault: .notAvailable, given: day.stands.contains(part)))
        }
    }
}
