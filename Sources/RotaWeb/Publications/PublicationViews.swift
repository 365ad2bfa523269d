import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// A clinician's day that changes, as a row.
struct ChangeRow {
    let name: String
    let day: String
    let before: String
    let after: String

    init(_ change: RotaDifference.Change, names: [String: String]) {
        name = names[change.clinician] ?? change.clinician
        day = change.date.long
        before = ChangeWords.plan(change.before)
        after = ChangeWords.plan(change.after)
    }

    static func rows(_ difference: RotaDifference, names: [String: String]) -> [ChangeRow] { difference.changes.prefix(most).map { ChangeRow($0, names: names) } }

    /// More rows than this would help nobody.
    static let most = 300

    private init() {
        name = "Dr Sian Rees"
        day = "Tuesday 24 November 2026"
        before = "Surgery, Main Surgery"
        after = "Duty, Hillside"
    }

    static let preview = ChangeRow()
}

/// Changes as a table with a row for each, and above it how many each clinician has.
struct ChangeList {
    struct Person {
        let name: String
        /// "3 days"
        let count: String
    }

    let caption: String
    let people: [Person]
    let rows: [ChangeRow]
    /// "and 40 more", where the list was cut.
    let more: String?

    var isEmpty: Bool { rows.isEmpty }

    init(caption: String, _ difference: RotaDifference, names: [String: String]) {
        self.caption = caption
        rows = ChangeRow.rows(difference, names: names)
        let left = difference.changes.count - rows.count
        more = left > 0 ? "and \(NumberText.grouped(left)) more" : nil
        people = Dictionary(grouping: difference.changes, by: \.clinician).map { (names[$0.key] ?? $0.key, $0.value.count) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { Person(name: $0.0, count: counted($0.1, "day")) }
    }

    private init() {
        caption = "What changes"
        people = [Person(name: "Dr Sian Rees", count: "1 day")]
        rows = [.preview]
        more = "and 40 more"
    }

    static let preview = ChangeList()
}

struct PublicationRow {
    let id: Int
    let path: String
    let isCurrent: Bool
    let isPartlyCurrent: Bool
    let dates: String
    let published: String
    let by: String
    let changes: String
    let rollbackPath: String?
    let note: String?

    /// - Parameter spread: nil for a roll-back that left nothing published.
    init(_ version: Publication, _ spread: PublicationSpread?) {
        let standing = spread?.standingDays ?? 0
        id = version.id
        path = Paths.publication(version.id)
        isCurrent = standing > 0 && standing == spread?.days
        isPartlyCurrent = standing > 0 && !isCurrent
        dates = version.range.words
        published = PublicationRow.moment(version.publishedAt)
        by = version.publishedBy
        changes = PublicationRow.changes(version, spread)
        rollbackPath = standing > 0 ? Paths.publicationRollback(version.id) : nil
        note = version.rolledBackId.map { "Rolled back version \($0)" }
    }

    /// "12 days of 5 people", "First publication, 1,204 shifts"
    static func changes(_ version: Publication, _ spread: PublicationSpread?) -> String {
        let counts = version.counts
        if spread?.isFirst == true { return "First publication, \(counts.shifts == 1 ? "1 shift" : "\(NumberText.grouped(counts.shifts)) shifts")" }
        if counts.changedDays == 0 { return "Nothing" }
        return "\(counted(counts.changedDays, "day")) of \(counted(counts.changedClinicians, "person", "people"))"
    }

    /// "Monday 16 November 2026, 9:40am"
    static func moment(_ instant: Instant) -> String { "\(London.day(at: instant).long), \(London.time(at: instant).words)" }

    private init() {
        id = 3
        path = "/publications/3"
        isCurrent = true
        isPartlyCurrent = false
        dates = "30 November 2026 to 28 February 2027"
        published = "Monday 16 November 2026, 9:40am"
        by = "Priya Shah"
        changes = "12 days of 5 people"
        rollbackPath = "/publications/3/rollback"
        note = "Rolled back version 2"
    }

    static let preview = PublicationRow()
}

struct PublicationIndexView {
    let page: PageLayout
    let rows: [PublicationRow]
    let publishLabel: String?

    init(page: PageLayout, rows: [PublicationRow], pending: DraftDifference?) {
        self.page = page
        self.rows = rows
        publishLabel = pending.map { rows.isEmpty ? "Publish the draft" : "Publish \(counted($0.difference.changes.count, "change"))" }
    }

    static let preview = PublicationIndexView(page: .preview, rows: [.preview], pending: nil)
}

struct PublicationView {
    let page: PageLayout
    let title: String
    let lead: String
    let tagClass: String
    let state: String
    let changes: ChangeList?
    let summary: String
    let rollbackPath: String?
    let weekPath: String

