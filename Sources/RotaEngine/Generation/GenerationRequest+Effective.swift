import RotaDomain

extension GenerationRequest {
    /// The practice as it is generated for: with the given shifts that stand marked pinned, and without an overridden protected period.
    package var effectivePractice: PracticeFile { GivenShifts.effective(self) }
}
