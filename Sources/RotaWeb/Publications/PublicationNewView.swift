import Civil
import HTTP
import RotaDomain
import RotaEngine
import RotaStore

/// Dates to publish, with what clinicians would see: new weeks in figures, changes of what they see already day by day.
struct PublicationNewView {
    /// A week that holds dates never published before.
    struct Week {
        let path: String
        /// "30 November 2026"
        let monday: String
        let shifts: String
        /// "2 half-days without"
        let duty: String
        let short: String
        let lacksDuty: Bool
        let isShort: Bool

        init(_ monday: Day, shifts: Int, duty: Int, cover: Int) {
            path = Paths.week(of: monday)
            self.monday = monday.words
            self.shifts = NumberText.grouped(shifts)
            self.duty = duty == 0 ? "Every half-day" : "\(counted(duty, "half-day")) short"
            short = cover == 0 ? "None" : counted(cover, "half-day")
            lacksDuty = duty > 0
            isShort = cover > 0
        }

        static let preview = Week(Day(number: 20_780), shifts: 112, duty: 1, cover: 4)
    }

    let page: PageLayout
    let token: FormToken
    let title: String
    let lead: String
    let from: DateField
    let to: DateField
    let shown: ShownRota
    let first: String
    let last: String
    let weeks: [Week]
    let changes: ChangeList?
    let newDays: String?
    /// What one publication can't hold.
    let rest: String?
    let warnings: String?
    let warningsPath: String
    /// Shifts against a rule; the first of them.
    let broken: [String]
    /// "and 12 more"
    let moreBroken: String?
    /// All that waits, where these dates are not all of it.
    let everything: PageLayout.Link?
    /// Nil where clinicians see all of it already.
    let action: String?
    let hasDates: Bool

    var hasWeeks: Bool { !weeks.isEmpty }
    var breaksRules: Bool { !broken.isEmpty }

    /// More lines than this stand on other pages.
    private static let mostBroken = 10

