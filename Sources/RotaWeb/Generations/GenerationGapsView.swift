import Civil
import RotaDomain
import RotaEngine

/// The gaps of a week with what is to be said of them, ready for display.
struct GenerationGapsView {
    struct Item {
        let id: String
        let title: String
        let standing: StandingTag?
        let account: GapAccountView
        /// As this rota stands: who could help, and who can't.
        let couldBe: [String]
        let cannotBe: [String]

        var hasPeople: Bool { !couldBe.isEmpty || !cannotBe.isEmpty }
        var hasCouldBe: Bool { !couldBe.isEmpty }
        var hasCannotBe: Bool { !cannotBe.isEmpty }
    }

    let page: PageLayout
    let title: String
    let lead: String
    let items: [Item]
    /// "3 inactive clinicians are not listed."
    let unlisted: String?
    let back: String

    static let preview = GenerationGapsView(
        page: .preview, title: "Why it could not be filled", lead: "Week of 23 November 2026.", items: [.preview],
        unlisted: "3 inactive clinicians are not listed.", back: "/generations/12")
}

extension GenerationGapsView.Item {
    /// - Parameter explanation: everyone as this rota stands; nil where that says nothing new.
    init(_ gap: Gap, _ account: GapAccount?, _ explanation: GapExplanation?, in practice: PracticeFile) {
        func people(_ isOpen: Bool) -> [String] {
            (explanation?.reasons ?? []).filter { $0.obstacle.isOpen == isOpen }.map { "\($0.name) \($0.obstacle.sentence)" }
        }
        self.init(
            id: GapAnchor.id(gap, in: practice), title: Self.title(gap, practice),
            standing: account.flatMap { StandingTag($0.standing, unavoidable: $0.unavoidable, count: $0.count) },
            account: GapAccountView(account), couldBe: people(true), cannotBe: people(false))
    }

    private static func title(_ gap: Gap, _ practice: PracticeFile) -> String {
        let when = "\(gap.date.weekday.name) \(gap.date.day) \(gap.date.monthName), \(gap.part.word)"
        let needed = CoverTable(practice, DayRange(gap.date)).need(gap.date, gap.part, gap.location)
        var who = ""
        if case .supervision(let trainee) = gap.kind { who = (practice.clinicians.first { $0.id == trainee }?.name ?? "a trainee") + " " }
        return "\(when): \(who)\(GapTitle(gap, needed: needed).phrase) at \(gap.location)"
    }

    static let preview = GenerationGapsView.Item(
        id: "gap-1", title: "Monday 23 November, afternoon: 1 short at Main Surgery", standing: StandingTag(.unavoidable, unavoidable: 1, count: 1),
        account: .preview, couldBe: ["Dr Sian Rees could be added"], cannotBe: ["Dr Amara Okafor is on annual leave"])
}
