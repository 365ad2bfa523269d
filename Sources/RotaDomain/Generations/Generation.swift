import Civil

/// One generation of a rota: a job with its progress, then a proposal until it is saved or discarded (B5).
package struct Generation: Sendable, Equatable {
    package let id: Int
    package var state: GenerationState
    package let order: GenerationOrder
    package let requestedBy: String
    package let requestedAt: Instant
    package var finishedAt: Instant?
    package var cancelRequested: Bool
    /// Is it to stop with the best rota so far?
    package var endRequested: Bool
    /// What no rota of these dates is short of less than; nil until it is known.
    package var least: MissingHalfDays?
    package var progress: GenerationStage
    /// What went wrong, in words for the manager; nil unless `failed`.
    package var failure: String?

    package init(
        id: Int, state: GenerationState, order: GenerationOrder, requestedBy: String, requestedAt: Instant, finishedAt: Instant?, cancelRequested: Bool,
        endRequested: Bool = false, least: MissingHalfDays? = nil, progress: GenerationStage, failure: String?
    ) {
        self.id = id
        self.state = state
        self.order = order
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.finishedAt = finishedAt
        self.cancelRequested = cancelRequested
        self.endRequested = endRequested
        self.least = least
        self.progress = progress
        self.failure = failure
    }
}

/// What was asked for.
package struct GenerationOrder: Sendable, Equatable {
    package var range: DayRange
    package var mode: GenerationMode
    /// Change the protected period too.
    package var overrideProtected: Bool
    /// The last protected date when the work was asked for; nil when none of the dates was.
    package var protectedUntil: Day?
    package var seed: Int
    /// The rota's revision when the work was asked for: what the proposal is compared with.
    package var rotaRevision: Int

    package init(range: DayRange, mode: GenerationMode, overrideProtected: Bool, protectedUntil: Day? = nil, seed: Int = 1, rotaRevision: Int) {
        self.range = range
        self.mode = mode
        self.overrideProtected = overrideProtected
        self.protectedUntil = protectedUntil
        self.seed = seed
        self.rotaRevision = rotaRevision
    }

    /// The last protected date, where any of these dates is left as it is for that; nil where none is.
    package var keptUntil: Day? { overrideProtected ? nil : protectedUntil.flatMap { $0 >= range.first ? $0 : nil } }
}

package enum GenerationState: String, CaseIterable, Sendable, Hashable {
    case queued, running, ready, saved, discarded, cancelled, failed

    /// Is there still work to come?
    package var isUnderWay: Bool { self == .queued || self == .running }
}

/// What becomes of the shifts that are there already; the raw value is the column's.
package enum GenerationMode: String, CaseIterable, Sendable, Hashable {
    case fill, replace

    /// To follow a date range: "filling gaps only"
    package var words: String {
        switch self {
        case .fill: "filling gaps only"
        case .replace: "replacing unpinned shifts"
        }
    }
}

/// What whoever watches a generation wants of it.
package enum GenerationWish: Sendable, Equatable {
    case goOn
    /// Stop with the best rota so far.
    case end
    /// Stop, and forget it.
    case cancel
}

/// How far a generation has come.
package struct GenerationStage: Sendable, Equatable {
    package var stepsDone: Int
    package var stepsTotal: Int
    package var phase: String
    package var curve: ScoreCurve

    package init(stepsDone: Int = 0, stepsTotal: Int = 0, phase: String = "", curve: ScoreCurve = ScoreCurve()) {
        self.stepsDone = stepsDone
        self.stepsTotal = stepsTotal
        self.phase = phase
        self.curve = curve
    }

    /// Done of the whole, 0 to 1.
    package var fraction: Double { stepsTotal > 0 ? min(max(Double(stepsDone) / Double(stepsTotal), 0), 1) : 0 }
}
