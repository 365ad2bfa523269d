import Civil

/// H5: a partner's shifts in a week never exceed the term's maximum, shifts of that week outside the range included.
struct H05WeekMaximum: LimitRule {
    let name = HardRule.h5

    func breaches(_ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) -> [Breach] {
        var found: [Breach] = []
        for monday in words.touchedWeeks {
            for clinician in 0..<words.clinicianCount {
                for term in words.partnerTerms(clinician, week: monday) {
                    if let breach = breach(clinician, term, monday, sheet, given, words) { found.append(breach) }
                }
            }
        }
        return found
    }

    private func breach(_ clinician: Int, _ term: Int, _ monday: Int, _ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) -> Breach? {
        guard let most = words.file.terms[term].maxShifts else { return nil }
        var inside = 0, outside = 0, allStand = true
        for day in monday..<monday + 7 where Int(words.words(clinician, day).term) == term {
            outside += given.outside.worked(clinician, day).count
            guard words.days.contains(day) else { continue }
            let worked = sheet.worked(clinician, day)
            inside += worked.count
            if !given.stands(clinician, day, words).isSuperset(of: worked) { allStand = false }
        }
        let shifts = Double(inside + outside) / 2
        guard inside > 0, shifts > most else { return nil }
        return Breach(
            rule: .h5, date: words.date(monday), part: nil, clinician: words.file.clinicians[clinician].id,
            fault: .tooManyShifts(shifts: shifts, most: most), given: allStand)
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        for monday in words.touchedWeeks {
            for clinician in 0..<words.clinicianCount {
                for term in words.partnerTerms(clinician, week: monday) { count(clinician, term, monday, &counters) }
            }
        }
    }

    /// The parts beyond the term's maximum, or beyond what stands as given if that is more already.
    private func count(_ clinician: Int, _ term: Int, _ monday: Int, _ counters: inout RuleCounters) {
        let words = counters.words, given = counters.given
        guard let most = words.file.terms[term].maxShifts else { return }
        let own = (monday..<monday + 7).filter { Int(words.words(clinician, $0).term) == term }
        let inside = own.filter(words.days.contains)
        guard !inside.isEmpty else { return }
        let outside = own.reduce(0) { $0 + given.outside.worked(clinician, $1).count }
        let standing = inside.reduce(0) { sum, day in
            sum + Part.allCases.count { given.standingWork(clinician, day, $0, words) != nil }
        }
        let limit = max(Int(min(most, 1000) * 2) - outside, standing, 0)
        let beyond = counters.add { worked in Double(max(0, worked - limit)) }
        counters.count(beyond, clinician, inside) { $0.worked.count }
    }
}
