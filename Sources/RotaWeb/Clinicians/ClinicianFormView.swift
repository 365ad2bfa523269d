import RotaDomain

/// The form that adds or changes a clinician.
struct ClinicianFormView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let action: String
    let cancelPath: String
    let submit: String
    let isNew: Bool
    let revision: Int
    let name: TextField
    /// Nil while the practice has no groups.
    let groups: ChoiceField?
    let status: ChoiceField
    let endTerm: ChoiceField?
    /// Nil for those who don't manage users.
    let account: SelectField?
    /// In its place.
    let accountNote: String?

    init(page: PageLayout, token: FormToken, title: String, form: ClinicianForm, options: ClinicianFormOptions, clinician: Clinician?) {
        self.page = page
        self.token = token
        self.title = title
        isNew = clinician == nil
        action = clinician.map { Paths.clinician($0.id) } ?? Paths.clinicians
        cancelPath = action
        submit = clinician == nil ? "Create clinician" : "Save changes"
        revision = form.revision
        name = TextField(
            id: "name", label: "Full name", hint: "The name that colleagues will recognise; it appears on the rota", value: form.name, error: form.errors["name"])
        groups = options.groups.isEmpty
            ? nil
            : .checkboxes(
                "groups", legend: "Groups (optional)", hint: "Groups drive the rota’s rules, such as who may supervise whom", error: form.errors["groups"],
                options.groups.map { (String($0.id), $0.name) }, chosen: Set(form.groups.map(String.init)))
        status = ChoiceField(
            id: "status", name: "active", legend: "Status", isRadio: false,
            choices: [
                ChoiceField.Choice(
                    id: "active", value: "yes", label: "Active", hint: "Active clinicians appear on the rota and can be given shifts. Untick to stop both; the history stays",
                    checked: form.active)
            ])
        endTerm = form.openTerm.map { term in
            .radios(
                "end-term", legend: "End \(term) today as well?", hint: "Without an end it would count again once \(form.name.isEmpty ? "the clinician" : form.name) is active",
                error: form.errors["end-term"], [("yes", "Yes, end the term today"), ("no", "No, leave the term as it is")], chosen: form.endTerm ?? "")
        }
        let linked = options.accounts.first { $0.id == clinician?.accountId }
        accountNote = options.linksAccounts ? nil : "\(linked.map { "Signs in as \($0.username)." } ?? "No account yet.") Somebody who manages users can change that."
        account = !options.linksAccounts ? nil : SelectField(
            id: "account", label: "Link to user account", hint: "Only accounts that belong to no clinician are listed; it can be linked later too",
            options: [SelectField.Option(value: "", label: "No account yet", selected: form.account.isEmpty)]
                + options.accounts.map {
                    SelectField.Option(value: String($0.id), label: "\($0.username) (\($0.name))\($0.active ? "" : ", inactive")", selected: String($0.id) == form.account)
                },
            error: form.errors["account"], isOptional: true)
    }

    static let preview = ClinicianFormView(
        page: .preview, token: .preview, title: "Add clinician", form: ClinicianForm(),
        options: ClinicianFormOptions(groups: [ClinicianGroup(id: 1, name: "FY Supervisor")], accounts: []), clinician: nil)
}
