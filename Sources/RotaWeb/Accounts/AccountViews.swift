import RotaDomain
import RotaStore

struct AccountNewView {
    let page: PageLayout
    let token: FormToken
    let fields: AccountFields
    let hasMail: Bool
    /// Nil where mail is on: the owner chooses it by a link.
    let password: TextField?
    let role: ChoiceField
    let locum: ChoiceField
    let clinician: SelectField

    init(page: PageLayout, token: FormToken, form: AccountForm, roles: [Role], clinicians: [Clinician], hasMail: Bool) {
        self.page = page
        self.token = token
        fields = AccountFields(form, isOwn: false)
        self.hasMail = hasMail
        password = hasMail ? nil : fields.password
        role = .roles(roles, form)
        locum = .locum(form)
        clinician = .clinicians(clinicians, form)
    }

    static let preview = AccountNewView(page: .preview, token: .preview, form: AccountForm(), roles: Role.allCases, clinicians: [], hasMail: true)
}

struct AccountEditView {
    let page: PageLayout
    let token: FormToken
    let name: String
    let action: String
    let cancelPath: String
    let fields: AccountFields
    let role: ChoiceField
    let locum: ChoiceField
    let active: ChoiceField
    let clinician: SelectField
    let revision: String
    let linked: String

    init(page: PageLayout, token: FormToken, account: Account, form: AccountForm, viewer: Account, clinicians: [Clinician]) {
        self.page = page
        self.token = token
        name = account.name
        action = Paths.account(account.id)
        cancelPath = action
        revision = form.revision
        linked = form.linked
        fields = AccountFields(form, isOwn: false)
        role = .roles(viewer.rolesFor(account), form, hint: account.departures.isEmpty ? nil : "Another role takes away what was given to this user and gives back what was taken")
        locum = .locum(form)
        clinician = .clinicians(clinicians, form)
        active = .checkboxes(
            "active", legend: "Signing in", hint: "A user who is not active cannot sign in, and is signed out everywhere at once",
            error: form.errors["active"], [("yes", "Active")], chosen: form.active ? ["yes"] : [])
    }

    static let preview = AccountEditView(page: .preview, token: .preview, account: .preview, form: AccountForm(.preview), viewer: .preview, clinicians: [])
}

extension ChoiceField {
    fileprivate static func roles(_ roles: [Role], _ form: AccountForm, hint: String? = nil) -> ChoiceField {
        var field = ChoiceField.radios("role", legend: "Role", hint: hint, error: form.errors["role"], roles.map { ($0.rawValue, $0.label) }, chosen: form.role)
        for (index, role) in roles.enumerated() { field.choices[index].hint = role.duties }
        return field
    }

    /// S2.4.
    fileprivate static func locum(_ form: AccountForm) -> ChoiceField {
        .checkboxes(
            "locum", legend: "Locum", hint: "A locum resource can be assigned to locations for some dates",
            [("yes", "Mark user as locum resource")], chosen: form.isLocum ? ["yes"] : [])
    }
}

extension SelectField {
    /// Whose account it is: only those without one can be chosen.
    fileprivate static func clinicians(_ clinicians: [Clinician], _ form: AccountForm) -> SelectField {
        SelectField(
            id: "clinician", label: "This is", hint: "The clinician who signs in with it, if they are one. Only clinicians without an account are listed",
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
