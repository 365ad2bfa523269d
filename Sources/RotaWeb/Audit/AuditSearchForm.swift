import Civil
import HTTP
import RotaStore

/// What to look for in the audit log, as the address holds it.
struct AuditSearchForm: Sendable {
    let words: String
    let kind: String
    let from: String
    let to: String
    private(set) var errors = FieldErrors()
    /// The conditions that could be understood.
    private(set) var search: AuditSearch

    init(_ query: FormFields) {
        words = String((query["q"] ?? "").trimmingSpaces.prefix(200))
        kind = (query["kind"] ?? "").trimmingSpaces
        from = (query["from"] ?? "").trimmingSpaces
        to = (query["to"] ?? "").trimmingSpaces
        search = AuditSearch(words: words, kind: kind)
        search.from = date(from, "from", "From date")
        search.to = date(to, "to", "To date")
        if let first = search.from, let last = search.to, last < first { errors.add("to", "To date must be \(first.words) or later") }
    }

    /// The address of one page of what was found.
    func path(page: Int) -> String {
        let fields = [("q", words), ("kind", kind), ("from", from), ("to", to), ("page", page == 1 ? "" : String(page))].filter { !$0.1.isEmpty }
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
