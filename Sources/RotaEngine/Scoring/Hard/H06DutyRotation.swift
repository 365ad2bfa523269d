import Civil

/// H6: duty only for a clinician whose term takes part in the duty rotation, and never for a trainee.
enum H06DutyRotation {
    static func check(_ day: ClinicianDay, _ words: PracticeWords, _ found: inout [DayFault]) {
        guard !day.onDuty.isEmpty, !words.words(day.clinician, day.day).inRotation else { return }
        for part in day.onDuty.parts {
            found.append(DayFault(rule: .h6, part: part, fault: .notInDutyRotation, given: day.stands.contains(part)))
        }
    }
}
