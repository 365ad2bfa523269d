import RotaDomain

extension GapAnalyst {
    /// What no rota of a request's dates can avoid; nil when cancelled. No rota is looked at, so it is ready at once.
    package static func bounds(of request: GenerationRequest, isCancelled: () -> Bool = { false }) -> StaffingBounds? {
        var staffing = StaffingAnalyst(PracticeWords(request.effectivePractice, range: request.range))
        return staffing.bounds(isCancelled: isCancelled)
    }
}
