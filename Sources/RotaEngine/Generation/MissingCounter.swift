import RotaDomain

/// Counts what a rota is short of, cheaply enough to be done while the search goes on.
struct MissingCounter {
    private let scorer: ReferenceScorer

    init(_ words: PracticeWords) { scorer = ReferenceScorer(words) }

    func count(_ shifts: [PracticeFile.Shift]) -> MissingHalfDays {
        let rota = ScoredRota(scorer.sheet(shifts), scorer)
        return MissingHalfDays(cover: S02CoverShortfall().items(rota).count, duty: S01EmptyDutyPlaces().items(rota).count)
    }
}
