import Civil
import RotaDomain

/// What would close a gap, as things to do: each was tried out by solving again.
extension GapWords {
    package func sentences(_ fixes: [GapFix]) -> [String] { fixes.map(sentence) }

    /// "Book Dr Nguyen as a locum for Mon 21 December, morning, at Quayside Branch. Then 2 other days change."
    private func sentence(_ fix: GapFix) -> String {
        let others = fix.changes.filter { $0.clinician != fix.ask.person?.clinician && $0.clinician != GapFix.unknownLocum }
        let then = others.count == 1 ? others.map { ". Then \(change($0))" }.joined() : others.isEmpty ? "" : ". Then \(others.count) other days change"
        return ask(fix.ask) + then + "."
    }

    private func ask(_ ask: GapFix.Ask) -> String {
        switch ask {
        case .bookLocum(let person, let date, let span, let location): "Book \(person.name) as a locum for \(place(date, span, location))"
        case .findLocum(let date, let span, let location, let onDuty): "Find a locum \(onDuty ? "to be duty doctor on" : "for") \(place(date, span, location))"
        case .work(let person, let date, let plan, let waivers):
            "Ask \(person.name) to work \(waivers.first?.phrase ?? "once more"), \(date.medium): \(plan.words)"
        case .raiseMaximum(let person, let week, let from, let to):
            "Let \(person.name) work \(shifts(to)) in the week of \(week.day) \(week.monthName), where \(shifts(from)) is the most"
        case .changeGiven(let person, let date, let from, let to): changeGiven(person, date, from, to)
        case .moveLeave(let person, let from, let to): "Move \(person.name)’s leave by a day: \(to.words) instead of \(from.words)"
        case .giveUpLeave(let person, let date): "Ask \(person.name) to give up leave on \(date.medium)"
        }
    }

    private func changeGiven(_ person: GapPerson, _ date: Day, _ from: DayPlan, _ to: DayPlan) -> String {
        let day = from.isPinned || to.isPinned ? "pinned day" : "protected day"
        if from.isEmpty { return "Put \(person.name) on the rota on \(date.medium), a \(day): \(to.words)" }
        return to.isEmpty ? "Take \(person.name) off \(date.medium), a \(day): \(from.words)" : "Change \(person.name)’s \(day), \(date.medium): \(to.words), instead of \(from.words)"
    }

    /// "Mon 21 December, morning, at Quayside Branch"
    private func place(_ date: Day, _ span: Span, _ location: String) -> String {
        let when = switch span {
        case .full: "all day"
        case .am: Part.am.word
        case .pm: Part.pm.word
        }
        return "\(date.medium), \(when), at \(location)"
    }

    private func shifts(_ count: Double) -> String { "\(NumberText.general(count)) \(count == 1 ? "shift" : "shifts")" }
}
