import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// One clinician's day: what stands there, what the day allows, and the form that changes it.
struct RotaDayView {
    struct Standing {
        let label: String
        let text: String
        let tagClass: String
        let tag: String?
        /// Leads to the leave.
        var path: String?
    }

    /// A button that records sick leave for a part of the day.
    struct SickButton {
        let part: String
        let label: String
        let classes: String
    }

    struct Verdict {
        let isAgainst: Bool
        let text: String
    }

    let page: PageLayout
    let token: FormToken
    let removalToken: FormToken
    let sicknessToken: FormToken
    let title: String
    let path: String
    let removalPath: String
    let weekPath: String
    let previous: WeekView.Neighbour
    let previousDay: String
    let next: WeekView.Neighbour
    let nextDay: String
    let stood: String
    let span: ChoiceField
    let kind: ChoiceField
    let location: SelectField
    let hasLocations: Bool
    let afternoonLocation: SelectField
    let pin: ChoiceField
    let refused: Bool
    let override: ChoiceField
    let reason: TextField
    let hasShift: Bool
    let standing: [Standing]
    let overrides: [String]
    let verdicts: [Verdict]
    let warnings: [WarningRow]
    /// What the rota would be without the shift.
    let without: [Verdict]
    let sicknessPath: String
    let sickButtons: [SickButton]
    let sicknessError: String?
    let otherLeavePath: String
    let takeover: ChoiceField?

    var hasOverrides: Bool { !overrides.isEmpty }
    var hasWarnings: Bool { !warnings.isEmpty }
    var canFallIll: Bool { !sickButtons.isEmpty }
    var hasConsequence: Bool { !without.isEmpty }

    init(page: PageLayout, token: FormToken, removalToken: FormToken, sicknessToken: FormToken, day: RotaDay, form: RotaDayForm) {
        let fields = RotaDayFields(day, form)
        self.page = page
        self.token = token
        self.removalToken = removalToken
        self.sicknessToken = sicknessToken
        title = day.title
        sicknessPath = Paths.rotaDaySickness(day.clinicianId, day.day)
        sickButtons = page.may.requests ? RotaDayView.sickButtons(day) : []
        sicknessError = form.sicknessRefusal
        otherLeavePath = FilledForm(clinician: day.clinicianId, day: day.day).path(Paths.newLeave)
        takeover = fields.takeover
        path = Paths.rotaDay(day.clinicianId, day.day)
        removalPath = Paths.rotaDayRemoval(day.clinicianId, day.day)
        weekPath = Paths.week(at: day.day)
        (previous, previousDay) = RotaDayView.neighbour(day, -1)
        (next, nextDay) = RotaDayView.neighbour(day, 1)
        stood = form.stood
        span = fields.span
        kind = fields.kind
        location = fields.location
        hasLocations = day.file.locations.count > 1
        afternoonLocation = fields.afternoonLocation
        pin = fields.pin
        refused = form.offersOverride
        override = fields.override
        reason = fields.reason
        hasShift = !day.plan.isEmpty
        let facts = RotaDayFacts(day, opensLeave: page.may.requests)
        standing = facts.standing
        overrides = day.overrides.split(separator: "\n").map(String.init)
        verdicts = facts.verdicts
        warnings = WarningRow.all(WarningsFound.find(in: day.rota, DayRange(weekOf: day.day)).on(day.day), day.rota)
        without = facts.without
    }

    /// The nearest day before or after that the practice opens, a fortnight away at most.
    private static func neighbour(_ day: RotaDay, _ step: Int) -> (WeekView.Neighbour, String) {
        let open = (1...14).lazy.map { day.day + step * $0 }.first { other in Part.allCases.contains { day.file.isOpen(other, $0) } }
        let other = open ?? day.day + step
        return (WeekView.Neighbour(path: Paths.rotaDay(day.clinicianId, other), hidden: " \(other.monthName)"), step < 0 ? "‹ \(other.short)" : "\(other.short) ›")
    }

    private static func sickButtons(_ day: RotaDay) -> [SickButton] {
        let parts = day.plan.parts
        guard let span = Span(parts: parts) else { return [] }
        let primary = "button button--secondary", small = "button button--secondary button--small"
        let labels: [Span: String] = [.full: "Off sick all day", .am: "Morning only", .pm: "Afternoon only"]
        if span != .full { return [SickButton(part: span.rawValue, label: span == .am ? "Off sick in the morning" : "Off sick in the afternoon", classes: primary)] }
        return [Span.full, .am, .pm].map { SickButton(part: $0.rawValue, label: labels[$0] ?? "", classes: $0 == .full ? primary : small) }
    }

    private init() {
        page = .preview
        token = .preview
        removalToken = .preview
        sicknessToken = .preview
        title = "Dr Hannah Goldberg, Tuesday 24 November 2026"
        path = "/rota/1/2026-11-24"
        removalPath = "/rota/1/2026-11-24/removal"
        weekPath = "/rota"
        previous = WeekView.Neighbour(path: "/rota/1/2026-11-23", hidden: " November")
        previousDay = "‹ Mon 23"
        next = WeekView.Neighbour(path: "/rota/1/2026-11-25", hidden: " November")
        nextDay = "Wed 25 ›"
        stood = "off|off"
        span = .radios("span", legend: "Works", [("full", "All day")], chosen: "full")
        kind = .radios("kind", legend: "As", [("standard", "Surgery")], chosen: "standard")
        location = SelectField(id: "location", label: "Location", options: [])
        hasLocations = true
        afternoonLocation = SelectField(id: "afternoon-location", label: "Afternoon", options: [])
        pin = .radios("pin", legend: "Pin", [("none", "Not pinned")], chosen: "none")
        refused = true
        override = .checkboxes("override", legend: "Break this rule", [("yes", "Save anyway")], chosen: [])
        reason = TextField(id: "reason", label: "Reason", value: "", isOptional: true)
        hasShift = true
        standing = [Standing(label: "Morning", text: "Surgery, Main Surgery", tagClass: "tag tag--good", tag: "Published")]
        overrides = ["A rule"]
        verdicts = [Verdict(isAgainst: true, text: "On annual leave")]
        warnings = [.preview]
        without = [Verdict(isAgainst: true, text: "Main Surgery would have no duty doctor all day")]
        sicknessPath = "/rota/1/2026-11-24/sickness"
        sickButtons = [SickButton(part: "full", label: "Off sick all day", classes: "button button--secondary")]
        sicknessError = "Dr Hannah Goldberg is on study leave then"
        otherLeavePath = "/leave/new?clinician=1&date=2026-11-24"
        takeover = .checkboxes("takeover", legend: "Present duty doctor", [("yes", "Take over from Dr Tom Brennan, who then does surgery")], chosen: [])
    }

    static let preview = RotaDayView()
}
