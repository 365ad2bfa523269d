import Civil
import HTTP
import RotaDomain
import RotaStore

struct AuditListView {
    static let pageSize = 50

    let page: PageLayout
    let isFiltered: Bool
    let words: TextField
    let kind: SelectField
    let from: TextField
    let to: TextField
    let caption: String
    /// The first day that was looked at, where the years were narrowed down, and the address that looks at all of them.
    let since: String?
    let allYears: String
    let rows: [AuditRow]
    let pages: Pagination

    init(page: PageLayout, form: AuditSearchForm, kinds: [String], found: AuditPage, pages: Pagination) {
        self.page = page
        isFiltered = form.path(page: 1) != Paths.audit
        words = TextField(id: "q", label: "Words", value: form.words)
        kind = SelectField(
            id: "kind", label: "About",
            options: [SelectField.Option(value: "", label: "Anything", selected: form.kind.isEmpty)]
                + kinds.map { SelectField.Option(value: $0, label: $0.sentenceCase, selected: $0 == form.kind) })
        from = TextField(id: "from", label: "From", hint: "Such as 27 3 2027", value: form.from, error: form.errors["from"])
        to = TextField(id: "to", label: "To", hint: "Such as 27 3 2027", value: form.to, error: form.errors["to"])
        since = form.since?.words
        allYears = form.path(page: 1, allYears: true)
        caption = counted(found.total, "entry", "entries")
        rows = found.entries.map { AuditRow($0, may: page.may) }
        self.pages = pages
    }

    static let preview = AuditListView(
        page: .preview, form: AuditSearchForm(FormFields(["q": "chen"]), today: Day(number: 20_779)), kinds: ["clinician"], found: AuditPage(entries: [.preview], total: 1),
        pages: Pagination(.init(), total: 1) { _ in "/audit" })
}

/// One act.
struct AuditRow {
    /// A field before and after; nil where it had or has no value.
    struct Change {
        let field: String
        let before: String?
        let after: String?
    }

    let when: String
    let who: String
    /// "End term: Dr Li Chen"
    let what: String
    let path: String?
    let changes: [Change]

    var hasChanges: Bool { !changes.isEmpty }

    /// - Parameter may: what the reader may open.
    init(_ entry: AuditEntry, may: Reach) {
        when = entry.at.words
        who = entry.actor
        what = entry.subject.isEmpty ? entry.action.sentenceCase : "\(entry.action.sentenceCase): \(entry.subject)"
        path = AuditRow.path(entry, may)
        let before = AuditRow.fields(entry.before)
        let after = AuditRow.fields(entry.after)
        let names = after.map(\.name) + before.map(\.name).filter { name in !after.contains { $0.name == name } }
        changes = names.map { name in
            Change(
                field: name.replacing("_", with: " ").sentenceCase, before: before.first { $0.name == name }?.text ?? nil,
                after: after.first { $0.name == name }?.text ?? nil)
        }
    }

    private static func path(_ entry: AuditEntry, _ may: Reach) -> String? {
        switch (entry.subjectKind, entry.subjectId) {
        case ("clinician", let id?) where may.clinicians: Paths.clinician(id)
        case ("account", let id?) where may.users: Paths.account(id)
        default: nil
        }
    }

    private static func fields(_ json: String?) -> [(name: String, text: String?)] {
        guard let json, let value = try? JSONParser.parse(Array(json.utf8)).value, case .object(let members) = value.content else { return [] }
        return members.map { ($0.key, text($0.value)) }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value.content {
        case .null: nil
        case .string(let text): text.isEmpty ? nil : text
        default: value.shown
        }
    }

    static let preview = AuditRow(.preview, may: .all)
}

extension AuditEntry {
    static let preview = AuditEntry(
        id: 1, at: Instant(seconds: 1_795_000_000), actor: "Priya Shah", action: "change term", subjectKind: "clinician", subjectId: 7, subject: "Dr Li Chen",
        before: #"{"ends":null,"fte":"70%"}"#, after: #"{"ends":"31 March 2027","fte":"80%"}"#)
}
