import Civil
import RotaDomain

/// Why one clinician does not hold a place: a hard rule, or what it would do to the score. The one way of saying why.
package enum Obstacle: Sendable, Hashable {
    /// H1, on that weekday.
    case unavailable(Unavailability, Weekday)
    case halfDayUsed(Part)
    case halfDaysOnly
    case wholeDaysOnly
    case standsAloneByPin
    /// H5: without the day in question, but for a half of it that stands as given.
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
    /// Who holds the place cannot leave it: by contract (H3) or as it was given (H9).
    case holderStays(HardRule)
    /// Nothing forbids it, but the clinician would be missing from duty (S1) or cover (S2) at this location instead.
    case wouldLeaveShort(SoftRule, location: String)
    /// Nothing forbids it, and this is what it would do to the score.
    case open(ScoreDifference, movingFrom: String?)

    /// A line of the score and how its count would change.
    package typealias LineChange = ScoreDifference.Line

    /// The rule's id, "H1" or "S2"; nil where none stands against it.
    package var rule: String? {
        switch self {
        case .unavailable: HardRule.h1.id
        case .halfDayUsed, .halfDaysOnly: HardRule.h2.id
        case .wholeDaysOnly, .standsAloneByPin: HardRule.h4.id
        case .weekIsFull: HardRule.h5.id
        case .trainee, .notInDutyRotation: HardRule.h6.id
        case .dutyTakesWholeDay: HardRule.h7.id
        case .dutyIsTaken: HardRule.h8.id
        case .pinned, .protected: HardRule.h9.id
        case .mayNotWorkAt, .bookedAt: HardRule.h10.id
        case .doesNotCount: SoftRule.s2.id
        case .mayNotSupervise: SoftRule.s3.id
        case .holderStays(let rule): rule.id
        case .wouldLeaveShort(let rule, _): rule.id
        case .open(let difference, _): difference.isWorse ? difference.rises.first?.rule.id : nil
        }
    }

    /// In plain words, to follow the clinician's name.
    package var sentence: String {
        switch self {
        case .unavailable(let why, let weekday): why.predicate(on: weekday)
        case .halfDayUsed(let part): "is at work that \(part.word) already, and works only half of the day"
        case .halfDaysOnly: "works only half of that day"
        case .wholeDaysOnly: "works whole days only"
        case .standsAloneByPin: "has a pinned half day, to which nothing is added"
        case .weekIsFull(let shifts, let most): "already has \(NumberText.general(shifts)) of at most \(NumberText.general(most)) \(most == 1 ? "shift" : "shifts") that week"
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
        case .holderStays(let rule): rule == .h3 ? "could, but the shift is its clinician’s by contract" : "could, but the shift stands as it was given"
        case .wouldLeaveShort(let rule, let location): "could be moved, but would then be missing from \(rule == .s1 ? "duty" : "cover") at \(location)"
        case .open(let difference, let from): Self.open(difference, from)
        }
    }

    /// Does no rule forbid it? Then only what weighs more stands against it.
    package var isOpen: Bool { if case .open = self { true } else { false } }

    private static func open(_ difference: ScoreDifference, _ from: String?) -> String {
        let action = from.map { "could be moved from \($0)" } ?? "could be added"
        guard difference.isWorse else { return action }
        let worse = difference.rises.prefix(2).map { ScoreWords.title($0.rule) }.map { $0.prefix(1).lowercased() + $0.dropFirst() }
        return worse.isEmpty ? action : "\(action), but what weighs more would get worse: \(worse.joined(separator: "; "))"
    }
}

/// What somebody would have to agree to, or the manager to arrange, before a hard rule no longer stands against it; what is asked most easily first.
package enum Waiver: Int, CaseIterable, Sendable, Hashable, Comparable {
    case locumBooking, extraDay, otherHalf, partOfADay, weekMaximum, cannotWorkDay, location, leave

    package static func < (a: Waiver, b: Waiver) -> Bool { a.rawValue < b.rawValue }
}

extension Obstacle {
    /// What would have to be waived; nil where nothing can be, or nothing need be.
    package var waiver: Waiver? {
        switch self {
        case .unavailable(.notBooked, _): .locumBooking
        case .unavailable(.notAFixedDay, _): .extraDay
        case .unavailable(.cannotWork, _): .cannotWorkDay
        case .unavailable(.otherHalf, _), .halfDaysOnly: .otherHalf
        case .unavailable(.onLeave(let type), _): LeaveType.mayBeAskedFor(type) ? .leave : nil
        case .wholeDaysOnly, .dutyTakesWholeDay: .partOfADay
        case .weekIsFull: .weekMaximum
        case .mayNotWorkAt, .bookedAt: .location
        case .unavailable, .halfDayUsed, .standsAloneByPin, .trainee, .notInDutyRotation, .dutyIsTaken, .pinned, .protected, .doesNotCount, .mayNotSupervise,
            .holderStays, .wouldLeaveShort, .open:
            nil
        }
    }
}

extension Part {
    /// "morning", "afternoon"
    var word: String { self == .am ? "morning" : "afternoon" }
}
