import RotaDomain
import RotaStore

struct AccountListView {
    struct Row {
        let name: String
        /// Nil where whoever looks may not change the account.
        let path: String?
        let username: String
        let email: String
        let role: String
        let isActive: Bool
        let clinician: PageLayout.Link?
        /// Where to say so, of a clinician's account that is nobody's yet.
        let linkPath: String?
        let lastSeen: String?
    }

    let page: PageLayout
    let caption: String
    let rows: [Row]

    init(page: PageLayout, rows: [AccountListRow], viewer: Account) {
        self.page = page
        caption = counted(rows.count, "account")
        self.rows = rows.map { row in
            Row(
                name: row.account.name, path: viewer.mayChange(row.account) ? Paths.accountEdit(row.account.id) : nil,
                username: row.account.username, email: row.account.email, role: row.account.role.label, isActive: row.account.active,
                clinician: row.clinician.map { PageLayout.Link(label: $0.name, path: Paths.clinician($0.id)) },
                linkPath: row.clinician == nil && row.account.role == .clinician ? Paths.accountEdit(row.account.id) + "#clinician" : nil, lastSeen: row.lastSeenAt?.words)
        }
    }

    static let preview = AccountListView(
        page: .preview,
        rows: [AccountListRow(account: .preview, clinician: nil, lastSeenAt: nil)], viewer: .preview)
}

struct AccountNewView {
    let page: PageLayout
    let token: FormToken
    let fields: AccountFields
    let role: ChoiceField
    let clinician: SelectField

    init(page: PageLayout, token: FormToken, form: AccountForm, roles: [Role], clinicians: [Clinician]) {
        self.page = page
        self.token = token
        fields = AccountFields(form, isOwn: false)
        role = .roles(roles, form)
        clinician = .clinicians(clinicians, form)
    }

    static let preview = AccountNewView(page: .preview, token: .preview, form: AccountForm(), roles: Role.allCases, clinicians: [])
}

struct AccountEditView {
    let page: PageLayout
    let token: FormToken
    let name: String
    let action: String
    let fields: AccountFields
    let role: ChoiceField
    let active: ChoiceField
    let clinician: SelectField
    let passwordPath: String
    let passwordLabel: String
    let loginsPath: String
    let twoStepPath: String
    let revision: String
    let linked: String

    init(page: PageLayout, token: FormToken, account: Account, form: AccountForm, viewer: Account, clinicians: [Clinician], hasMail: Bool) {
        self.page = page
        self.token = token
        name = account.name
        action = Paths.account(account.id)
        revision = form.revision
        linked = form.linked
        fields = AccountFields(form, isOwn: false)
        role = .roles(viewer.rolesFor(account), form)
        clinician = .clinicians(clinicians, form)
        active = .checkboxes(
            "active", legend: "Signing in", hint: "An account that is not active cannot sign in, and is signed out everywhere at once",
            error: form.errors["active"], [("yes", "Active")], chosen: form.active ? ["yes"] : [])
        let isOwn = account.id == viewer.id
        passwordPath = isOwn ? Paths.password : Paths.accountPassword(account.id)
        passwordLabel = isOwn ? "Change your password" : hasMail ? "Send a reset link" : "Set a new password"
        twoStepPath = isOwn ? Paths.twoStep : Paths.accountTwoStep(account.id)
        loginsPath = isOwn ? Paths.logins : Paths.accountLogins(account.id)
    }

    static let preview = AccountEditView(page: .preview, token: .preview, account: .preview, form: AccountForm(.preview), viewer: .preview, clinicians: [], hasMail: true)
}

extension ChoiceField {
    fileprivate static func roles(_ roles: [Role], _ form: AccountForm) -> ChoiceField {
        var field = ChoiceField.radios("role", legend: "Role", error: form.errors["role"], roles.map { ($0.rawValue, $0.label) }, chosen: form.role)
        for (index, role) in roles.enumerated() { field.choices[index].hint = role.duties }
        return field
    }
}

extension SelectField {
    /// Whose account it is: only those without one can be chosen.
    fileprivate static func clinicians(_ clinicians: [Clinician], _ form: AccountForm) -> SelectField {
        SelectField(
            id: "clinician", label: "This is", hint: "The clinician whose account it is, if they are one",
            options: [Option(value: "", label: "Nobody on the rota", selected: form.clinician.isEmpty)]
                + clinicians.map { Option(value: String($0.id), label: $0.name, selected: String($0.id) == form.clinician) },
            error: form.errors["clinician"])
    }
}

extension Role {
    fileprivate var duties: String {
        switch self {
        case .admin: "Everything a practice manager can do, and the only one who changes administrators"
        case .manager: "Runs the practice: people, rota, leave, users, settings"
        case .clinicAdmin: "Runs the clinics from day to day: clinicians, groups, rota, leave, sessions, locums; no users or settings"
        case .clinician: "Sees the published rota"
        }
    }
}
