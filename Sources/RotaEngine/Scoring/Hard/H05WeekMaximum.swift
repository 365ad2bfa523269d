import Civil

/// H5: a partner's shifts in a week never exceed the term's maximum, shifts of that week outside the range included.
enum H05WeekMaximum {
    static func breaches(_ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords, clinicians: Range<Int>? = nil) -> [Breach] {
        var found: [Breach] = []
        for monday in words.touchedWeeks {
            for clinician in clinicians ?? 0..<words.clinicianCount {
                for term in words.partnerTerms(clinician, week: monday) {
                    if let breach = breach(clinician, term, monday, sheet, given, words) { found.append(breach) }
                }
            }
        }
        return found
    }

    private static func breach(_ clinician: Int, _ term: Int, _ monday: Int, _ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) -> Breach? {
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
}
