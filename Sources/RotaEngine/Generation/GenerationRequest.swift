import Civil
import RotaDomain

/// What to generate and from what.
package struct GenerationRequest: Sendable {
    /// What becomes of the shifts that the range holds already (B5).
    package enum Mode: String, Sendable, CaseIterable {
        /// Every given shift stays.
        case fillGaps
        /// Only pinned shifts and the protected period stay.
        case replaceUnpinned
    }

    package var practice: PracticeFile
    package var range: DayRange
    package var mode: Mode
    package var seed: UInt64
    /// Moves to try, over all walks; nil for what the size of the practice asks for.
    package var steps: Int?
    /// Ends the search early, so that the answer may then depend on the machine; nil for no limit.
    package var secondsCap: Double?
    /// Treats the protected period as any other.
    package var overrideProtected: Bool
    /// How many threads may be used; the answer does not depend on it.
    package var threads: Int
    /// Assert mode: every rota that the search goes on from is counted by the slow scorer too, and the first difference ends it. Thousands of times slower,
    /// and on one thread, so that it is always the same difference.
    package var isAudited: Bool

    package init(
        practice: PracticeFile, range: DayRange, mode: Mode = .replaceUnpinned, seed: UInt64 = 1, steps: Int? = nil, secondsCap: Double? = nil,
        overrideProtected: Bool = false, threads: Int = 2, isAudited: Bool = false
    ) {
        self.practice = practice
        self.range = range
        self.mode = mode
        self.seed = seed
        self.steps = steps
        self.secondsCap = secondsCap
        self.overrideProtected = overrideProtected
        self.threads = threads
        self.isAudited = isAudited
    }
}

/// How far a generation has come.
package struct GenerationProgress: Sendable, Equatable {
    package var stepsDone: Int
    package var stepsTotal: Int
    /// The best score so far, as the search counts it: within a point of the score.
    package var score: Double
    /// "Looking at the rules", "Filling the rota", "Improving the rota"
    package var phase: String
    /// What the best rota so far is short of; nil before there is one.
    package var missing: MissingHalfDays?

    package init(stepsDone: Int, stepsTotal: Int, score: Double, phase: String, missing: MissingHalfDays? = nil) {
        self.missing = missing
        self.stepsDone = stepsDone
        self.stepsTotal = stepsTotal
        self.score = score
        self.phase = phase
    }
}

/// A generated rota and what there is to say of it.
package struct GenerationResult: Sendable {
    package var rota: RotaFile
    /// The practice as it was generated for: with the given shifts that stood marked pinned, and without an overridden protected period.
    package var practice: PracticeFile
    package var report: ScoreReport
    package var gaps: [Gap]
    /// Moves tried, over all walks.
    package var steps: Int
    package var seconds: Double

    /// The given breaches; others a generated rota never has.
    package var breaches: [Breach] { report.breaches }
}
