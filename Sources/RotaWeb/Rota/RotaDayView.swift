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
    }

    struct Verdict {
        let isAgainst: Bool
        let text: String
    }

    let page: PageLayout
    let token: FormToken
    let removalToken: FormToken
    let name: String
    let date: String
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
    let ifRemoved: [String]

    var hasOverrides: Bool { !overrides.isEmpty }
    var hasWarnings: Bool { !warnings.isEmpty }
    var hasConsequence: Bool { !ifRemoved.isEmpty }

    init(page: PageLayout, token: FormToken, removalToken: FormToken, day: RotaDay, form: RotaDayForm) {
        let fields = RotaDayFields(day, form)
        self.page = page
        self.token = token
        self.removalToken = removalToken
        name = day.clinician.name
        date = day.day.long
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
        let facts = RotaDayFacts(day)
        standing = facts.standing
        overrides = day.overrides.split(separator: "\n").map(String.init)
        verdicts = facts.verdicts
        warnings = WarningRow.all(WarningsFound.find(in: day.rota, DayRange(weekOf: day.day)).on(day.day), day.rota)
        ifRemoved = facts.ifRemoved
    }

    private static func neighbour(_ day: RotaDay, _ offset: Int) -> (WeekView.Neighbour, String) {
        let other = day.day + offset
        return (WeekView.Neighbour(path: Paths.rotaDay(day.clinicianId, other), hidden: " \(other.day) \(other.monthName)"), other.weekday.name)
    }

    private init() {
        page = .preview
        token = .preview
        removalToken = .preview
        name = "Dr Hannah Goldberg"
        date = "Tuesday 24 November 2026"
        path = "/rota/1/2026-11-24"
        removalPath = "/rota/1/2026-11-24/removal"
        weekPath = "/rota"
        previous = WeekView.Neighbour(path: "/rota/1/2026-11-23", hidden: " 23 November")
        previousDay = "Monday"
        next = WeekView.Neighbour(path: "/rota/1/2026-11-25", hidden: " 25 November")
        nextDay = "Wednesday"
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
        ifRemoved = ["Main Surgery would have 7 of 4 in the morning"]
    }

    static let preview = RotaDayView()
}
