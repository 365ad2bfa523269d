import RotaDomain

extension GapAnalyst {
    /// What no rota of a request's dates can avoid; nil when cancelled.
    package static func bounds(of request: GenerationRequest, isCancelled: @escaping @Sendable () -> Bool = { false }) -> StaffingBounds? {
        var analyst = GapAnalyst(request.effectivePractice, range: request.range, shifts: [], isCancelled: isCancelled)
        return analyst.bounds()
    }
}
