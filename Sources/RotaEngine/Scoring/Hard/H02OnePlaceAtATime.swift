import Civil

/// H2: no two shifts of a clinician share a part; on a half day the clinician works at most one part.
enum H02OnePlaceAtATime {
    static func check(_ day: ClinicianDay, _ words: PracticeWords, _ found: inout [DayFault]) {
        if day.am?.shared == true { found.append(DayFault(rule: .h2, part: .am, fault: .shiftsShareAPart, given: day.stands.contains(.am))) }
        if day.pm?.shared == true { found.append(DayFault(rule: .h2, part: .pm, fault: .shiftsShareAPart, given: day.stands.contains(.pm))) }
        if words.words(day.clinician, day.day).half != nil, day.worked == .day {
            found.append(DayFault(rule: .h2, part: nil, fault: .bothPartsOfAHalfDay, given: day.stands == .day))
        }
    }
}
