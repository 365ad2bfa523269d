import Civil
import RotaDomain

/// How much is missing, in what S1, S2 and S3 count, and the points of the three together.
package struct StaffingCount: Sendable, Hashable {
    /// Duty places left empty (S1).
    package var duty = 0
    /// Clinicians missing from cover, each part by itself (S2).
    package var cover = 0
    /// Unsupervised trainee half-days (S3).
    package var supervision = 0
    package var points = 0

    package init(duty: Int = 0, cover: Int = 0, supervision: Int = 0, points: Int = 0) {
        self.duty = duty
        self.cover = cover
        self.supervision = supervision
        self.points = points
    }

    /// What was not found stays so.
    mutating func add(duty: Int, cover: Int, supervision: Int, points: Int) {
        func sum(_ a: Int, _ b: Int) -> Int { a == .max || b == .max ? .max : a + b }
        self.duty = sum(self.duty, duty)
        self.cover = sum(self.cover, cover)
        self.supervision = sum(self.supervision, supervision)
        self.points = sum(self.points, points)
    }
}

/// What no rota of a range can avoid, whatever else it does: each figure by itself the least of any rota that keeps the hard rules.
///
/// The points may be more than those of the three figures together, where nobody can fill one without leaving another.
package struct StaffingBounds: Sendable, Hashable {
    package var least = StaffingCount()
    /// What some rota of each week was found to be short of: for each figure by itself, no less than `least`.
    package var found = StaffingCount()
    /// Is there, for each figure, a rota that reaches it? Else the truth may be worse than the bound.
    package var isReached = true

    package init() {}
}

/// The gaps of a rota, held against what any rota could do.
package struct GapReport: Sendable, Hashable {
    package var bounds: StaffingBounds
    /// What the rota itself is short of.
    package var rota: StaffingCount
    /// In the order of the gaps: by date, part and kind.
    package var verdicts: [GapVerdict]
}

/// What is to be said of one gap.
package struct GapVerdict: Sendable, Hashable {
    package var gap: Gap
    /// So many of the gap's count are missing in every rota.
    package var unavoidable: Int
    /// Why they are; nil where none is.
    package var shortage: GapShortage?
    /// The last protected date, where that is why: without it, one more could be here.
    package var protectedUntil: Day?
    /// What of the others; nil where there are none.
    package var rest: Rest?

    package enum Rest: Sendable, Hashable {
        /// One more can be filled only by leaving something as weighty open.
        case tied(GapTie)
        /// One more could be filled, at this price.
        case couldBeMet(GapPrice)
        /// No rota was found in which one more is filled, and no proof that there is none.
        case unknown
    }

    /// Is all of it missing in every rota? What is tied is not: one place may be what two ties leave open.
    package var isUnavoidable: Bool { rest == nil }

    var isTied: Bool {
        if case .tied = rest { return true }
        return false
    }
}

/// Too few who could be there: "4 needed, 3 available: Okafor, Lee, Shah", and why nobody else is.
package struct GapShortage: Sendable, Hashable {
    package var needed: Int
    /// Those who could fill the place, or stand there as given, in the practice file's order.
    package var available: [GapPerson]
    /// Everybody else who is active, each with the rule that keeps them from it whatever the rest of the rota is.
    package var others: [GapExplanation.Reason]
}

/// A clinician by id and name.
package struct GapPerson: Sendable, Hashable {
    /// The clinician's id.
    package var clinician: String
    package var name: String
}

/// Places that compete for the same people: "one of these three must stay open".
package struct GapTie: Sendable, Hashable {
    /// The gap itself and those that it competes with, by date, part and kind; `count` is what each needs.
    package var places: [Gap]
    package var extent: Extent
    /// So many of what they need together, or more, are missing in every rota.
    package var open: Int
    /// By place, how many could be there.
    var able: [Int] = []
    /// Those who could be at one of the places at least, in the practice file's order.
    package var available: [GapPerson] = []
    /// Everybody else who is active, with what keeps them from each; of many places only from the gap's own.
    package var others: [Absent] = []
    /// Those who could fill several of the places, and why not all.
    package var torn: [Torn]
    /// What filling the gap, and leaving another open, would do to the score; nil where none was found.
    package var instead: GapPrice?

    /// What was shown of the places.
    package enum Extent: Sendable, Hashable {
        /// Each can be filled, but not all.
        case eachAlone
        /// One more at the gap leaves another of them shorter than it is; without any one of them, it need not.
        case asTheyAre
        /// One more at the gap leaves another of them shorter than it is; that all of them are needed for that was not shown.
        case someOfThem
    }

    package struct Absent: Sendable, Hashable {
        package var person: GapPerson
        /// Each once.
        package var obstacles: [Obstacle]
    }

    package struct Torn: Sendable, Hashable {
        package var person: GapPerson
        package var cause: Cause
    }

    package enum Cause: Sendable, Hashable {
        /// The most shifts a week (H5).
        case weekMaximum(Double)
        /// One location a day (H10).
        case oneLocation
        /// One half of a half day (H2).
        case oneHalf
        /// Fills only some of the parts, as their duty or their day is what it is.
        case oneDay
    }
}

/// What the best rota found costs in which one more of a gap is filled.
package struct GapPrice: Sendable, Hashable {
    /// What it does to the score.
    package var difference: ScoreDifference
    /// Whose days change, by date and clinician.
    package var changes: [RotaDifference.Change]
}

extension GapVerdict.Rest {
    /// What the best rota found costs in which one more is filled.
    package var price: GapPrice? {
        switch self {
        case .tied(let tie): tie.instead
        case .couldBeMet(let price): price
        case .unknown: nil
        }
    }
}
