import Civil

/// A version of the rota that clinicians were shown: its number is its id.
package struct Publication: Sendable, Equatable {
    package let id: Int
    package let range: DayRange
    /// The version that this one took back, if it is a roll-back.
    package let rolledBackId: Int?
    package let publishedAt: Instant
    package let publishedBy: String
    package let counts: PublicationCounts

    package init(id: Int, range: DayRange, rolledBackId: Int?, publishedAt: Instant, publishedBy: String, counts: PublicationCounts) {
        self.id = id
        self.range = range
        self.rolledBackId = rolledBackId
        self.publishedAt = publishedAt
        self.publishedBy = publishedBy
        self.counts = counts
    }
}

/// What a version holds, and what it changed for clinicians when it was published.
package struct PublicationCounts: Sendable, Equatable {
    package let shifts: Int
    /// Clinicians' days that were otherwise before.
    package let changedDays: Int
    package let changedClinicians: Int

    package init(shifts: Int, changedDays: Int, changedClinicians: Int) {
        self.shifts = shifts
        self.changedDays = changedDays
        self.changedClinicians = changedClinicians
    }

    package init(shifts: Int, _ difference: RotaDifference) {
        self.init(shifts: shifts, changedDays: difference.changes.count, changedClinicians: difference.clinicians.count)
    }
}

/// How many dates a version covers.
package struct PublicationSpread: Sendable, Equatable {
    package let days: Int
    /// Dates for which no version stood before.
    package let newDays: Int
    /// Dates for which clinicians see it now.
    package let standingDays: Int

    package init(days: Int, newDays: Int, standingDays: Int) {
        self.days = days
        self.newDays = newDays
        self.standingDays = standingDays
    }

    /// Nothing stood before it on any of its dates.
    package var isFirst: Bool { days > 0 && newDays == days }
}

/// One date of a publication.
package struct PublicationDay: Sendable, Equatable {
    package let date: Day
    /// The publication that stood for the date before; nil when the date had not been published.
    package let previousId: Int?
    /// Is it this publication that clinicians see for the date now?
    package let isStanding: Bool

    package init(date: Day, previousId: Int?, isStanding: Bool) {
        self.date = date
        self.previousId = previousId
        self.isStanding = isStanding
    }
}
