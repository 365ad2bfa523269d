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
        before = change.before.words
        after = change.after.words
    }

    static func rows(_ changes: [RotaDifference.Change], names: [String: String]) -> [ChangeRow] { changes.prefix(most).map { ChangeRow($0, names: names) } }

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

    init(caption: String, _ changes: [RotaDifference.Change], names: [String: String]) {
        self.caption = caption
        rows = ChangeRow.rows(changes, names: names)
        let left = changes.count - rows.count
        more = left > 0 ? "and \(NumberText.grouped(left)) more" : nil
        people = Dictionary(grouping: changes, by: \.clinician).map { (names[$0.key] ?? $0.key, $0.value.count) }
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

/// What clinicians see of a version now, in the same word on every page.
enum PublicationStanding {
    case current, currentInPart, rolledBack, superseded

    /// Nil for a version that holds no dates.
    init?(_ spread: PublicationSpread?, wasRolledBack: Bool) {
        guard let spread else { return nil }
        self = spread.standingDays == spread.days ? .current : spread.standingDays > 0 ? .currentInPart : wasRolledBack ? .rolledBack : .superseded
    }

    var stands: Bool { self == .current || self == .currentInPart }

    var label: String {
        switch self {
        case .current: "Current"
        case .currentInPart: "Current in part"
        case .rolledBack: "Rolled back"
        case .superseded: "Superseded"
        }
    }

    var tagClass: String { stands ? "tag tag--good" : "tag tag--quiet" }
}

struct PublicationRow {
    let id: Int
    let path: String
    let standing: PublicationStanding?
    let dates: String
    let published: String
    let by: String
    let changes: String
    let rollbackPath: String?
    let note: String?

    /// - Parameters:
    ///   - spread: nil for a roll-back that left nothing published.
    ///   - rolledBack: the versions that were taken back.
    init(_ version: Publication, _ spread: PublicationSpread?, rolledBack: Set<Int>) {
        id = version.id
        path = Paths.publication(version.id)
        standing = PublicationStanding(spread, wasRolledBack: rolledBack.contains(version.id))
        dates = version.range.words
        published = PublicationRow.moment(version.publishedAt)
        by = version.publishedBy
        changes = PublicationRow.changes(version, spread)
        rollbackPath = standing?.stands == true ? Paths.publicationRollback(version.id) : nil
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
        standing = .current
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

    var hasRows: Bool { !rows.isEmpty }

    init(page: PageLayout, rows: [PublicationRow], pending: DraftDifference?) {
        self.page = page
        self.rows = rows
        publishLabel = pending.map { $0.newChanges.isEmpty ? "Publish \(counted($0.difference.changes.count, "change"))" : "Publish everything to \($0.range.last.words)" }
    }

    static let preview = PublicationIndexView(page: .preview, rows: [.preview], pending: nil)
}

struct PublicationView {
    let page: PageLayout
    let title: String
    let lead: String
    let standing: PublicationStanding?
    let changes: ChangeList?
    let summary: String
    let rollbackPath: String?
    let weekPath: String

    init(page: PageLayout, version: Publication, spread: PublicationSpread?, changes: PublicationChanges, wasRolledBack: Bool) {
        self.page = page
        title = "Version \(version.id)"
        let act = version.rolledBackId.map { "Rolled back version \($0)" } ?? "Published"
        lead = "\(version.range.words). \(act) on \(PublicationRow.moment(version.publishedAt)) by \(version.publishedBy)."
        standing = PublicationStanding(spread, wasRolledBack: wasRolledBack)
        summary = PublicationRow.changes(version, spread) + "."
        self.changes = spread?.isFirst == true || changes.difference.isEmpty ? nil : ChangeList(caption: "What it changed for clinicians", changes.difference.changes, names: changes.names)
        rollbackPath = standing?.stands == true ? Paths.publicationRollback(version.id) : nil
        weekPath = Paths.week(of: version.range.first)
    }

    private init() {
        page = .preview
        title = "Version 3"
        lead = "30 November 2026 to 28 February 2027. Published on Monday 16 November 2026, 9:40am by Priya Shah."
        standing = .current
        changes = .preview
        summary = "12 days of 5 people."
        rollbackPath = "/publications/3/rollback"
        weekPath = "/rota"
    }

    static let preview = PublicationView()
}
