import Civil
import RotaDomain

/// What would close a gap, as things to do: each was tried out by solving again.
///
/// Every day that changes is named, whoever's it is: what is done to the letter must be what was tried out.
extension GapWords {
    package func sentences(_ fixes: [GapFix]) -> [String] { fixes.map(sentence) }

    /// "Book Dr Nguyen as a locum for Mon 21 December: in the morning at Quayside Branch. Then Dr Lee, Mon 21 December: off."
    private func sentence(_ fix: GapFix) -> String {
        let asked = fix.asked, rest = fix.rest
        let then = switch rest.count {
        case 0: ""
        case 1: ". Then \(day(rest[0]))"
        default: ". Then \(rest.count) \(asked == nil ? "" : "other ")days change: \(rest.map(day).joined(separator: "; "))"
        }
        return ask(fix.ask, asked?.after) + then + "." + (fix.alsoFills.map { " This fills the \($0.word) too." } ?? "")
    }

    /// - Parameter plan: what the day that is asked about becomes; nil where it says nothing of a day's work.
    private func ask(_ ask: GapFix.Ask, _ plan: DayPlan?) -> String {
        let plan = plan.map { ": \(work($0))" } ?? ""
        return switch ask {
        case .bookLocum(let person, let date, _, _): "Book \(person.name) as a locum for \(date.medium)\(plan)"
        case .findLocum(let date, _, _, _): "Find a locum for \(date.medium)\(plan)"
        case .work(let person, let date, let plan, let waivers): "Ask \(person.name) to work on \(date.medium)\(although(waivers, plan)): \(work(plan))"
        case .moveBooking(let person, let date, let from, _): "Move \(person.name)’s booking on \(date.medium) from \(from)\(plan)"
        case .raiseMaximum(let person, let week, let from, let to):
            "Let \(person.name) work \(shifts(to)) in the week of \(week.day) \(week.monthName), where \(shifts(from)) is the most"
        case .changeGiven(let person, let date, let from, let to): changeGiven(person, date, from, to)
        case .moveLeave(let person, let from, let to, let span):
            "Move \(person.name)’s leave by one working day: \(half(span, of: to))\(to.words) instead of \(from.words)"
        case .giveUpLeave(let person, let date, let span): "Ask \(person.name) to give up leave on \(half(span, of: DayRange(date)))\(date.medium)\(plan)"
        }
    }

    /// All that is against it: ", although it is not one of their days and they do not work at Branch".
    private func although(_ waivers: [Waiver], _ plan: DayPlan) -> String {
        let clauses = waivers.sorted().map { waiver in
            switch waiver {
            case .extraDay: "it is not one of their days"
            case .cannotWorkDay: "it is one of their cannot-work days"
            case .otherHalf: plan.parts.count == 2 ? "they work only half of it" : "they work the other half of it"
            case .partOfADay: "they work whole days only"
            case .location: "they do not work at \((plan.am ?? plan.pm)?.location ?? "that location")"
            case .weekMaximum: "their week is full"
            case .locumBooking: "they are not booked"
            case .leave: "they are on leave"
            }
        }
        return clauses.isEmpty ? "" : ", although \(clauses.joined(separator: " and "))"
    }

    private func changeGiven(_ person: GapPerson, _ date: Day, _ from: DayPlan, _ to: DayPlan) -> String {
        let day = from.isPinned || to.isPinned ? "pinned day" : "protected day"
        if from.isEmpty { return "Put \(person.name) on the rota on \(date.medium), a \(day): \(work(to))" }
        return to.isEmpty ? "Take \(person.name) off \(date.medium), a \(day)" : "Change \(person.name)’s \(day), \(date.medium): \(work(to)), instead of \(work(from))"
    }

    /// "Dr Shah, Tue 5 January: all day at Main Surgery, instead of on duty all day at Branch"
    private func day(_ change: RotaDifference.Change) -> String {
        let before = change.before.isEmpty || change.after.isEmpty ? "" : ", instead of \(work(change.before))"
        return "\(names[change.clinician] ?? "The locum"), \(change.date.medium): \(work(change.after))\(before)"
    }

    /// "all day at Main Surgery", "on duty in the morning at Branch", "off"
    private func work(_ plan: DayPlan) -> String {
        func work(_ work: DayPlan.Work, _ when: String) -> String { "\(work.kind == .duty ? "on duty " : "")\(when) at \(work.location)" }
        let parts = Part.allCases.compactMap { part in plan[part].map { work($0, "in the \(part.word)") } }
        guard let am = plan.am, let pm = plan.pm else { return parts.first ?? "off" }
        return am.isSame(as: pm) ? work(am, "all day") : parts.joined(separator: " and ")
    }

    /// "the morning of ", "the mornings of "; nothing for whole days
    private func half(_ span: Span, of range: DayRange) -> String {
        Part.allCases.first { !span.covers($0) }.map { "the \(($0 == .am ? Part.pm : .am).word)\(range.first == range.last ? "" : "s") of " } ?? ""
    }

    private func shifts(_ count: Double) -> String { "\(NumberText.general(count)) \(count == 1 ? "shift" : "shifts")" }
}
