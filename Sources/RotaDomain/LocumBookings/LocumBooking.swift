import Civil

/// Dates on which a locum is booked: one location a day.
package struct LocumBooking: Sendable, Equatable {
    package let id: Int
    package var clinicianId: Int
    package var locationId: Int
    package var range: DayRange
    /// Of every date of the range.
    package var part: Span
    /// Goes up with every change, so that a form can tell whether the row changed after it was shown.
    package let revision: Int

    package init(id: Int = 0, clinicianId: Int, locationId: Int, range: DayRange, part: Span, revision: Int = 1) {
        self.id = id
        self.clinicianId = clinicianId
        self.locationId = locationId
        self.range = range
        self.part = part
        self.revision = revision
    }
}
