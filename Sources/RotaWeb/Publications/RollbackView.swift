import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// What taking a version back would do, before it is done.
struct RollbackView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let path: String
    let back: String
    let shown: ShownRota
    let sentences: [String]
    /// Dates that would show clinicians nothing.
    let emptied: String?
    /// What the restored shifts break as things stand now.
    let broken: [String]
    let changes: ChangeList?
    let action: String

    var breaksRules: Bool { !broken.isEmpty }

    init(page: PageLayout, token: FormToken, effect: RollbackEffect, number: Int) {
        self.page = page
        self.token = token
        let id = effect.publication.id, emptied = effect.unpublished.count
        title = "Roll back version \(id)"
        path = Paths.publicationRollback(id)
        back = Paths.publication(id)
        shown = ShownRota(revision: effect.practice.revision, number: number)
        action = "Roll back version \(id)" + (emptied > 0 ? " and leave \(counted(emptied, "date")) without a rota" : "")
        var sentences: [String] = []
        if !effect.restored.isEmpty { sentences.append("\(counted(effect.restored.count, "date")) will show again what stood before version \(id).") }
        if effect.draftChanges > 0 { sentences.append("The draft of these dates becomes the same: \(counted(effect.draftChanges, "shift")) of it will change.") }
        if emptied > 0 {
            sentences.append("\(counted(emptied, "date")) had not been published before: clinicians will see nothing for them, and their draft stays as it is.")
        }
        self.sentences = sentences
        self.emptied = RollbackView.emptied(effect.unpublished)
        broken = RollbackView.broken(effect)
        let names = Dictionary(effect.practice.file.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        changes = effect.difference.isEmpty ? nil : ChangeList(caption: "What changes for clinicians", effect.difference.changes, names: names)
    }

    private static func emptied(_ days: [Day]) -> String? {
        guard let first = days.first, let last = days.last else { return nil }
        if first == last { return "Clinicians will see no rota on \(first.long)." }
        return "Clinicians will see no rota \(last - first + 1 == days.count ? "from" : "on \(counted(days.count, "date")) from") \(first.words) to \(last.words)."
    }

    /// The rules that the restored shifts break in the practice as it is today.
    private static func broken(_ effect: RollbackEffect) -> [String] {
        let dates = Set(effect.restored)
        return RotaBreaches.sentences(effect.practice.file.shifts.filter { !dates.contains($0.date) } + effect.before, of: effect.practice.file, on: dates)
    }

    private init() {
        page = .preview
        token = .preview
        title = "Roll back version 3"
        path = "/publications/3/rollback"
        back = "/publications/3"
        shown = .preview
        sentences = ["5 dates will show again what stood before version 3."]
        emptied = "Clinicians will see no rota from 25 November to 12 December 2026."
        broken = ["Dr Sian Rees works on Tuesday 24 November although on leave."]
        changes = .preview
        action = "Roll back version 3 and leave 18 dates without a rota"
    }

    static let preview = RollbackView()
}
