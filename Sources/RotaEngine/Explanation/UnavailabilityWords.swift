import Civil
import RotaDomain

/// Why somebody is not available, in words: the one home of them.
extension Unavailability {
    /// What stands against work on the day, to follow a colon or "although": "on study leave".
    package func phrase(on weekday: Weekday) -> String {
        switch self {
        case .inactive: "not active"
        case .noTerm: "no working term covers this day"
        case .closed: "the practice is closed"
        case .onLeave(let type): "on \(LeaveWords.phrase(type))"
        case .notAFixedDay(let alternates): "\(weekday.name) is not one of the term’s fixed days\(alternates ? " this week" : "")"
        case .cannotWork: "\(weekday.name) is a cannot-work day of the term"
        case .otherHalf(let works): "\(weekday.name) is a half day, worked in the \(works.word)"
        case .notBooked: "not booked as a locum"
        }
    }

    /// The same to follow the clinician's name: "is on study leave".
    package func predicate(on weekday: Weekday) -> String {
        switch self {
        case .inactive: "is not active"
        case .noTerm: "has no working term on that day"
        case .closed: "cannot work then: the practice is closed"
        case .onLeave(let type): "is on \(LeaveWords.phrase(type))"
        case .notAFixedDay(let alternates): "does not work \(weekday.name)s\(alternates ? " in that week" : "")"
        case .cannotWork: "cannot work on \(weekday.name)s"
        case .otherHalf(let works): "works only the \(works.word) on \(weekday.name)s"
        case .notBooked: "is not booked"
        }
    }
}
