import Civil
import HTTP
import RotaDomain

/// A row of weekdays to tick.
struct WeekdayToggles {
    struct Item {
        let id: String
        let value: String
        let short: String
        let name: String
        let checked: Bool
    }

    let id: String
    let legend: String
    let hint: String
    var error: String?
    let toggleClass: String
    let items: [Item]

    var fieldClass: String { error == nil ? "field" : "field field--error" }
    var describedBy: String { error == nil ? "\(id)-hint" : "\(id)-hint \(id)-error" }

    init(_ id: String, legend: String, hint: String, kind: String = "", error: String? = nil, days: [Weekday], chosen: Set<Weekday>) {
        self.id = id
        self.legend = legend
        self.hint = hint
        self.error = error
        toggleClass = kind.isEmpty ? "toggle" : "toggle toggle--\(kind)"
        items = days.map { Item(id: "\(id)-\($0.rawValue)", value: $0.rawValue, short: $0.shortName, name: $0.name, checked: chosen.contains($0)) }
    }

    static let preview = WeekdayToggles("fixed", legend: "Fixed working days", hint: "The days worked every week", days: [.mon, .tue], chosen: [.mon])
}

/// The form of a working term, in cards (S0.20 to S0.35).
struct TermFormView {
    struct TypeCard {
        let value: String
        let label: String
        let hint: String
        let checked: Bool
    }

    struct HalfDaySelect {
        let id: String
        let label: String
        let options: [SelectField.Option]
    }

    let page: PageLayout
    let token: FormToken
    let title: String
    let clinician: String
    let action: String
    let cancelPath: String
    let submit: String
    let revision: Int
    let types: [TypeCard]
    let typeError: String?
    let offer: ChoiceField?
    let supervisor: SelectField
    let fte: TextField
    let start: DateField
    let end: DateField
    let duty: ChoiceField
    let locations: ChoiceField
    /// Nil with one location only.
    let home: SelectField?
    let fixed: WeekdayToggles
    let alternates: Bool
    let fixedB: WeekdayToggles
    let cannot: WeekdayToggles
    let must: WeekdayToggles
    let halves: [HalfDaySelect]
    let halfError: String?
    let leave: TextField
    let least: TextField
    let most: TextField

    var hasTypeError: Bool { typeError != nil }
    var typeClass: String { typeError == nil ? "field" : "field field--error" }
    var halfClass: String { halfError == nil ? "field" : "field field--error" }

    init(page: PageLayout, token: FormToken, title: String, form: TermForm, options: TermFormOptions, term: WorkingTerm?) {
        self.page = page
        self.token = token
        self.title = title
        clinician = options.clinician.name
        action = term.map { Paths.term($0.id) } ?? Paths.terms(of: options.clinician.id)
        cancelPath = term.map { Paths.term($0.id) } ?? Paths.clinician(options.clinician.id)
        submit = term == nil ? "Create working term" : "Save changes"
        revision = form.revision
        types = [TermType.salaried, .partner, .locum, .fy, .st].map { TypeCard(value: $0.rawValue, label: $0.label, hint: Self.hint($0), checked: form.type == $0.rawValue) }
        typeError = form.errors["type"]
        let fields = TermFields(form, options)
        offer = fields.offer
        supervisor = fields.supervisor
        fte = fields.fte
        start = form.start.field("start", "Start date", error: form.errors["start"])
        end = form.end.field("end", "End date (optional)", hint: "Leave blank if the term is ongoing", error: form.errors["end"])
        duty = fields.duty
        locations = fields.locations
        home = fields.home
        fixed = WeekdayToggles(
            "fixed", legend: "Fixed working days", hint: "Salaried and trainees only: the days worked every week", error: form.errors["fixed"],
            days: options.weekdays, chosen: form.fixed)
        alternates = form.alternates
        fixedB = WeekdayToggles(
            "fixed-b", legend: "Fixed working days in week B", hint: "The week that holds the start date is week A, with the days above", days: options.weekdays,
            chosen: form.fixedB)
        cannot = WeekdayToggles(
            "cannot", legend: "Cannot work days", hint: "Partners only: never on the rota on these", kind: "cannot", days: options.weekdays, chosen: form.cannot)
        must = WeekdayToggles(
            "must", legend: "Must work days", hint: "Partners only: on the rota on each of these", kind: "must", error: form.errors["must"],
            days: options.weekdays, chosen: form.must)
        halves = options.weekdays.map { weekday in
            let chosen = form.halves[weekday] ?? ""
            let choices = [("", "Whole day")] + HalfDay.allCases.map { ($0.rawValue, TermWords.half($0)) }
            return HalfDaySelect(
                id: "half-\(weekday.rawValue)", label: weekday.name, options: choices.map { SelectField.Option(value: $0.0, label: $0.1, selected: $0.0 == chosen) })
        }
        halfError = form.errors["half"]
        leave = fields.leave
        least = fields.least
        most = fields.most
    }

