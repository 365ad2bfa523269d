import HTTP
import RotaDomain
import RotaStore

/// Settings › Users: who can sign in (S2.4).
struct AccountIndexView {
    struct Row {
        let name: String
        let path: String
        let username: String
        let email: String
        let isVerified: Bool
        let role: String
        /// "2 permissions differ"
        let departures: String?
        let isLocum: Bool
        let isActive: Bool
        /// "On", or nil
        /// "Two-step on", "due" where the role demands it, or "off".
        let twoStep: String
        let clinician: PageLayout.Link?
        /// Where to say so, of a clinician's account that is nobody's yet.
        let linkPath: String?
        let lastSeen: String?
        /// Its owner has not used the link to a first password.
        let isAwaited: Bool
        /// Nil where whoever looks may not change the account.
        let editPath: String?

        init(_ row: AccountListRow, twoStepRoles: Set<Role>, viewer: Account) {
            let account = row.account, mayChange = viewer.mayChange(account)
            name = account.name
            path = Paths.account(account.id)
            username = account.username
            email = account.email
            isVerified = account.emailVerifiedAt != nil
            role = account.role.label
            departures = account.departures.isEmpty ? nil : "\(counted(account.departures.count, "permission")) \(account.departures.count == 1 ? "differs" : "differ")"
            isLocum = account.isLocum
            isActive = account.active
            twoStep = "Two-step \((row.twoStepWords(asked: twoStepRoles) ?? "off").lowercased())"
            clinician = row.clinician.map { PageLayout.Link(label: $0.name, path: Paths.clinician($0.id)) }
            linkPath = row.clinician == nil && account.role == .clinician && mayChange ? Paths.accountEdit(account.id) + "#clinician" : nil
            lastSeen = row.lastSeenAt?.words
            isAwaited = !row.hasPassword
            editPath = mayChange ? Paths.accountEdit(account.id) : nil
        }
    }

    let page: PageLayout
    let newPath = Paths.newAccount
    let twoStepPath = Paths.accountsTwoStep
    let listPath = Paths.accounts
    let text: TextField
    let role: SelectField
    let state: SelectField
    let isNarrowed: Bool
    let caption: String
    let rows: [Row]
    let pagination: Pagination

    init(page: PageLayout, search: AccountSearch, pagination: Pagination, rows: [AccountListRow], twoStepRoles: Set<Role>, viewer: Account) {
        self.page = page
        self.pagination = pagination
        text = TextField(id: "q", label: "Name, username or email", value: search.text)
        role = SelectField(
            id: "role", label: "Role",
            options: [SelectField.Option(value: "", label: "Any", selected: search.role == nil)]
                + Role.allCases.map { SelectField.Option(value: $0.rawValue, label: $0.label, selected: $0 == search.role) })
        state = SelectField(
            id: "state", label: "State", options: AccountSearch.states.map { SelectField.Option(value: $0.0, label: $0.1, selected: $0.0 == search.state) })
        isNarrowed = search.isNarrowed
        let words = counted(pagination.total, "user")
        caption = pagination.isNeeded ? "\(words), page \(pagination.page) of \(pagination.pages)" : words
        self.rows = rows.map { Row($0, twoStepRoles: twoStepRoles, viewer: viewer) }
    }

    static let preview = AccountIndexView(
        page: .preview, search: AccountSearch(FormFields()), pagination: Pagination(FormFields(), total: 1) { _ in Paths.accounts },
        rows: [AccountListRow(account: .preview, clinician: nil, lastSeenAt: nil)], twoStepRoles: [], viewer: .preview)
}

extension AccountListRow {
    /// "On", "Due" where the role asks for it and nothing is set up yet; nil where neither.
    func twoStepWords(asked roles: Set<Role>) -> String? { hasTwoSteps ? "On" : roles.contains(account.role) ? "Due" : nil }
}
