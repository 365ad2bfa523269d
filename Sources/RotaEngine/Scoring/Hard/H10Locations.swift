import Civil

/// H10: a shift stands where the term or the booking allows, and all of a day at one location; the rest of a day follows a pin.
enum H10Locations {
    static func check(_ day: ClinicianDay, _ words: PracticeWords, _ found: inout [DayFault]) {
        let allowed = words.mayStandAt(day.clinician, day.day)
        if !allowed.isEmpty {
            for part in day.worked.parts {
                guard let location = day[part]?.location, !allowed.contains(location) else { continue }
                let stands = day.stands.contains(part)
                guard stands || !day.isPinned(at: location) else { continue }
                found.append(DayFault(rule: .h10, part: part, fault: .mayNotWorkAt(location: words.file.locations[location]), given: stands))
            }
        }
        if let am = day.am, let pm = day.pm, am.location != pm.location {
            found.append(DayFault(rule: .h10, part: nil, fault: .twoLocations, given: day.stands == .day))
        }
    }
}
