import Civil

/// Dates on which a locum is booked: one location a day.
package struct LocumBooking: Sendable, Equatable {
    package let id: Int
    package var clinicianId: Int
    package var locationId: Int
    package var range: DayRange
    /// Of every date of the range.
    package var part: Span

    package init(id: Int = 0, clinicianId: Int, locationId: Int, range: DayRange, part: Span) {
        self.id = id
        self.clinicianId = clinicianId
        self.locationId = locationId
        self.range = range
        self.part = part
    }
}
