import Civil
import HTTP
import RotaDomain

/// Which dates to generate, and what becomes of the shifts that stand there.
struct GenerationForm {
    let from: TypedDate
    let to: TypedDate
    var mode: GenerationMode
    var overridesProtected: Bool
    /// Only counts what is there, without generating.
    let onlyCounts: Bool
    private(set) var errors = FieldErrors()

    static let mostWeeks = 60
    static let years = 2000...2199

    /// From an address's `from`, `to` and `mode`; without them thirteen weeks from next Monday.
    init(_ query: FormFields, today: Day) {
        let first = GenerationForm.day(query["from"]) ?? today.monday + 7
        from = TypedDate(first)
        to = TypedDate(GenerationForm.day(query["to"]) ?? first.monday + 13 * 7 - 1)
        mode = query["mode"].flatMap { GenerationMode(rawValue: $0) } ?? .fill
        overridesProtected = false
        onlyCounts = true
    }

    init(_ form: FormBody) {
        from = TypedDate(form, "from")
        to = TypedDate(form, "to")
        mode = form["mode"].flatMap { GenerationMode(rawValue: $0) } ?? .fill
        overridesProtected = form["unprotect"] == "yes"
        onlyCounts = form["do"] == "count"
    }

    /// The dates, when they can be used.
    var range: DayRange? {
        guard let first = from.input.value, let last = to.input.value, GenerationForm.years.contains(first.year), GenerationForm.years.contains(last.year),
            let range = DayRange(first, last), range.count <= GenerationForm.mostWeeks * 7
        else { return nil }
        return range
    }

    mutating func checkDates() {
        for (name, label, typed) in [("from", "From", from), ("to", "To", to)] {
            if let problem = typed.input.problem(label) {
                errors.add(name, problem, target: "\(name)-\(typed.input.firstWrong?.rawValue ?? "day")")
            } else if let day = typed.input.value, !GenerationForm.years.contains(day.year) {
                errors.add(name, "\(label) must be a date from 2000 to 2199", target: "\(name)-year")
            }
        }
        guard errors.isEmpty, let first = from.input.value, let last = to.input.value else { return }
        if last < first {
            errors.add("to", "To must be the same as or after From", target: "to-day")
        } else if last - first >= GenerationForm.mostWeeks * 7 {
            errors.add("to", "To must be within \(GenerationForm.mostWeeks) weeks of From", target: "to-day")
        }
    }

    /// What stands against generating at all.
    mutating func check(_ facts: GenerationFacts) {
        if !facts.hasCover { errors.add("cover", "Say how many doctors each half-day needs before generating", target: "cover-missing") }
        if !facts.hasPeople { errors.add("people", "Nobody has a working term in these dates", target: "from-day") }
        if let last = facts.protectedUntil, last >= facts.range.last, !overridesProtected {
            errors.add("unprotect", "All these dates are protected. Choose later dates, or choose to change the protected weeks too", target: "unprotect-1")
        }
    }

    mutating func refuse(_ message: String) { errors.add("busy", message, target: "busy") }

    private static func day(_ text: String?) -> Day? { text.flatMap { Day(iso: $0) }.flatMap { years.contains($0.year) ? $0 : nil } }
}
