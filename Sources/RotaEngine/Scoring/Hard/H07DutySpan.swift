import Civil

/// H7: where duty is by the day, a doctor on duty for a part is on duty for every part that needs as many there or more.
enum H07DutySpan {
    static func check(_ day: ClinicianDay, _ words: PracticeWords, _ found: inout [DayFault]) {
        guard words.file.practice.dutySpan == .day, !day.onDuty.isEmpty else { return }
        var asked = PartSet()
        for part in day.onDuty.parts {
            if let location = day[part]?.location { asked.formUnion(words.dutyPartsAsked(day.day, part, location)) }
        }
        for part in asked.subtracting(day.onDuty).parts {
            found.append(DayFault(rule: .h7, part: part, fault: .dutyForOnlyAPart, given: day.stands.isSuperset(of: day.onDuty)))
        }
    }
}