    private static func hint(_ type: TermType) -> String {
        switch type {
        case .salaried: "Works the same fixed weekdays every week, or two alternating weeks."
        case .partner: "Works a share of full time on days that the rota chooses, within limits."
        case .locum: "Works only on the dates booked, with no weekly pattern."
        case .fy: "A foundation trainee with fixed days, always with a supervisor at work."
        case .st: "A specialty trainee with fixed days and a supervisor."
        }
    }

    static let preview: TermFormView = {
        let options = TermFormOptions(
            clinician: Clinician(id: 1, code: "amara-okafor", name: "Dr Amara Okafor", active: true, accountId: nil, revision: 1),
            locations: [Location(id: 1, name: "Main Surgery"), Location(id: 2, name: "Hillside")], supervisors: [], weekdays: [.mon, .tue, .wed, .thu, .fri])
        return TermFormView(
            page: .preview, token: .preview, title: "Add working term", form: TermForm(type: "partner", start: nil, options: options), options: options, term: nil)
    }()
}

/// The plain fields of a term's form.
struct TermFields {
    let offer: ChoiceField?
    let supervisor: SelectField
    let fte: TextField
    let duty: ChoiceField
    let locations: ChoiceField
    let home: SelectField?
    let leave: TextField
    let least: TextField
    let most: TextField

    init(_ form: TermForm, _ options: TermFormOptions) {
        offer = form.offer.map { other in
            ChoiceField(
                id: "end-other", name: "end-other", legend: "Make room for this term", isRadio: false,
                choices: [ChoiceField.Choice(id: "end-other-1", value: String(other.id), label: Self.offerLabel(other, form), checked: form.endOther == other.id)])
        }
        supervisor = SelectField(
            id: "supervisor", label: "Supervising clinician", hint: "FY and ST doctors only; active clinicians are listed",
            options: [SelectField.Option(value: "", label: "Choose a clinician", selected: form.supervisor.isEmpty)]
                + options.supervisors.map {
                    SelectField.Option(value: String($0.id), label: $0.active ? $0.name : "\($0.name), inactive", selected: String($0.id) == form.supervisor)
                },
            error: form.errors["supervisor"])
        fte = TextField(
            id: "fte", label: "FTE %", hint: "Partners only. 3 of 5 days is about 60", value: form.fte, error: form.errors["fte"], width: "input--4",
            inputmode: "decimal", unit: "%")
        duty = ChoiceField(
            id: "duty-rotation", name: "duty", legend: "Duty rotation", isRadio: false,
            choices: [
                ChoiceField.Choice(
                    id: "duty", value: "yes", label: "Participates in duty rotation", hint: "If unticked, this clinician is never given duty shifts. Trainees never are",
                    checked: form.duty)
            ])
        locations = .checkboxes(
            "location", legend: "Locations", hint: "Where this term may work; a locum’s may be left out, since the bookings say", error: form.errors["location"],
            options.locations.map { (String($0.id), $0.name) }, chosen: Set(form.locations.map(String.init)))
        home = options.locations.count < 2
            ? nil
            : SelectField(
                id: "home", label: "Home location", hint: "Work elsewhere is kept to what cover needs",
                options: options.locations.map { SelectField.Option(value: String($0.id), label: $0.name, selected: String($0.id) == form.home) },
                error: form.errors["home"])
        leave = TextField(
            id: "leave", label: "Leave entitlement a year", hint: "In weeks for a partner, in days for everyone else", value: form.leave,
            error: form.errors["leave"], width: "input--5", inputmode: "decimal", isOptional: true)
        least = TextField(
            id: "min", label: "Minimum shifts per week", hint: "A full day is 1 shift, a half day 0.5; leave blank for none", value: form.least,
            error: form.errors["min"], width: "input--5", inputmode: "decimal", isOptional: true)
        most = TextField(
            id: "max", label: "Maximum shifts per week", hint: "Leave blank for none", value: form.most, error: form.errors["max"], width: "input--5",
            inputmode: "decimal", isOptional: true)
    }

    private static func offerLabel(_ other: WorkingTerm, _ form: TermForm) -> String {
        let start = DateInput(day: form.start.day, month: form.start.month, year: form.start.year).value
        return "End \(TermWords.named(other.details)) on \(start.map { ($0 - 1).words } ?? "the day before")"
    }
}
