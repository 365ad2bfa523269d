import Civil
import HTTP
import RotaStore

/// What to look for in the audit log, as the address holds it.
struct AuditSearchForm: Sendable {
    /// How far back is looked when nothing is said, in days: else a word would be looked for in every entry of the years.
    static let recent = 183

    let words: String
    let kind: String
    let from: String
    let to: String
    let allYears: Bool
    private(set) var errors = FieldErrors()
    /// The conditions that could be understood.
    private(set) var search: AuditSearch
    /// The first day that is looked at because nothing was said; nil where the years are not narrowed down.
    private(set) var since: Day?

    init(_ query: FormFields, today: Day) {
        words = String((query["q"] ?? "").trimmingSpaces.prefix(200))
        kind = (query["kind"] ?? "").trimmingSpaces
        from = (query["from"] ?? "").trimmingSpaces
        to = (query["to"] ?? "").trimmingSpaces
        allYears = query["years"] == "all"
        search = AuditSearch(words: words, kind: kind)
        search.from = date(from, "from", "From date")
        search.to = date(to, "to", "To date")
        if let first = search.from, let last = search.to, last < first { errors.add("to", "To date must be \(first.words) or later") }
        if from.isEmpty, !allYears, !words.isEmpty || !kind.isEmpty {
            since = (search.to ?? today) - AuditSearchForm.recent
            search.from = since
        }
    }

    /// The address of one page of what was found.
    func path(page: Int) -> String { path(page: page, allYears: allYears) }

    func path(page: Int, allYears: Bool) -> String {
        let fields = [
            ("q", words), ("kind", kind), ("from", from), ("to", to), ("years", allYears ? "all" : ""), ("page", page == 1 ? "" : String(page)),
        ].filter { !$0.1.isEmpty }
        return fields.isEmpty ? Paths.audit : "\(Paths.audit)?\(PercentEncoding.query(fields.map { (name: $0.0, value: $0.1) }))"
    }

    private mutating func date(_ text: String, _ field: String, _ name: String) -> Day? {
        guard !text.isEmpty else { return nil }
        let input = DateInput(text: text)
        if let problem = input.problem(name) { errors.add(field, problem) }
        // A year that no entry can have: what SQLite compares is text of four digits.
        return input.value.flatMap { TypedDate.years.contains($0.year) ? $0 : nil }
    }
}
