import Civil
import RotaDomain

/// A change of what is given, not of the rota alone, that would close a gap which no rota can: tried out by solving again.
package struct GapFix: Sendable, Hashable {
    package var ask: Ask
    /// What ranks it, the least first: what is asked, 2 for each other person whose day changes, and 1 for each part that changes.
    package var effort: Int
    /// All that becomes of the rota, by date and clinician, the day asked about too. Nothing of S1 to S3 is worse anywhere.
    package var changes: [RotaDifference.Change]
    /// What it does to the score, counted on what would then be given.
    package var difference: ScoreDifference
    /// The other half of the day, where the same is short and one less by this.
    package var alsoFills: Part?

    /// What somebody is asked for, or the manager has to arrange.
    package enum Ask: Sendable, Hashable {
        /// A locum of the practice is booked.
        case bookLocum(GapPerson, Day, Span, location: String)
        /// Somebody whom the practice does not know yet is found and booked.
        case findLocum(Day, Span, location: String, onDuty: Bool)
        /// Somebody works this once although a rule of their term is against it.
        case work(GapPerson, Day, DayPlan, waiving: [Waiver])
        /// A locum who is booked elsewhere that day is booked here instead.
        case moveBooking(GapPerson, Day, from: String, to: String)
        /// A partner works more shifts in this week, given by its Monday, than the term's most.
        case raiseMaximum(GapPerson, week: Day, from: Double, to: Double)
        /// A pinned shift, or a day of the protected period, becomes another.
        case changeGiven(GapPerson, Day, from: DayPlan, to: DayPlan)
        /// Leave is taken a day earlier or later: the day of work at one end for the next beyond the other; all its days, or the same half of each.
        case moveLeave(GapPerson, from: DayRange, to: DayRange, Span)
        /// One day of leave, or the half of it that was granted, is given up.
        case giveUpLeave(GapPerson, Day, Span)

        /// How much is asked: in the order of `Waiver`, from 4 for a locum booking on.
        package var effort: Int {
            switch self {
            case .bookLocum: Self.effort(.locumBooking)
            case .moveBooking: Self.effort(.locumBooking) + 2
            case .findLocum: 12
            case .work(_, _, _, let waivers): waivers.reduce(0) { $0 + Self.effort($1) }
            case .raiseMaximum(_, _, let from, let to): Self.effort(.weekMaximum) + Int((to - from) * 2) - 1
            case .changeGiven: 6
            case .moveLeave: Self.effort(.leave)
            case .giveUpLeave: Self.effort(.leave) + 3
            }
        }

        private static func effort(_ waiver: Waiver) -> Int { 4 + waiver.rawValue }

        /// The clinician's day that is asked about; nil where what is asked says nothing of a day's work.
        var day: ClinicianDate? {
            switch self {
            case .bookLocum(let person, let date, _, _), .work(let person, let date, _, _), .changeGiven(let person, let date, _, _),
                .moveBooking(let person, let date, _, _), .giveUpLeave(let person, let date, _):
                ClinicianDate(clinician: person.clinician, date: date)
            case .findLocum(let date, _, _, _): ClinicianDate(clinician: GapFix.unknownLocum, date: date)
            case .raiseMaximum, .moveLeave: nil
            }
        }

        /// Who is asked; nil where somebody has to be found.
        package var person: GapPerson? {
            switch self {
            case .bookLocum(let person, _, _, _), .work(let person, _, _, _), .raiseMaximum(let person, _, _, _), .changeGiven(let person, _, _, _),
                .moveBooking(let person, _, _, _), .moveLeave(let person, _, _, _), .giveUpLeave(let person, _, _):
                person
            case .findLocum: nil
            }
        }

        /// Fixes of one kind are much the same to whoever reads them.
        var kind: Int {
            switch self {
            case .bookLocum: 0
            case .findLocum: 1
            case .work(_, _, _, let waivers): 10 + (waivers.map(\.rawValue).max() ?? 0)
            case .raiseMaximum: 2
            case .changeGiven: 3
            case .moveLeave: 4
            case .giveUpLeave: 5
            case .moveBooking: 6
            }
        }
    }

    /// The id of the locum in `changes` who has to be found.
    package static let unknownLocum = "a-locum-to-be-found"

    /// What becomes of the day that is asked about.
    var asked: RotaDifference.Change? { changes.first { $0.day == ask.day } }

    /// What else changes: the days of whoever is asked first.
    var rest: [RotaDifference.Change] {
        let rest = changes.filter { $0.day != ask.day }, own = ask.person?.clinician ?? Self.unknownLocum
        return rest.filter { $0.clinician == own } + rest.filter { $0.clinician != own }
    }
}

extension RotaDifference.Change {
    fileprivate var day: ClinicianDate { ClinicianDate(clinician: clinician, date: date) }
}
