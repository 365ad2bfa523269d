import Civil
import RotaDomain

/// Why one clinician does not fill one gap.
package enum Obstacle: Sendable, Hashable {
    case noTerm
    case onLeave
    case notBooked
    case cannotWork(Weekday)
    case notAFixedDay(Weekday, alternates: Bool)
    case otherHalfOnly(HalfDay, Weekday)
    case closed
    case halfDayUsed(Part)
    case wholeDaysOnly
    case standsAloneByPin
    case weekIsFull(shifts: Double, most: Double)
    case trainee
    case notInDutyRotation
    case dutyTakesWholeDay
    case dutyIsTaken(Part, location: String)
    case pinned
    case protected
    case mayNotWorkAt(location: String)
    case bookedAt(location: String)
    case doesNotCount(TermType)
    case mayNotSupervise
    /// Nothing forbids it, but the score would rise by so many points, mostly by these lines.
    case wouldCost(points: Double, lines: [LineChange], movingFrom: String?)
    /// Nothing forbids it, but the clinician would be missing from duty (S1) or cover (S2) at this location instead.
    case wouldLeaveShort(SoftRule, location: String)
    /// Nothing forbids it and the score would not rise.
    case nothing

    /// A line of the score and how its count would change.
    package struct LineChange: Sendable, Hashable {
        package var rule: SoftRule
        package var change: Double
    }

    /// The rule's id, "H1" or "S2"; nil where none stands against it.
    package var rule: String? {
        switch self {
        case .noTerm, .onLeave, .notBooked, .cannotWork, .notAFixedDay, .otherHalfOnly, .closed: HardRule.h1.id
        case .halfDayUsed: HardRule.h2.id
        case .wholeDaysOnly, .standsAloneByPin: HardRule.h4.id
        case .weekIsFull: HardRule.h5.id
        case .trainee, .notInDutyRotation: HardRule.h6.id
        case .dutyTakesWholeDay: HardRule.h7.id
        case .dutyIsTaken: HardRule.h8.id
        case .pinned, .protected: HardRule.h9.id
        case .mayNotWorkAt, .bookedAt: HardRule.h10.id
        case .doesNotCount: SoftRule.s2.id
        case .mayNotSupervise: SoftRule.s3.id
        case .wouldCost(_, let lines, _): lines.first?.rule.id
        case .wouldLeaveShort(let rule, _): rule.id
        case .nothing: nil
        }
    }

    /// In plain words, to follow the clinician's name.
    package var sentence: String {
        switch self {
        case .noTerm: "has no working term on that day"
        case .onLeave: "is on leave"
        case .notBooked: "is not booked"
        case .cannotWork(let weekday): "cannot work on \(weekday.name)s"
        case .notAFixedDay(let weekday, let alternates): alternates ? "does not work \(weekday.name)s in that week" : "does not work \(weekday.name)s"
        case .otherHalfOnly(let half, let weekday): "works only the \(half == .am ? "morning" : "afternoon") on \(weekday.name)s"
        case .closed: "cannot work then: the practice is closed"
        case .halfDayUsed(let part): "works half a day, and the \(part.word) is pinned"
        case .wholeDaysOnly: "works whole days only"
        case .standsAloneByPin: "has a pinned half day, to which nothing is added"
        case .weekIsFull(let shifts, let most): "already has \(NumberText.general(shifts)) of at most \(NumberText.general(most)) shifts that week"
        case .trainee: "is a trainee and never on duty"
        case .notInDutyRotation: "is not in the duty rotation"
        case .dutyTakesWholeDay: "cannot be on duty for the whole day"
        case .dutyIsTaken(let part, let location): "would be one duty doctor too many in the \(part.word) at \(location)"
        case .pinned: "has a pinned shift that says otherwise"
        case .protected: "stands as given: the day is in the protected period"
        case .mayNotWorkAt(let location): "does not work at \(location)"
        case .bookedAt(let location): "is booked at \(location) that day"
        case .doesNotCount(let type): "does not count towards the minimum (\(type.label))"
        case .mayNotSupervise: "may not supervise this trainee"
        case .wouldCost(_, let lines, let from): Self.cost(lines, from)
        case .wouldLeaveShort(let rule, let location): "could be moved, but would then be missing from \(rule == .s1 ? "duty" : "cover") at \(location)"
        case .nothing: "could be added"
        }
    }

    /// Does no rule forbid it? Then only what weighs more stands against it.
    package var isOpen: Bool {
        switch self {
        case .wouldCost, .nothing: true
        default: false
        }
    }

    private static func cost(_ lines: [LineChange], _ from: String?) -> String {
        let action = from.map { "could be moved from \($0)" } ?? "could be added"
        let worse = lines.filter { $0.change > 0 }.prefix(2).map { ScoreWords.title($0.rule) }.map { $0.prefix(1).lowercased() + $0.dropFirst() }
        return worse.isEmpty ? action : "\(action), but what weighs more would get worse: \(worse.joined(separator: "; "))"
    }
}

extension Part {
    /// "morning", "afternoon"
    var word: String { self == .am ? "morning" : "afternoon" }
}