    init(page: PageLayout, token: FormToken, form: PublicationForm, draft: DraftDifference, pending: DraftDifference?, overridden: Set<ClinicianDate>, number: Int) {
        self.page = page
        self.token = token
        let range = draft.range, amendments = draft.amendments, found = Warning.find(in: draft.practice.file, range)
        hasDates = form.errors.isEmpty
        title = draft.newChanges.isEmpty && !amendments.isEmpty ? "Publish \(counted(amendments.count, "change"))" : "Publish the rota"
        lead = "\(range.words). Clinicians see it at once, as version \(number)."
        (from, to) = form.fields
        shown = ShownRota(revision: draft.practice.revision, number: number)
        first = range.first.iso
        last = range.last.iso
        weeks = PublicationNewView.weeks(draft, found)
        let names = Dictionary(draft.practice.file.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        changes = amendments.isEmpty ? nil : ChangeList(caption: "What changes for clinicians", amendments, names: names)
        newDays = draft.newDays > 0 ? "\(counted(draft.newDays, "date")) of these \(draft.newDays == 1 ? "has" : "have") not been published before." : nil
        rest = draft.cutFrom.map { "One publication holds \(DraftDifference.mostDays / 7) weeks at the most: the draft of the dates after these, to \($0.words), waits for the next." }
        warnings = found.isEmpty ? nil : found.count == 1 ? "See the warning" : "See the \(NumberText.grouped(found.count)) warnings"
        warningsPath = "\(Paths.warnings)?from=\(first)&to=\(last)"
        let sentences = RotaBreaches.sentences(draft.practice.file.shifts, of: draft.practice.file, on: Set(range.days), overridden: overridden)
        broken = Array(sentences.prefix(PublicationNewView.mostBroken))
        moreBroken = sentences.count > broken.count ? "and \(NumberText.grouped(sentences.count - broken.count)) more" : nil
        everything = pending.flatMap { pending in
            guard pending.range.first < range.first || pending.range.last > range.last else { return nil }
            let weeks = (pending.range.last.monday - pending.range.first.monday) / 7 + 1
            return PageLayout.Link(label: "Publish everything to \(pending.range.last.words) instead (\(counted(weeks, "week")))", path: Paths.newPublication(pending.range))
        }
        action = draft.isEmpty && draft.newDays == 0 ? nil : "Publish as version \(number)"
    }

    private static func weeks(_ draft: DraftDifference, _ found: [Warning]) -> [Week] {
        func byWeek(_ days: [Day]) -> [Day: Int] { Dictionary(days.lazy.filter { !draft.published.contains($0) }.map { ($0.monday, 1) }, uniquingKeysWith: +) }
        let shifts = byWeek(draft.practice.file.shifts.map(\.date))
        let duty = byWeek(found.filter { $0.kind == .duty }.map(\.day)), cover = byWeek(found.filter { $0.kind == .cover }.map(\.day))
        return Set(shifts.keys).union(duty.keys).union(cover.keys).sorted().map {
            Week($0, shifts: shifts[$0] ?? 0, duty: duty[$0] ?? 0, cover: cover[$0] ?? 0)
        }
    }

    private init() {
        page = .preview
        token = .preview
        title = "Publish the rota"
        lead = "23 to 27 November 2026. Clinicians see it at once, as version 4."
        from = DateField(id: "from", legend: "From", day: "23", month: "11", year: "2026")
        to = DateField(id: "to", legend: "To", day: "27", month: "11", year: "2026")
        shown = .preview
        first = "2026-11-23"
        last = "2026-11-27"
        weeks = [.preview]
        changes = .preview
        newDays = "2 dates of these have not been published before."
        rest = "One publication holds 120 weeks at the most: the draft of the dates after these, to 3 March 2029, waits for the next."
        warnings = "See the 4 warnings"
        warningsPath = "/warnings"
        broken = ["Dr Sian Rees works on Tuesday 24 November although on annual leave."]
        moreBroken = "and 12 more"
        everything = PageLayout.Link(label: "Publish everything to 20 December 2026 instead (4 weeks)", path: "/publications/new")
        action = "Publish as version 4"
        hasDates = true
    }

    static let preview = PublicationNewView()
}

/// The dates to publish, as the address has them or as they were typed.
struct PublicationForm {
    private let from: TypedDate
    private let to: TypedDate
    private(set) var range: DayRange?
    private(set) var errors = FieldErrors()

    /// Dates that a link names and that cannot be used count as none; typed ones are answered with what is wrong.
    init(_ query: FormFields) {
        guard query["from-day"] != nil || query["to-day"] != nil else {
            let range = query["from"].flatMap { Day(iso: $0) }.flatMap { first in query["to"].flatMap { Day(iso: $0) }.flatMap { DayRange(first, $0) } }
            self.init(range.flatMap { PublicationForm.isUsable($0) ? $0 : nil })
            return
        }
        self.init(typed: FormBody(fields: query))
    }

    private init(typed: FormBody) {
        from = TypedDate(typed, "from")
        to = TypedDate(typed, "to")
        range = nil
        let first = from.check("from", "From", &errors), last = to.check("to", "To", &errors)
        guard let first, let last else { return }
        guard let dates = DayRange(first, last) else {
            errors.add("to", "To must be the same as or after From", target: "to-day")
            return
        }
        guard dates.count <= DraftDifference.mostDays else {
            errors.add("to", "To must be within \(DraftDifference.mostDays / 7) weeks of From", target: "to-day")
            return
        }
        range = dates
    }

    init(_ range: DayRange?) {
        from = TypedDate(range?.first)
        to = TypedDate(range?.last)
        self.range = range
    }

    var fields: (DateField, DateField) {
        (from.field("from", "From", hint: nil, error: errors["from"]), to.field("to", "To", hint: nil, error: errors["to"]))
    }

    static func isUsable(_ range: DayRange) -> Bool {
        range.count <= DraftDifference.mostDays && TypedDate.years.contains(range.first.year) && TypedDate.years.contains(range.last.year)
    }
}

/// There is no draft that clinicians don't see already.
struct PublicationNothingView {
    let page: PageLayout
    let sentence: String

    static let preview = PublicationNothingView(page: .preview, sentence: "Clinicians see all of the rota already, from today on.")
}
