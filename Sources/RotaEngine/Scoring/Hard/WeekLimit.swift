import Civil

/// What one working term allows a partner in one week (H5), as the report, the search and the bounds all have it.
struct WeekLimit {
    let clinician: Int
    /// The term's maximum, in shifts.
    let mostShifts: Double
    /// The days of the term in that week and in the range.
    let days: [Int]
    /// Parts worked on the week's days outside the range.
    let outside: Int
    /// Parts that the days may hold: what the maximum leaves, or what stands as given if that is more already.
    let most: Int

    /// Those of the week of this Monday, by clinician and term; none where the range has no day of it.
    static func all(week monday: Int, _ given: GivenRota, _ words: PracticeWords) -> [WeekLimit] {
        (0..<words.clinicianCount).flatMap { clinician in
            words.partnerTerms(clinician, week: monday).compactMap { WeekLimit(clinician, $0, monday, given, words) }
        }
    }

    private init?(_ clinician: Int, _ term: Int, _ monday: Int, _ given: GivenRota, _ words: PracticeWords) {
        guard let mostShifts = words.file.terms[term].maxShifts else { return nil }
        let own = (monday..<monday + 7).filter { Int(words.words(clinician, $0).term) == term }
        days = own.filter(words.days.contains)
        guard !days.isEmpty else { return nil }
        self.clinician = clinician
        self.mostShifts = mostShifts
        outside = own.reduce(0) { $0 + given.outside.worked(clinician, $1).count }
        let standing = days.reduce(0) { sum, day in sum + Part.allCases.count { given.standingWork(clinician, day, $0, words) != nil } }
        most = max(Int(min(mostShifts, 1000) * 2) - outside, standing, 0)
    }
}
