import Civil

/// A version of the rota that clinicians were shown: its number is its id.
package struct Publication: Sendable, Equatable {
    package let id: Int
    package let range: DayRange
    /// The version that this one took back, if it is a roll-back.
    package let rolledBackId: Int?
    package let publishedAt: Instant
    package let publishedBy: String

    package init(id: Int, range: DayRange, rolledBackId: Int?, publishedAt: Instant, publishedBy: String) {
        self.id = id
        self.range = range
        self.rolledBackId = rolledBackId
        self.publishedAt = publishedAt
        self.publishedBy = publishedBy
    }
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
