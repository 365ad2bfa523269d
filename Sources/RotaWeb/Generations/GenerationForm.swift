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
    private(set) var range: DayRange?
    private(set) var errors = FieldErrors()

    static let mostWeeks = 60

    /// From an address's `from`, `to` and `mode`; without them thirteen weeks from the first Monday without a rota, next Monday at the earliest.
    /// - Parameter next: that Monday.
    init(_ query: FormFields, next: Day) {
        let first = GenerationForm.day(query["from"]) ?? next
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

    /// The dates, when they can be used; else what is wrong is noted.
    mutating func checkDates() {
        guard let first = from.check("from", "From", &errors), let last = to.check("to", "To", &errors) else {
            if errors["from"] != nil, errors["to"] == nil { _ = to.check("to", "To", &errors) }
            return
        }
        guard let range = DayRange(first, last) else { return errors.add("to", "To must be the same as or after From", target: "to-day") }
        guard range.count <= GenerationForm.mostWeeks * 7 else {
            return errors.add("to", "To must be within \(GenerationForm.mostWeeks) weeks of From", target: "to-day")
        }
        self.range = range
    }

    /// What stands against generating at all.
    mutating func check(_ facts: GenerationFacts) {
        if !facts.hasCover { errors.add("cover", "Say how many doctors each half-day needs before generating", target: "cover-missing") }
        if !facts.hasPeople { errors.add("people", "Nobody has a working term in these dates", target: "from-day") }
        if let last = facts.protectedUntil, last >= facts.range.last, !overridesProtected {
            errors.add("unprotect", "All these dates are protected. Choose dates from \((last + 1).words), or choose to change the protected weeks too", target: "unprotect-1")
        }
    }

    mutating func refuse(_ message: String) { errors.add("busy", message, target: "busy") }

    private static func day(_ text: String?) -> Day? { text.flatMap { Day(iso: $0) }.flatMap { TypedDate.years.contains($0.year) ? $0 : nil } }
}
