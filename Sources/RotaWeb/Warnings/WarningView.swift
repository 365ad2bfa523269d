import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// One gap explained: every clinician, with what stands against their filling it.
struct WarningView {
    struct Row {
        let name: String
        let path: String
        /// "Partner"
        let contract: String
        let could: Bool
        let why: String
        /// "H1", "S2": what stands against it; nil where nothing does.
        let rule: String?
        let dayPath: String
    }

    let page: PageLayout
    let title: String
    let lead: String
    let rows: [Row]
    /// Read out, and printed, before the table.
    let caption: String
    let weekPath: String
    /// "3 inactive clinicians are not listed."
    let unlisted: String?

    var hasRows: Bool { !rows.isEmpty }

    init(page: PageLayout, day: Day, part: Part, location: String, warning: Warning?, explanation: GapExplanation?, rota: VisibleRota) {
        self.page = page
        title = warning?.tag ?? "Nothing missing"
        let fact = warning.map { $0.fact { code in rota.file.clinicians.first { $0.id == code }?.name ?? "A trainee" } } ?? "What was missing here has been filled"
        lead = "\(day.long), \(part.word)\(warning == nil ? ", \(location)" : ""). \(fact)."
        let reasons = (explanation?.reasons ?? []).map { WarningView.row($0, day, rota) }
        rows = reasons.filter(\.could) + reasons.filter { !$0.could }
        let able = rows.count(where: \.could)
        caption = "Who there is, and what stands against each: \(able == 0 ? "nobody could" : able == 1 ? "1 person could" : "\(able) people could")"
        weekPath = Paths.week(at: day)
        unlisted = explanation == nil ? nil : ObstacleWords.unlisted(rota.file)
    }

    private static func row(_ reason: GapExplanation.Reason, _ day: Day, _ rota: VisibleRota) -> Row {
        let id = rota.clinicianIds[reason.clinician] ?? 0
        let type = rota.file.terms.first { $0.clinician == reason.clinician && $0.covers(day) }?.type
        return Row(
            name: reason.name, path: Paths.clinician(id), contract: type?.label ?? "No working term", could: reason.obstacle.isOpen,
            why: reason.obstacle.sentence.sentenceCase, rule: reason.obstacle.rule, dayPath: Paths.rotaDay(id, day))
    }

    private init() {
        page = .preview
        title = "No duty doctor"
        lead = "Wednesday 25 November 2026, afternoon. Hillside needs 1 and has none."
        rows = [
            Row(name: "Dr Tom Brennan", path: "/clinicians/1", contract: "Partner", could: true, why: "Could be added, but what weighs more would get worse: unequal shares of duty", rule: "S8", dayPath: "/rota/1/2026-11-25"),
            Row(name: "Dr Mei Tanaka", path: "/clinicians/2", contract: "ST Doctor", could: false, why: "Is a trainee and never on duty", rule: "H6", dayPath: "/rota/2/2026-11-25"),
        ]
        caption = "Who there is, and what stands against each: 1 person could"
        weekPath = "/rota"
        unlisted = "3 inactive clinicians are not listed."
    }

    static let preview = WarningView()
}