    init(page: PageLayout, version: Publication, spread: PublicationSpread?, changes: PublicationChanges, canRollBack: Bool) {
        self.page = page
        title = "Version \(version.id)"
        let act = version.rolledBackId.map { "Rolled back version \($0)" } ?? "Published"
        lead = "\(version.range.words). \(act) on \(PublicationRow.moment(version.publishedAt)) by \(version.publishedBy)."
        (state, tagClass) = canRollBack ? ("Current", "tag tag--good") : ("Superseded", "tag tag--quiet")
        summary = PublicationRow.changes(version, spread) + "."
        self.changes = spread?.isFirst == true || changes.difference.isEmpty ? nil : ChangeList(caption: "What it changed for clinicians", changes.difference, names: changes.names)
        rollbackPath = canRollBack ? Paths.publicationRollback(version.id) : nil
        weekPath = Paths.week(of: version.range.first)
    }

    private init() {
        page = .preview
        title = "Version 3"
        lead = "30 November 2026 to 28 February 2027. Published on Monday 16 November 2026, 9:40am by Priya Shah."
        tagClass = "tag tag--good"
        state = "Current"
        changes = .preview
        summary = "12 days of 5 people."
        rollbackPath = "/publications/3/rollback"
        weekPath = "/rota"
    }

    static let preview = PublicationView()
}

struct PublicationNewView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let lead: String
    let first: String
    let last: String
    let revision: Int
    let factsRevision: Int
    let changes: ChangeList?
    let newDays: String?
    /// What one publication can't hold.
    let rest: String?
    let warnings: String?
    let warningsPath: String
    let action: String

    init(page: PageLayout, token: FormToken, draft: DraftDifference, number: Int, warnings: [Gap]) {
        self.page = page
        self.token = token
        let count = draft.difference.changes.count
        title = draft.isEmpty ? "Publish the rota" : draft.newDays == draft.range.count ? "Publish the rota" : "Publish \(counted(count, "change"))"
        lead = "\(draft.range.words). Clinicians see it at once, as version \(number)."
        first = draft.range.first.iso
        last = draft.range.last.iso
        revision = draft.practice.revision.shifts
        factsRevision = draft.practice.revision.facts
        let names = Dictionary(draft.practice.file.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        changes = draft.isEmpty ? nil : ChangeList(caption: "What changes for clinicians", draft.difference, names: names)
        newDays = draft.newDays > 0 ? "\(counted(draft.newDays, "date")) of these \(draft.newDays == 1 ? "has" : "have") not been published before." : nil
        rest = draft.cutFrom.map { "One publication holds \(DraftDifference.mostDays / 7) weeks at the most: the draft of the dates after these, to \($0.words), waits for the next." }
        self.warnings = warnings.isEmpty ? nil : "\(counted(warnings.count, "warning")) \(warnings.count == 1 ? "stays" : "stay") in these dates."
        warningsPath = warnings.first.map { Paths.week(of: $0.date) } ?? Paths.rota
        action = "Publish as version \(number)"
    }

    private init() {
        page = .preview
        token = .preview
        title = "Publish 4 changes"
        lead = "23 to 27 November 2026. Clinicians see it at once, as version 4."
        first = "2026-11-23"
        last = "2026-11-27"
        revision = 7
        factsRevision = 12
        changes = .preview
        newDays = "2 dates of these have not been published before."
        rest = "One publication holds 120 weeks at the most: the draft of the dates after these, to 3 March 2029, waits for the next."
        warnings = "4 warnings stay in these dates."
        warningsPath = "/rota"
        action = "Publish as version 4"
    }

    static let preview = PublicationNewView()
}

/// There is no draft that clinicians don't see already.
struct PublicationNothingView {
    let page: PageLayout

    static let preview = PublicationNothingView(page: .preview)
}

struct RollbackView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let path: String
    let back: String
    let sentences: [String]
    let changes: ChangeList?
    let action: String

    init(page: PageLayout, token: FormToken, effect: RollbackEffect) {
        self.page = page
        self.token = token
        let id = effect.publication.id
        title = "Roll back version \(id)"
        path = Paths.publicationRollback(id)
        back = Paths.publication(id)
        action = "Roll back version \(id)"
        var sentences: [String] = []
        if !effect.restored.isEmpty { sentences.append("\(counted(effect.restored.count, "date")) will show again what stood before version \(id).") }
        if effect.draftChanges > 0 { sentences.append("The draft of these dates becomes the same: \(counted(effect.draftChanges, "day")) of it will change.") }
        if !effect.unpublished.isEmpty {
            sentences.append("\(counted(effect.unpublished.count, "date")) had not been published before: clinicians will see nothing for them, and their draft stays as it is.")
        }
        self.sentences = sentences
        let names = Dictionary(effect.practice.file.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        changes = effect.difference.isEmpty ? nil : ChangeList(caption: "What changes for clinicians", effect.difference, names: names)
    }

    private init() {
        page = .preview
        token = .preview
        title = "Roll back version 3"
        path = "/publications/3/rollback"
        back = "/publications/3"
        sentences = ["5 dates will show again what stood before version 3."]
        changes = .preview
        action = "Roll back version 3"
    }

    static let preview = RollbackView()
}
