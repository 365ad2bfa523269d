import Civil
import RotaDomain

extension GapAnalyst {
    /// The rota that the file holds, for whoever changes it by hand: pins bind the hand, but neither the protected period nor what stands unpinned.
    package init(byHand practice: PracticeFile, range: DayRange) {
        var file = practice
        file.protectedUntil = nil
        file.shifts.removeAll { range.contains($0.date) && !$0.pinned }
        self.init(file, range: range, shifts: practice.shifts.filter { range.contains($0.date) })
    }

    /// What no rota of a request's dates can avoid; nil when cancelled.
    package static func bounds(of request: GenerationRequest, isCancelled: @escaping @Sendable () -> Bool = { false }) -> StaffingBounds? {
        var analyst = GapAnalyst(request.effectivePractice, range: request.range, shifts: [], isCancelled: isCancelled)
        return analyst.bounds()
    }
}
