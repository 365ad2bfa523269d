import Civil
import HTTP
import RotaDomain
import RotaEngine
import RotaStore

/// What a manager makes of one clinician's day: which half, as what, where, pinned or not.
struct RotaDayForm {
    /// `full`, `am`, `pm`, `none`
    var span: String
    /// `standard`, `duty`, `duty-am`, `duty-pm`
    var kind: String
    var location: String
    /// Of the afternoon; empty where it is the morning's.
    var afternoonLocation: String
    /// `none`, `day`, and `am` or `pm` where only half of what stands is pinned.
    var pin: String
    /// The ids of the duty doctors who hand over, and do surgery then.
    var takeover: Set<String>
    var override: Bool
    var reason: String
    /// The stamp of the plan that the page showed.
    let stood: String
    private(set) var errors = FieldErrors()
    /// The rules that the plan would break, in words.
    private(set) var refusals: [String] = []
    private(set) var sicknessRefusal: String?
    private var fieldRefusals: [String: String] = [:]

    static let longestReason = 300

    /// Whether to show the override with its reason: a rule stands against the plan, or one of them was filled in.
    var offersOverride: Bool { !refusals.isEmpty || override || !reason.isEmpty }

    /// The day as it stands.
    init(_ day: RotaDay) {
        let plan = day.plan
        span = Span(parts: plan.parts)?.rawValue ?? "none"
        let kinds = (plan.am?.kind, plan.pm?.kind)
        switch kinds {
        case (.duty, .standard): kind = "duty-am"
        case (.standard, .duty): kind = "duty-pm"
        default: kind = (plan.am ?? plan.pm)?.kind.rawValue ?? "standard"
        }
        location = (plan.am ?? plan.pm)?.location ?? Availability(day.file, clinician: day.clinician.id, on: day.day).locations.first ?? day.file.locations.first ?? ""
        afternoonLocation = plan.am != nil && plan.pm?.location != plan.am?.location ? plan.pm?.location ?? "" : ""
        switch (plan.am?.pinned ?? plan.pm?.pinned ?? false, plan.pm?.pinned ?? plan.am?.pinned ?? false) {
        case (true, true): pin = "day"
        case (true, false): pin = "am"
        case (false, true): pin = "pm"
        default: pin = "none"
        }
        takeover = []
        override = false
        reason = ""
        stood = plan.stamp
    }

    init(_ form: FormBody) {
        span = form["span"] ?? ""
        kind = form["kind"] ?? ""
        location = form["location"] ?? ""
        afternoonLocation = form["afternoon-location"] ?? ""
        pin = form["pin"] ?? "none"
        takeover = Set(form.all("takeover"))
        override = form["override"] == "yes"
        reason = (form["reason"] ?? "").trimmingSpaces
        stood = form["stood"] ?? ""
    }

    /// What was asked for, or nil with `errors`.
    mutating func plan(_ locations: [String]) -> DayPlan? {
        if span != "none", Span(rawValue: span) == nil { errors.add("span", "Choose when the clinician works", target: "span-1") }
        if span != "none", !["standard", "duty", "duty-am", "duty-pm"].contains(kind) { errors.add("kind", "Choose what the clinician works as", target: "kind-1") }
        if span != "none", !locations.contains(location) { errors.add("location", "Choose a location") }
        if !afternoonLocation.isEmpty, !locations.contains(afternoonLocation) { errors.add("afternoon-location", "Choose a location") }
        if (kind == "duty-am" && span == "pm") || (kind == "duty-pm" && span == "am") { errors.add("kind", "Choose a half in which the clinician works", target: "kind-1") }
        if !["none", "day", "am", "pm"].contains(pin) { errors.add("pin", "Choose whether to pin the day", target: "pin-1") }
        if reason.isLonger(than: Self.longestReason) { errors.add("reason", "Reason must be \(Self.longestReason) characters or fewer") }
        if !reason.isOneLine { errors.add("reason", "Reason must be one line of text") }
        guard errors.isEmpty else { return nil }
        var plan = DayPlan()
        for part in Span(rawValue: span)?.parts ?? [] {
            let isDuty = kind == "duty" || kind == "duty-\(part.rawValue)"
            let place = part == .pm && span == "full" && !afternoonLocation.isEmpty ? afternoonLocation : location
            plan[part] = DayPlan.Work(kind: isDuty ? .duty : .standard, location: place, pinned: pin == "day" || pin == part.rawValue)
        }
        return plan
    }

    /// Chooses what a link asks for: `?as=duty&span=full&location=1`.
    mutating func choose(_ query: FormFields, _ rota: VisibleRota) {
        if let kind = query["as"], ["standard", "duty", "duty-am", "duty-pm"].contains(kind) { self.kind = kind }
        if let span = query["span"].flatMap(Span.init) { self.span = span.rawValue }
        if let name = query["location"].flatMap({ Int($0) }).flatMap(rota.location) { (location, afternoonLocation) = (name, "") }
    }

    /// Shows each rule at the field that breaks it, and offers the override.
    mutating func refuse(_ broken: [Breach], _ words: BreachWords) {
        for (field, rules) in [("span", Self.spanRules), ("kind", [.h6, .h7, .h8]), ("location", [.h10])] as [(String, Set<HardRule>)] {
            let sentences = words.sentences(broken.filter { rules.contains($0.rule) })
            refusals += sentences
            guard !sentences.isEmpty else { continue }
            fieldRefusals[field] = sentences.joined(separator: ". ")
            for sentence in sentences { errors.add(errors[field] == nil ? field : "\(field)-\(sentence)", sentence, target: field == "location" ? field : "\(field)-1") }
        }
    }

    /// What a field's message says: every rule that it breaks.
    func message(_ field: String) -> String? { fieldRefusals[field] ?? errors[field] }

    mutating func refuseSickness(_ message: String) {
        sicknessRefusal = message
        errors.add("sickness", message)
    }

    private static let spanRules: Set<HardRule> = [.h1, .h2, .h3, .h4, .h5, .h9]
}
