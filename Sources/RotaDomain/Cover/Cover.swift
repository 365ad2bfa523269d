import Civil

/// How many clinicians a half-day needs at a location, and how many of them on duty.
package struct CoverNeed: Sendable, Hashable {
    package var minimum: Int
    package var duty: Int

    package init(minimum: Int, duty: Int) {
        self.minimum = minimum
        self.duty = duty
    }

    package static let none = CoverNeed(minimum: 0, duty: 0)
    /// What either figure may be.
    package static let figures = 0...999

    /// "4 doctors, 1 on duty"
    package var words: String { "\(minimum) \(minimum == 1 ? "doctor" : "doctors"), \(duty) on duty" }
}

/// A half-day of the usual week at a location.
package struct CoverPlace: Sendable, Hashable {
    package let weekday: Weekday
    package let part: Part
    package let locationId: Int

    package init(weekday: Weekday, part: Part, locationId: Int) {
        self.weekday = weekday
        self.part = part
        self.locationId = locationId
    }
}

/// A half-day of one date at a location.
package struct CoverDate: Sendable, Hashable {
    package let day: Day
    package let part: Part
    package let locationId: Int

    package init(day: Day, part: Part, locationId: Int) {
        self.day = day
        self.part = part
        self.locationId = locationId
    }
}

/// What a single date needs in place of the usual week.
package struct CoverOverride: Sendable, Equatable {
    package let place: CoverDate
    package var need: CoverNeed

    package init(place: CoverDate, need: CoverNeed) {
        self.place = place
        self.need = need
    }
}
