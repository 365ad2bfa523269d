import Civil
import RotaDomain
import RotaEngine

/// The form that asks for a rota, with what is there already and what was generated before.
struct GenerationNewView {
    struct Run {
        let dates: String
        let path: String
        /// "3 August 2026, Priya Shah"
        let made: String
        let tagClass: String
        let outcome: String
    }

    let page: PageLayout
    let token: FormToken
    let from: DateField
    let to: DateField
    let mode: ChoiceField
    let shifts: Int
    let pinned: Int
    let protectedLabel: String?
    let protected: Int
    let protection: String?
    let unprotect: ChoiceField
    let withoutTerm: String?
    let needsCover: Bool
    let runs: [Run]
    /// The one that is being generated now.
    let runningPath: String?
    /// "The rota reaches Friday 18 December 2026."
    let reach: String
    /// A generated rota that can still be saved.
    let waiting: PageLayout.Link?

    var shiftsWords: String { NumberText.grouped(shifts) }
    var hasRuns: Bool { !runs.isEmpty }

    init(page: PageLayout, token: FormToken, form: GenerationForm, facts: GenerationFacts, recent: [Generation]) {
        self.page = page
        self.token = token
        from = form.from.field("from", "From", error: form.errors["from"])
        to = form.to.field("to", "To", hint: "Up to \(GenerationForm.mostWeeks) weeks at a time", error: form.errors["to"])
        mode = GenerationNewView.mode(form, facts)
        shifts = facts.shifts
        pinned = facts.pinned
        protectedLabel = facts.protectedUntil.map { "Protected to \($0.words)" }
        protected = facts.protected
        protection = facts.protectedUntil.map { "Colleagues can rely on the rota to \($0.long). Until then nothing is added, moved or removed; from \(($0 + 1).words) on it can be." }
        reach = facts.reach.sentence
        waiting = recent.first { $0.state == .ready && $0.order.rotaRevision == facts.rotaRevision }.map {
            PageLayout.Link(label: $0.order.range.words, path: Paths.generation($0.id))
        }
        var unprotect = ChoiceField.checkboxes(
            "unprotect", legend: "Protected period", error: form.errors["unprotect"], [("yes", "Change the protected weeks too")],
            chosen: form.overridesProtected ? ["yes"] : [])
        unprotect.choices[0].hint = facts.protected > 0 ? "\(counted(facts.protected, "shift")) that people already count on may move" : "People already count on these weeks"
        self.unprotect = unprotect
        withoutTerm = GenerationNewView.withoutTerm(facts)
        needsCover = !facts.hasCover
        runningPath = recent.first { $0.state.isUnderWay }.map { Paths.generation($0.id) }
        runs = recent.map(GenerationNewView.run)
    }

    private static func mode(_ form: GenerationForm, _ facts: GenerationFacts) -> ChoiceField {
        var field = ChoiceField.radios(
            "mode", legend: "What to do", [(GenerationMode.fill.rawValue, "Fill gaps only"), (GenerationMode.replace.rawValue, "Replace unpinned shifts")],
            chosen: form.mode.rawValue)
        let movable = facts.movable(overridingProtection: form.overridesProtected)
        field.choices[0].hint = facts.shifts == 0 ? "There are none yet, so everything is filled" : "All \(counted(facts.shifts, "shift")) stay; only empty places are filled"
        field.choices[1].hint = "\(counted(movable, "shift")) may move; pinned and protected ones stay"
        return field
    }

    private static func withoutTerm(_ facts: GenerationFacts) -> String? {
        let names = facts.withoutTerm
        guard !names.isEmpty else { return nil }
        let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
        return names.count == 1 ? "\(shown) has no working term in these dates, and gets no shifts." : "\(shown) have no working term in these dates, and get no shifts."
    }

    private static func run(_ generation: Generation) -> Run {
        let (words, tag) = GenerationWords.state(generation.state)
        return Run(
            dates: generation.order.range.words, path: Paths.generation(generation.id),
            made: "\(London.day(at: generation.requestedAt).words), \(generation.requestedBy)", tagClass: tag, outcome: words)
    }

    private init() {
        page = .preview
        token = .preview
        from = .preview
        to = DateField(id: "to", legend: "To", day: "28", month: "2", year: "2027")
        mode = .radios("mode", legend: "What to do", [("fill", "Fill gaps only"), ("replace", "Replace unpinned shifts")], chosen: "fill")
        shifts = 212
        pinned = 37
        protectedLabel = "Protected to 3 January"
        protected = 118
        protection = "Colleagues can rely on the rota to Sunday 3 January 2027."
        unprotect = .checkboxes("unprotect", legend: "Protected period", [("yes", "Change the protected weeks too")], chosen: [])
        withoutTerm = "Dr Sam Lee has no working term in these dates, and gets no shifts."
        needsCover = true
        runs = [Run(dates: "31 August to 29 November 2026", path: "/generations/1", made: "3 August 2026, Priya Shah", tagClass: "tag tag--good", outcome: "Saved as draft")]
        runningPath = "/generations/2"
        reach = "The rota reaches Friday 18 December 2026."
        waiting = PageLayout.Link(label: "30 November 2026 to 28 February 2027", path: "/generations/2")
    }

    static let preview = GenerationNewView()
}

/// Generations in words.
enum GenerationWords {
    static func state(_ state: GenerationState) -> (words: String, tag: String) {
        switch state {
        case .queued: ("Waiting", "tag")
        case .running: ("Being generated", "tag")
        case .ready: ("Preview waits", "tag tag--draft")
        case .saved: ("Saved as draft", "tag tag--good")
        case .discarded: ("Discarded", "tag tag--quiet")
        case .cancelled: ("Cancelled", "tag tag--quiet")
        case .failed: ("Failed", "tag tag--gap")
        }
    }

    /// "Monday 30 November 2026 to Sunday 28 February 2027, filling gaps only"
    static func order(_ order: GenerationOrder) -> String {
        "\(order.range.first.long) to \(order.range.last.long), \(order.mode.words)\(order.overrideProtected ? ", protected weeks too" : "")"
    }
}
