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
        let hasTwoSteps: Bool
        let clinician: PageLayout.Link?
        /// Where to say so, of a clinician's account that is nobody's yet.
        let linkPath: String?
        let lastSeen: String?
        /// Nil where whoever looks may not change the account.
        let editPath: String?

        init(_ row: AccountListRow, viewer: Account) {
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
            hasTwoSteps = row.hasTwoSteps
            clinician = row.clinician.map { PageLayout.Link(label: $0.name, path: Paths.clinician($0.id)) }
            linkPath = row.clinician == nil && account.role == .clinician && mayChange ? Paths.accountEdit(account.id) + "#clinician" : nil
            lastSeen = row.lastSeenAt?.words
            editPath = mayChange ? Paths.accountEdit(account.id) : nil
        }
    }

    let page: PageLayout
    let newPath = Paths.newAccount
    let listPath = Paths.accounts
    let text: TextField
    let role: SelectField
    let state: SelectField
    let isNarrowed: Bool
    let caption: String
    let rows: [Row]
    let pagination: Pagination

    init(page: PageLayout, search: AccountSearch, pagination: Pagination, rows: [AccountListRow], viewer: Account) {
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
        self.rows = rows.map { Row($0, viewer: viewer) }
    }

    static let preview = AccountIndexView(
        page: .preview, search: AccountSearch(FormFields()), pagination: Pagination(FormFields(), total: 1) { _ in Paths.accounts },
        rows: [AccountListRow(account: .preview, clinician: nil, lastSeenAt: nil)], viewer: .preview)
}
