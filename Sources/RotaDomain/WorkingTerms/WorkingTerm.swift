import Civil

/// An employment arrangement of one clinician for a range of dates (S0.11). Terms of one clinician never overlap.
package struct WorkingTerm: Sendable, Equatable {
    package let id: Int
    package let clinicianId: Int
    package var details: TermDetails
    /// Counts the changes of this row, so that a form that was opened before one is refused.
    package let revision: Int

    package init(id: Int, clinicianId: Int, details: TermDetails, revision: Int) {
        self.id = id
        self.clinicianId = clinicianId
        self.details = details
        self.revision = revision
    }
}

/// A correction of a term's yearly leave by hand (S0.41).
package struct LeaveAdjustment: Sendable, Equatable {
    package let id: Int
    /// In the term's leave unit; never 0.
    package let amount: Double
    package let reason: String
    package let madeBy: String
    package let madeAt: Instant

    package init(id: Int, amount: Double, reason: String, madeBy: String, madeAt: Instant) {
        self.id = id
        self.amount = amount
        self.reason = reason
        self.madeBy = madeBy
        self.madeAt = madeAt
    }
}
