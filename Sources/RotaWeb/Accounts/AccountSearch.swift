import HTTP
import RotaDomain
import RotaStore

/// What the address of the list of users asks for: words, a role, a state.
struct AccountSearch {
    let text: String
    let role: Role?
    let state: String

    static let states = [("", "Any"), ("active", "Active"), ("inactive", "Inactive"), ("locum", "Locum resources")]

    init(_ query: FormFields) {
        text = String((query["q"] ?? "").trimmingSpaces.prefix(200))
        role = query["role"].flatMap(Role.init)
        let state = query["state"] ?? ""
        self.state = Self.states.contains { $0.0 == state } ? state : ""
    }

    var filter: AccountList.Filter {
        AccountList.Filter(text: text, role: role, active: ["active": true, "inactive": false][state], locumsOnly: state == "locum")
    }

    var isNarrowed: Bool { !text.isEmpty || role != nil || !state.isEmpty }

    func path(page: Int) -> String {
        var pairs = [(name: "q", value: text), (name: "role", value: role?.rawValue ?? ""), (name: "state", value: state)].filter { !$0.value.isEmpty }
        if page > 1 { pairs.append((name: "page", value: String(page))) }
        return pairs.isEmpty ? Paths.accounts : "\(Paths.accounts)?\(PercentEncoding.query(pairs))"
    }
}
