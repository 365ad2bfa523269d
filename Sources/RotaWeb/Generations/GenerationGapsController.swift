import Civil
import HTML
import HTTP
import RotaDomain
import RotaEngine
import RotaStore

/// Why the gaps of one week of a generated rota could not be filled: each clinician with what stood against it (B5, B6).
enum GenerationGapsController {
    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let found = try context.store.read { db in try GenerationProposal.load(id, db) }
        guard let proposal = found, let rota = proposal.rota, let monday = Day(iso: context.request.query["week"] ?? "")?.monday else { throw PageError.notFound }
        let gaps = proposal.report.gaps.compactMap(\.gap).filter { $0.date.monday == monday }
        guard !gaps.isEmpty else {
            // What is needed may have changed after it was generated: the preview then counts a gap that the report has not.
            guard monday <= rota.range.last, monday + 6 >= rota.range.first else { throw PageError.notFound }
            return .redirect(to: Paths.generation(id, week: monday))
        }
        let explainer = RotaExplainer(proposal.request.effectivePractice, range: rota.range, shifts: proposal.asGenerated(rota))
        let title = "Why it could not be filled"
        let crumbs = GenerationsController.crumbs + [PageLayout.Link(label: "Preview", path: Paths.generation(id, week: monday))]
        return GenerationGapsView(
            page: context.layout(title, section: .generate, crumbs: crumbs), title: title, monday: monday, explanations: gaps.map(explainer.explain),
            practice: proposal.request.practice, back: Paths.generation(id, week: monday)
        ).page()
    }
}

/// The gaps of a week with their reasons, ready for display.
struct GenerationGapsView {
    struct Item {
        let id: String
        let title: String
        let couldBe: [Reason]
        let cannotBe: [Reason]

        var hasCouldBe: Bool { !couldBe.isEmpty }
        var hasCannotBe: Bool { !cannotBe.isEmpty }
    }

    /// One clinician, with what stands against them.
    struct Reason {
        let text: String
    }

    let page: PageLayout
    let title: String
    let lead: String
    let items: [Item]
    /// "3 inactive clinicians are not listed."
    let unlisted: String?
    let back: String

    init(page: PageLayout, title: String, monday: Day, explanations: [GapExplanation], practice: PracticeFile, back: String) {
        self.page = page
        self.title = title
        self.back = back
        lead = "Week of \(monday.words). For each gap, everyone with what stood against it."
        unlisted = ObstacleWords.unlisted(practice)
        let names = Dictionary(practice.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        items = explanations.map { explanation in
            func reasons(_ isOpen: Bool) -> [Reason] {
                explanation.reasons.filter { $0.obstacle.isOpen == isOpen }.map { Reason(text: "\($0.name) \($0.obstacle.sentence)") }
            }
            return Item(
                id: GapAnchor.id(explanation.gap, in: practice), title: GenerationGapsView.title(explanation.gap, names), couldBe: reasons(true), cannotBe: reasons(false))
        }
    }

    private static func title(_ gap: Gap, _ names: [String: String]) -> String {
        let when = "\(gap.date.weekday.name) \(gap.date.day) \(gap.date.monthName), \(gap.part.word)"
        return switch gap.kind {
        case .duty: "\(when): no duty doctor at \(gap.location)"
        case .cover: "\(when): \(gap.count) short at \(gap.location)"
        case .supervision(let trainee): "\(when): \(names[trainee] ?? "a trainee") unsupervised at \(gap.location)"
        }
    }

    private init() {
        page = .preview
        title = "Why it could not be filled"
        lead = "Week of 23 November 2026. For each gap, everyone with what stood against it."
        items = [Item(id: "gap-1", title: "Monday 23 November, afternoon: 1 short at Main Surgery", couldBe: [Reason(text: "Dr Sian Rees could be added")],
            cannotBe: [Reason(text: "Dr Amara Okafor is on leave")])]
        unlisted = "3 inactive clinicians are not listed."
        back = "/generations/12"
    }

    static let preview = GenerationGapsView()
}
