import RotaDomain

/// Counts what a rota is short of, cheaply enough to be done while the search goes on.
struct MissingCounter {
    private let scorer: ReferenceScorer

    init(_ words: PracticeWords) { scorer = ReferenceScorer(words) }

    func count(_ shifts: [PracticeFile.Shift]) -> MissingHalfDays {
        let count = RotaShortages(scorer.sheet(shifts), scorer).count
        return MissingHalfDays(cover: count.cover, duty: count.duty, supervision: count.supervision)
    }
}

extension StaffingBounds {
    /// What no rota is short of less than.
    package var missing: MissingHalfDays { least.missing }
}

extension StaffingCount {
    package var missing: MissingHalfDays { MissingHalfDays(cover: cover, duty: duty, supervision: supervision) }
}
