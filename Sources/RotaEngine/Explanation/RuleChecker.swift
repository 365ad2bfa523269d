import Civil
import RotaDomain

/// Says which hard rules a change by hand would break that were kept before (for the rota page: refuse, or ask for an override).
///
/// Pins and the protected period (H9) bind generation, not the hand that set them, so here every shift counts alike.
package struct RuleChecker: Sendable {
    private let scorer: ReferenceScorer

    /// A rule that a change breaks, as a sentence for a practice manager.
    package struct Problem: Sendable, Hashable {
        package var breach: Breach
        /// "Dr Amara Okafor is on leave on Tue 29 December, morning (H1)"
        package var sentence: String
    }

    /// Checks changes within `range`; `practice.shifts` outside it count for H5 in weeks that lie partly inside.
    package init(_ practice: PracticeFile, range: DayRange) {
        var file = practice
        file.protectedUntil = nil
        file.shifts = practice.shifts.filter { !range.contains($0.date) }
        scorer = ReferenceScorer(file, range: range)
    }

    /// The breaches that `after` has and `before` has not, both being all shifts of the range.
    package func added(before: [PracticeFile.Shift], after: [PracticeFile.Shift]) -> [Problem] {
        let old = Set(breaches(before))
        return breaches(after).filter { !old.contains($0) }.map { Problem(breach: $0, sentence: BreachWords.sentence($0, scorer.words)) }
    }

    /// All that the shifts break.
    package func problems(_ shifts: [PracticeFile.Shift]) -> [Problem] {
        breaches(shifts).map { Problem(breach: $0, sentence: BreachWords.sentence($0, scorer.words)) }
    }

    private func breaches(_ shifts: [PracticeFile.Shift]) -> [Breach] {
        let unpinned = shifts.map { shift in
            var shift = shift
            shift.pinned = false
            return shift
        }
        return scorer.breaches(unpinned)
    }
}
