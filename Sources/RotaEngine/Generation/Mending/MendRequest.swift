import Civil
import RotaDomain

/// A rota that a change has overtaken, and what may be done about it.
package struct MendRequest: Sendable {
    /// The practice as it is now: somebody ill or on leave, a term that ended or began, a shift newly pinned.
    package var practice: PracticeFile
    /// The rota as it was before the change.
    package var rota: RotaFile
    /// The parts of the protected period that may be touched, everybody's; the rest of it stays as it is.
    package var released: [Day: PartSet]
    package var seed: UInt64
    /// Moves to try; nil for what the extent of the damage asks for.
    package var steps: Int?
    /// How many threads may be used; the answer does not depend on it.
    package var threads: Int
    /// Assert mode, as `GenerationRequest.isAudited`.
    package var isAudited: Bool

    package init(
        practice: PracticeFile, rota: RotaFile, released: [Day: PartSet] = [:], seed: UInt64 = 1, steps: Int? = nil, threads: Int = 2, isAudited: Bool = false
    ) {
        self.practice = practice
        self.rota = rota
        self.released = released
        self.seed = seed
        self.steps = steps
        self.threads = threads
        self.isAudited = isAudited
    }
}

/// One clinician's day that mending changed.
package struct MendedDay: Sendable, Hashable {
    package var clinician: String
    package var date: Day
    package var was: [PracticeFile.Shift]
    package var now: [PracticeFile.Shift]
}

/// A mended rota and what there is to say of it.
package struct MendResult: Sendable {
    package var rota: RotaFile
    /// By date, then clinician.
    package var changes: [MendedDay]
    /// The rota as it was, judged as the practice is now, and the mended one.
    package var before: ScoreReport
    package var after: ScoreReport
    package var steps: Int
    package var seconds: Double

    /// What the mended rota is short of.
    package var gaps: [Gap] { Gap.all(after) }
}
