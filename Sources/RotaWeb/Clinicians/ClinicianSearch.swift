import HTTP
import RotaDomain
import RotaStore

/// What the list's address asks for: a name, a contract type, a status, a page.
struct ClinicianSearch {
    let name: String
    let contract: String
    let status: String
    /// From 1.
    let page: Int

    static let statuses = [("active", "Active"), ("inactive", "Inactive"), ("all", "All")]
    static let contracts = [("", "Any")] + TermType.allCases.map { ($0.rawValue, $0.label) } + [("none", "No current term")]
    private static let lastPage = 100_000

    init(_ query: FormFields) {
        name = String((query["q"] ?? "").trimmingSpaces.prefix(200))
        let contract = query["type"] ?? ""
        self.contract = Self.contracts.contains { $0.0 == contract } ? contract : ""
        let status = query["active"] ?? ""
        self.status = Self.statuses.contains { $0.0 == status } ? status : "active"
        page = min(max(query["page"].flatMap { Int($0) } ?? 1, 1), Self.lastPage)
    }

    var filter: ClinicianList.Filter {
        ClinicianList.Filter(
            name: name, active: status == "all" ? nil : status == "active",
            contract: contract == "none" ? .noCurrentTerm : TermType(rawValue: contract).map { .type($0) })
    }

    /// Whether it asks for less than every active clinician.
    var isNarrowed: Bool { !name.isEmpty || !contract.isEmpty || status != "active" }

    func path(page: Int) -> String {
        var pairs = [("q", name), ("type", contract)].filter { !$0.1.isEmpty }
        if status != "active" { pairs.append(("active", status)) }
        if page > 1 { pairs.append(("page", String(page))) }
        let query = pairs.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
        return query.isEmpty ? Paths.clinicians : "\(Paths.clinicians)?\(query)"
    }
}
