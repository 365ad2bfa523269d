import Civil

/// Dates on which a clinician is away. Only approved leave keeps them off the rota.
package struct LeaveRequest: Sendable, Equatable {
    package let id: Int
    package var clinicianId: Int
    package var range: DayRange
    /// Of every date of the range.
    package var part: Span
    /// A `LeaveType`'s word, or another that came with a practice file.
    package var type: String
    package var status: LeaveStatus
    package var note: String
    /// Counts the changes.
    package let revision: Int

    package init(id: Int = 0, clinicianId: Int, range: DayRange, part: Span, type: String, status: LeaveStatus, note: String = "", revision: Int = 1) {
        self.id = id
        self.clinicianId = clinicianId
        self.range = range
        self.part = part
        self.type = type
        self.status = status
        self.note = note
        self.revision = revision
    }

    package func covers(_ day: Day, _ part: Part) -> Bool { range.contains(day) && self.part.covers(part) }
}

/// The kinds of leave that can be recorded (B1); the raw value is the practice file's word.
package enum LeaveType: String, CaseIterable, Sendable, Hashable {
    case annual, study, sick, compassionate, parental
    case coronersCourt = "coroner's court"
    case other
    /// A partner's time off that no entitlement counts.
    case notWorking = "not working"

    package var label: String {
        switch self {
        case .annual: "Annual"
        case .study: "Study"
        case .sick: "Sick"
        case .compassionate: "Compassionate"
        case .parental: "Parental"
        case .coronersCourt: "Coroner’s court"
        case .other: "Other"
        case .notWorking: "Not working"
        }
    }

    /// Might somebody be asked to take such leave on another day? Never whoever is ill, bereaved, with a new child or called by a court;
    /// nor is a type asked for that is not known.
    package static func mayBeAskedFor(_ type: String) -> Bool {
        let type = type.lowercased(), kind = type.hasSuffix(" leave") ? String(type.dropLast(6)) : type
        return switch LeaveType(rawValue: kind) {
        case .annual, .study, .other, .notWorking: true
        case .sick, .compassionate, .parental, .coronersCourt, nil: false
        }
    }

    /// The label of any type, imported ones as they are.
    package static func label(of type: String) -> String {
        LeaveType(rawValue: type)?.label ?? type.prefix(1).uppercased() + type.dropFirst()
    }
}
