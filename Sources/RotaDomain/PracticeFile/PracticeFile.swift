import Civil

/// The practice file of rota/rules.md as typed values: what the engine reads, and what import and export carry.
///
/// `PracticeFileReader` is the only way in from JSON and checks every rule of the format, so a value that it gave is consistent:
/// references resolve, terms don't overlap, and there is one cover row for each open part and location.
package struct PracticeFile: Sendable, Equatable {
    package var practice: Settings
    package var locations: [String]
    package var groups: [String]
    package var clinicians: [Clinician]
    package var terms: [Term]
    package var leave: [Leave]
    package var locumBookings: [LocumBooking]
    package var cover: [Cover]
    package var coverOverrides: [CoverOverride]
    package var shifts: [Shift]
    package var protectedUntil: Day?

    package init(
        practice: Settings, locations: [String], groups: [String] = [], clinicians: [Clinician] = [], terms: [Term] = [], leave: [Leave] = [],
        locumBookings: [LocumBooking] = [], cover: [Cover] = [], coverOverrides: [CoverOverride] = [], shifts: [Shift] = [], protectedUntil: Day? = nil
    ) {
        self.practice = practice
        self.locations = locations
        self.groups = groups
        self.clinicians = clinicians
        self.terms = terms
        self.leave = leave
        self.locumBookings = locumBookings
        self.cover = cover
        self.coverOverrides = coverOverrides
        self.shifts = shifts
        self.protectedUntil = protectedUntil
    }

    /// The practice's own rules.
    package struct Settings: Sendable, Equatable {
        package var name: String
        package var nation: Nation
        /// Parts that FTE 100 works in a usual week.
        package var fullTimeParts: Double
        /// The usual week; a weekday that is absent is closed.
        package var open: [Weekday: Set<Part>]
        /// Every wholly closed date, bank holidays included.
        package var closures: [Day]
        /// Dates closed for one part only: an optional key of ours, `half_closures`, that rules.md leaves room for.
        package var halfClosures: [HalfClosure]
        package var dutySpan: DutySpan
        /// In the file's order.
        package var countsTowardsMinimum: [TermType]
        /// The clinician group whose members may supervise, by trainee type.
        package var supervisorGroups: [TermType: String]

        package init(
            name: String, nation: Nation, fullTimeParts: Double, open: [Weekday: Set<Part>], closures: [Day] = [], halfClosures: [HalfClosure] = [],
            dutySpan: DutySpan = .day, countsTowardsMinimum: [TermType] = [.partner, .salaried, .locum, .st], supervisorGroups: [TermType: String] = [:]
        ) {
            self.name = name
            self.nation = nation
            self.fullTimeParts = fullTimeParts
            self.open = open
            self.closures = closures
            self.halfClosures = halfClosures
            self.dutySpan = dutySpan
            self.countsTowardsMinimum = countsTowardsMinimum
            self.supervisorGroups = supervisorGroups
        }
    }

    /// One part of one date on which the practice is closed.
    package struct HalfClosure: Sendable, Hashable {
        package var date: Day
        package var part: Part

        package init(date: Day, part: Part) {
            self.date = date
            self.part = part
        }
    }

    package struct Clinician: Sendable, Equatable {
        /// The file's id, unique in it.
        package var id: String
        package var name: String
        package var active: Bool
        package var groups: [String]
        /// Duty parts owed from before; positive owes more.
        package var dutyBalance: Double

        package init(id: String, name: String, active: Bool = true, groups: [String] = [], dutyBalance: Double = 0) {
            self.id = id
            self.name = name
            self.active = active
            self.groups = groups
            self.dutyBalance = dutyBalance
        }
    }

    package struct Term: Sendable, Equatable {
        package var clinician: String
        package var type: TermType
        package var start: Day
        /// The last date, or nil while ongoing.
        package var end: Day?
        package var duty: Bool
        /// The first is home; a locum's may be empty.
        package var locations: [String]
        package var supervisor: String?
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
            clinician: String, type: TermType, start: Day, end: Day? = nil, duty: Bool = true, locations: [String], supervisor: String? = nil,
            fte: Double? = nil, fixedDays: Set<Weekday> = [], fixedDaysB: Set<Weekday>? = nil, halfDays: [Weekday: HalfDay] = [:],
            cannotWork: Set<Weekday> = [], mustWork: Set<Weekday> = [], minShifts: Double? = nil, maxShifts: Double? = nil, leaveEntitlement: Double? = nil
        ) {
            self.clinician = clinician
            self.type = type
            self.start = start
            self.end = end
            self.duty = duty
            self.locations = locations
            self.supervisor = supervisor
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
    }

    package struct Leave: Sendable, Equatable {
        package var clinician: String
        package var range: DayRange
        package var part: Span
        package var type: String
        package var status: LeaveStatus

        package init(clinician: String, range: DayRange, part: Span = .full, type: String = "annual", status: LeaveStatus = .approved) {
            self.clinician = clinician
            self.range = range
            self.part = part
            self.type = type
            self.status = status
        }
    }

    package struct LocumBooking: Sendable, Equatable {
        package var clinician: String
        package var location: String
        package var range: DayRange
        package var part: Span

        package init(clinician: String, location: String, range: DayRange, part: Span = .full) {
            self.clinician = clinician
            self.location = location
            self.range = range
            self.part = part
        }
    }

    /// What a part at a location needs in the usual week.
    package struct Cover: Sendable, Equatable {
        package var weekday: Weekday
        package var part: Part
        package var location: String
        package var minimum: Int
        package var duty: Int

        package init(weekday: Weekday, part: Part, location: String, minimum: Int, duty: Int) {
            self.weekday = weekday
            self.part = part
            self.location = location
            self.minimum = minimum
            self.duty = duty
        }
    }

    /// What a part at a location needs on one date instead.
    package struct CoverOverride: Sendable, Equatable {
        package var date: Day
        package var part: Part
        package var location: String
        package var minimum: Int
        package var duty: Int

        package init(date: Day, part: Part, location: String, minimum: Int, duty: Int) {
            self.date = date
            self.part = part
            self.location = location
            self.minimum = minimum
            self.duty = duty
        }
    }

    /// One clinician's work on one day, in the practice file and in the rota file.
    package struct Shift: Sendable, Hashable {
        package var clinician: String
        package var date: Day
        package var span: Span
        package var kind: ShiftKind
        package var location: String
        package var pinned: Bool

        package init(clinician: String, date: Day, span: Span, kind: ShiftKind, location: String, pinned: Bool = false) {
            self.clinician = clinician
            self.date = date
            self.span = span
            self.kind = kind
            self.location = location
            self.pinned = pinned
        }
    }
}

/// The rota file that generation writes: shifts in order of date, clinician id, span.
package struct RotaFile: Sendable, Equatable {
    package var range: DayRange
    package var shifts: [PracticeFile.Shift]

    package init(range: DayRange, shifts: [PracticeFile.Shift]) {
        self.range = range
        self.shifts = shifts
    }
}
