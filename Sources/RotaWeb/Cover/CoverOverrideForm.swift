import Civil
import HTTP
import RotaDomain

/// The two figures of a half-day as typed.
struct CoverNeedForm {
    let minimum: String
    let duty: String
    /// The figures that the page showed, "5/2"; empty for new ones.
    private(set) var stood: String
    private(set) var errors = FieldErrors()
    /// Nil while a figure is wrong.
    private(set) var need: CoverNeed?

    init(_ need: CoverNeed? = nil) {
        minimum = need.map { String($0.minimum) } ?? ""
        duty = need.map { String($0.duty) } ?? ""
        stood = need?.mark ?? ""
    }

    /// - Parameter standing: the figures as they are; nil for new ones.
    init(_ form: FormBody, over standing: CoverNeed? = nil) {
        minimum = (form["minimum"] ?? "").trimmingSpaces
        duty = (form["duty"] ?? "").trimmingSpaces
        stood = form["stood"] ?? ""
        if let standing, stood != standing.mark {
            errors.addChanged("What this half-day needs", now: standing.words, target: "minimum")
            stood = standing.mark
        }
        let doctors = Numbers.whole(minimum, in: CoverNeed.figures)
        let onDuty = Numbers.whole(duty, in: CoverNeed.figures)
        if doctors == nil { errors.add("minimum", "Doctors needed must be a whole number from 0 to 999") }
        if onDuty == nil { errors.add("duty", "Duty doctors must be a whole number from 0 to 999") }
        if errors.isEmpty, let doctors, let onDuty { need = CoverNeed(minimum: doctors, duty: onDuty) }
    }

    func minimumField(_ errors: FieldErrors) -> TextField {
        TextField(id: "minimum", label: "Doctors needed", value: minimum, error: errors["minimum"], width: "input--4", inputmode: "numeric")
    }

    func dutyField(_ errors: FieldErrors) -> TextField {
        TextField(
            id: "duty", label: "Duty doctors", hint: "How many of them are on duty", value: duty, error: errors["duty"], width: "input--4",
            inputmode: "numeric")
    }
}

/// Needs for a date or a range of dates, as typed.
struct CoverOverrideForm {
    let dates: TypedRange
    /// "full", "am", "pm"
    let part: String
    /// A location's id, or "all".
    let location: String
    let figures: CoverNeedForm
    private(set) var errors = FieldErrors()
    /// The open half-days that are meant.
    private(set) var places: [CoverDate] = []

    var need: CoverNeed? { figures.need }

    /// As a link asks for it: `?date=2026-11-23&part=am&location=1`, or `from` and `to`. What cannot be is left out.
    init(_ query: FormFields) {
        dates = query["date"].map { TypedRange(FormFields(["from": $0])) } ?? TypedRange(query)
        part = Span(rawValue: query["part"] ?? "")?.rawValue ?? Span.full.rawValue
        location = query["location"] ?? ""
        figures = CoverNeedForm()
    }

    init(_ form: FormBody, locations: [Location], opening: OpeningForm) {
        dates = TypedRange(form)
        part = form["part"] ?? ""
        location = form["location"] ?? ""
        figures = CoverNeedForm(form)
        let range = dates.check(most: 366, &errors)
        let span = Span(rawValue: part)
        if span == nil { errors.add("part", "Choose a part of the day", target: "part-1") }
        let chosen = locations.filter { location == "all" || String($0.id) == location }
        if chosen.isEmpty { errors.add("location", "Choose a location") }
        for item in figures.errors.items { errors.add(item.target, item.message) }
        guard errors.isEmpty, let range, let span else { return }
        for day in range.days {
            for part in span.parts where opening.isOpen(day.weekday, part) {
                places += chosen.map { CoverDate(day: day, part: part, locationId: $0.id) }
            }
        }
        if places.isEmpty { errors.add("from", "The practice does not open on these half-days in its usual week", target: "from-day") }
    }
}

/// The form of needs for new dates.
struct CoverOverrideFormView {
    let page: PageLayout
    let token: FormToken
    let from: DateField
    let to: DateField
    let part: ChoiceField
    let location: SelectField
    let minimum: TextField
    let duty: TextField

    init(page: PageLayout, token: FormToken, form: CoverOverrideForm, locations: [Location]) {
        self.page = page
        self.token = token
        from = form.dates.fromField(form.errors)
        to = form.dates.toField(form.errors)
        part = Span.field("part", legend: "Part of the day", error: form.errors["part"], chosen: form.part)
        let known = locations.map { SelectField.Option(value: String($0.id), label: $0.name, selected: form.location == String($0.id) || locations.count == 1) }
        let all = SelectField.Option(value: "all", label: "All locations", selected: form.location == "all")
        let none = SelectField.Option(value: "", label: "Choose a location", selected: form.location.isEmpty)
        location = SelectField(id: "location", label: "Location", options: locations.count == 1 ? known : [none] + known + [all], error: form.errors["location"])
        minimum = form.figures.minimumField(form.errors)
        duty = form.figures.dutyField(form.errors)
    }

    static let preview = CoverOverrideFormView(page: .preview, token: .preview, form: CoverOverrideForm(FormFields()), locations: [Location(id: 1, name: "Main Surgery")])
}

/// The form of one date's needs.
struct CoverOverrideEditView {
    let page: PageLayout
    let token: FormToken
    let words: String
    let action: String
    let removal: String
    let removalToken: FormToken
    let stood: String
    let minimum: TextField
    let duty: TextField

    init(page: PageLayout, token: FormToken, form: CoverNeedForm, place: CoverDate, words: String) {
        self.page = page
        self.token = token
        self.words = words
        action = Paths.coverOverride(place)
        removal = Paths.coverOverrideRemoval(place)
        stood = form.stood
        removalToken = FormToken(csrf: token.csrf, once: "")
        minimum = form.minimumField(form.errors)
        duty = form.dutyField(form.errors)
    }

    static let preview = CoverOverrideEditView(
        page: .preview, token: .preview, form: CoverNeedForm(CoverNeed(minimum: 5, duty: 2)), place: CoverDate(day: Day(number: 20_816), part: .am, locationId: 1),
        words: "Tuesday 29 December 2026, morning, Main Surgery")
}

struct CoverOverrideIndexView {
    let page: PageLayout
    let coming: CoverOverrideTable
    let past: CoverOverrideTable

    static let preview = CoverOverrideIndexView(page: .preview, coming: .preview, past: .preview)
}
