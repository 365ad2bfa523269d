import Civil

/// What a working term says (S0.11), apart from whose it is.
package struct TermDetails: Sendable, Equatable {
    package var type: TermType
    package var start: Day
    /// The last date, or nil while ongoing.
    package var end: Day?
    /// Takes part in the duty rotation (S0.26).
    package var duty: Bool
    /// The ids of the locations that the term may work at, home first; a locum's may be empty.
    package var locations: [Int]
    /// The supervising clinician of a trainee.
    package var supervisorId: Int?
    /// 0 to 100 for a partner, else nil.
    package var fte: Double?
    package var fixedDays: Set<Weekday>
    /// The second of two alternating weeks; week A is the ISO week that holds `start`.
    package var fixedDaysB: Set<Weekday>?
    package var halfDays: [Weekday: HalfDay]
    package var cannotWork: Set<Weekday>
    package var mustWork: Set<Weekday>
    /// Per week, in steps of 0.5; one shift is a full day.
    package var minShifts: Double?
    package var maxShifts: Double?
    /// Weeks for a partner, days otherwise.
    package var leaveEntitlement: Double?

    package init(
        type: TermType, start: Day, end: Day? = nil, duty: Bool = true, locations: [Int] = [], supervisorId: Int? = nil, fte: Double? = nil,
        fixedDays: Set<Weekday> = [], fixedDaysB: Set<Weekday>? = nil, halfDays: [Weekday: HalfDay] = [:], cannotWork: Set<Weekday> = [],
        mustWork: Set<Weekday> = [], minShifts: Double? = nil, maxShifts: Double? = nil, leaveEntitlement: Double? = nil
    ) {
        self.type = type
        self.start = start
        self.end = end
        self.duty = duty
        self.locations = locations
        self.supervisorId = supervisorId
        self.fte = fte
        self.fixedDays = fixedDays
        self.fixedDaysB = fixedDaysB
        self.halfDays = halfDays
        self.cannotWork = cannotWork
        self.mustWork = mustWork
        self.minShifts = minShifts
        self.maxShifts = maxShifts
        self.leaveEntitlement = leaveEntitlement
    }

    package func covers(_ day: Day) -> Bool { start <= day && day <= (end ?? day) }

    /// Whether the two share a date; an open end goes on for ever (S0.50).
    package func overlaps(_ other: TermDetails) -> Bool { start <= other.end ?? start && other.start <= end ?? other.start }

    /// "Since 1 March 2025", "From 1 April 2027", "5 August to 1 December 2026"
    package func dates(today: Day) -> String {
        guard let end, let range = DayRange(start, end) else { return "\(start <= today ? "Since" : "From") \(start.words)" }
        return range.words
    }
}
