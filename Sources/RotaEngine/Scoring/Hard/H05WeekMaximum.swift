import Civil

/// H5: a partner's shifts in a week never exceed the term's maximum, shifts of that week outside the range included.
struct H05WeekMaximum: LimitRule {
    let name = HardRule.h5

    func breaches(_ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) -> [Breach] {
        words.touchedWeeks.flatMap { monday in
            WeekLimit.all(week: monday, given, words).compactMap { breach($0, monday, sheet, given, words) }
        }
    }

    private func breach(_ limit: WeekLimit, _ monday: Int, _ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) -> Breach? {
        var inside = 0, allStand = true
        for day in limit.days {
            let worked = sheet.worked(limit.clinician, day)
            inside += worked.count
            if !given.stands(limit.clinician, day, words).isSuperset(of: worked) { allStand = false }
        }
        let shifts = Double(inside + limit.outside) / 2
        guard inside > 0, shifts > limit.mostShifts else { return nil }
        return Breach(
            rule: .h5, date: words.date(monday), part: nil, clinician: words.file.clinicians[limit.clinician].id,
            fault: .tooManyShifts(shifts: shifts, most: limit.mostShifts), given: allStand)
    }

    func count(in counters: inout RuleCounters) {
        for monday in counters.words.touchedWeeks {
            for limit in WeekLimit.all(week: monday, counters.given, counters.words) {
                let beyond = counters.add { worked in Double(max(0, worked - limit.most)) }
                counters.count(beyond, limit.clinician, limit.days) { $0.worked.count }
            }
        }
    }
}
