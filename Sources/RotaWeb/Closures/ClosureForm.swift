import Civil
import HTTP
import RotaDomain

/// A closure as typed: a date or a range when it is new, one date when it is changed.
struct ClosureForm {
    /// Of the closure that the page showed; empty for a new one.
    private(set) var revision = ""
    let dates: TypedRange
    let date: TypedDate
    let span: String
    let title: String
    private(set) var errors = FieldErrors()
    private(set) var range: DayRange?
    /// The dates to close.
    private(set) var days: [Day] = []

    init() {
        dates = TypedRange(nil)
        date = TypedDate(nil)
        span = Span.full.rawValue
        title = ""
    }

    init(_ closure: Closure) {
        dates = TypedRange(nil)
        revision = String(closure.revision)
        date = TypedDate(closure.day)
        span = closure.span.rawValue
        title = closure.title
    }

    init(_ form: FormBody) {
        dates = TypedRange(form)
        revision = form["revision"] ?? ""
        date = TypedDate(form, "date")
        span = form["part"] ?? ""
        title = (form["title"] ?? "").trimmingSpaces
    }

    var validSpan: Span { Span(rawValue: span) ?? .full }

    /// Of a range, only the dates of days on which the practice opens are closed.
    mutating func checkNew(_ opening: OpeningForm) {
        checkTitle()
        let range = dates.check(most: 366, &errors)
        checkSpan()
        guard errors.isEmpty, let range, let span = Span(rawValue: span) else { return }
        let isUnset = opening.parts.isEmpty
        days = range.count == 1 || isUnset ? range.days : range.days.filter { day in span.parts.contains { opening.isOpen(day.weekday, $0) } }
        if days.isEmpty {
            errors.add("from", "The practice does not open on any of these dates in its usual week", target: "from-day")
            return
        }
        self.range = range
    }

    /// The closure with what was typed; nil when something is wrong.
    mutating func changed(_ closure: Closure) -> Closure? {
        if revision != String(closure.revision) {
            errors.addChanged("The closure", now: "\(closure.title), \(closure.day.words), \(closure.span.label.lowercased())", target: "title")
            revision = String(closure.revision)
        }
        checkTitle()
        let day = date.check("date", "Date", &errors)
        checkSpan()
        guard errors.isEmpty, let day else { return nil }
        var closure = closure
        closure.day = day
        closure.span = validSpan
        closure.title = title
        return closure
    }

    mutating func refuse(_ clash: Closure) {
        let message = "\(clash.day.long) has a closure already: \(clash.title), \(clash.span.label.lowercased()). Change that one"
        let field = range == nil ? "date" : "from"
        errors.add(field, message, target: "\(field)-day")
        range = nil
    }

    private mutating func checkTitle() {
        if title.isEmpty { errors.add("title", "Enter a name for the closure") }
        if title.unicodeScalars.count > 200 { errors.add("title", "Name must be 200 characters or fewer") }
        if !title.isOneLine { errors.add("title", "Name must be one line of text") }
    }

    private mutating func checkSpan() {
        if Span(rawValue: span) == nil { errors.add("part", "Choose a part of the day", target: "part-1") }
    }
}

/// The form of a new or changed closure.
struct ClosureFormView {
    let page: PageLayout
    let token: FormToken
    let heading: String
    let action: String
    let button: String
    let title: TextField
    /// Nil when one closure is changed.
    let from: DateField?
    let to: DateField?
    let date: DateField?
    let part: ChoiceField
    let removal: String?
    let removalToken: FormToken
    let revision: String
    let shifts: String?

    init(page: PageLayout, token: FormToken, form: ClosureForm, closure: Closure?, shifts: Int) {
        self.page = page
        self.token = token
        heading = closure == nil ? "Add closure" : "Change closure"
        action = closure.map { Paths.closure($0.id) } ?? Paths.closures
        button = closure == nil ? "Add closure" : "Save closure"
        title = TextField(
            id: "title", label: "Name", hint: "Shown in the head of the rota, for example Staff training", value: form.title, error: form.errors["title"],
            width: "input--30")
        from = closure == nil ? form.dates.fromField(form.errors) : nil
        to = closure == nil ? form.dates.toField(form.errors) : nil
        date = closure == nil ? nil : form.date.field("date", "Date", error: form.errors["date"])
        part = .radios(
            "part", legend: "Closed", error: form.errors["part"], inline: true, Span.allCases.map { ($0.rawValue, $0.label) }, chosen: form.span)
        removal = closure.map { Paths.closureRemoval($0.id) }
        revision = form.revision
        removalToken = FormToken(csrf: token.csrf, once: "")
        self.shifts = shifts == 0 ? nil : "\(counted(shifts, "shift")) \(shifts == 1 ? "stands" : "stand") on this closure. The rota reports \(shifts == 1 ? "it" : "them"); move or remove \(shifts == 1 ? "it" : "them") there."
    }

    static let preview = ClosureFormView(
        page: .preview, token: .preview, form: ClosureForm(Closure(id: 1, day: Day(number: 20_783), span: .pm, title: "Staff training", source: .practice)),
        closure: Closure(id: 1, day: Day(number: 20_783), span: .pm, title: "Staff training", source: .practice), shifts: 3)
}
