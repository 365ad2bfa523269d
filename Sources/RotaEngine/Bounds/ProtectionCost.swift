import Civil
import RotaDomain

/// What is missing in every rota only because the first dates are protected: generated anew, they would be short of less.
package struct ProtectionCost: Sendable, Hashable {
    /// The last protected date.
    package let until: Day
    /// For each figure by itself, so much less is missing in some rota of these weeks without the protection.
    package let missing: StaffingCount

    /// Nil where nothing of these dates is protected, or that makes no difference, or when cancelled.
    /// - Parameter practice: as the rota is generated for.
    package init?(_ practice: PracticeFile, range: DayRange, isCancelled: () -> Bool = { false }) {
        guard let until = practice.protectedUntil, until >= range.first else { return nil }
        // Weeks are short of what they are by themselves.
        guard let weeks = DayRange(range.first, min(range.last, until.monday + 6)) else { return nil }
        var free = practice
        free.protectedUntil = nil
        var bound = StaffingAnalyst(PracticeWords(practice, range: weeks)), anew = StaffingAnalyst(PracticeWords(free, range: weeks))
        guard let least = bound.bounds(isCancelled: isCancelled)?.least, let found = anew.bounds(isCancelled: isCancelled)?.found else { return nil }
        var missing = StaffingCount()
        missing.duty = max(0, least.duty - found.duty)
        missing.cover = max(0, least.cover - found.cover)
        missing.supervision = max(0, least.supervision - found.supervision)
        missing.points = max(0, least.points - found.points)
        guard missing.points > 0 || missing.duty + missing.cover + missing.supervision > 0 else { return nil }
        self.until = until
        self.missing = missing
    }

    package init?(_ request: GenerationRequest, isCancelled: () -> Bool = { false }) {
        self.init(request.effectivePractice, range: request.range, isCancelled: isCancelled)
    }
}
