import Civil
import RotaDomain

/// Says which hard rules a change by hand would break that were kept before (for the rota page: refuse, or ask for an override).
///
/// Pins and the protected period (H9) bind generation, not the hand that set them, so here every shift counts alike.
package struct RuleChecker: Sendable {
    private let scorer: ReferenceScorer

    /// Checks changes within `range`; `practice.shifts` outside it count for H5 in weeks that lie partly inside.
    package init(_ practice: PracticeFile, range: DayRange) {
        var file = practice
        file.protectedUntil = nil
        file.shifts = practice.shifts.filter { !range.contains($0.date) }
        scorer = ReferenceScorer(file, range: range)
    }

    /// The breaches that `after` has and `before` has not, both being all shifts of the range.
    package func added(before: [PracticeFile.Shift], after: [PracticeFile.Shift]) -> [Breach] {
        let old = Set(breaches(before))
        return breaches(after).filter { !old.contains($0) }
    }

    /// What these shifts lack (S1 to S3), by date and part: as `Warnings.gaps` has it, without working out the practice's words again.
    package func gaps(_ shifts: [PracticeFile.Shift]) -> [Gap] { Warnings.gaps(scorer.sheet(shifts), scorer) }

    /// All that the shifts break.
    package func breaches(_ shifts: [PracticeFile.Shift]) -> [Breach] {
        let unpinned = shifts.map { shift in
            var shift = shift
            shift.pinned = false
            return shift
        }
        return scorer.breaches(unpinned)
    }
}
