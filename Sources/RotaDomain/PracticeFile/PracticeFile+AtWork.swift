import Civil

extension PracticeFile {
    /// The same with only those who have a shift in it, and of their terms those of these dates' weeks: enough to say what the shifts lack and
    /// break, since no rule reports the day of somebody who doesn't stand on the rota, nor counts them.
    package func atWork(_ range: DayRange) -> PracticeFile {
        let working = Set(shifts.lazy.map(\.clinician))
        var file = self
        file.clinicians = clinicians.filter { working.contains($0.id) }
        file.terms = terms.filter { term in
            term.start <= range.last.monday + 6 && term.end.map { $0 >= range.first.monday } ?? true && working.contains(term.clinician)
        }
        file.leave = leave.filter { working.contains($0.clinician) }
        file.locumBookings = locumBookings.filter { working.contains($0.clinician) }
        return file
    }
}
