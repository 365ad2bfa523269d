import RotaDomain
import RotaStore

/// The list of groups, and who may supervise.
struct GroupIndexView {
    struct Row {
        let name: String
        let count: Int
        /// Nil while nobody is in it.
        let members: String?
        let use: String?
        let editPath: String
        let removePath: String
    }

    let page: PageLayout
    let token: FormToken
    let newPath = Paths.newGroup
    let action = Paths.supervision
    let caption: String
    let rows: [Row]
    let fy: SelectField
    let st: SelectField
    /// What the form of supervision shows.
    let stood: String

    var hasGroups: Bool { !rows.isEmpty }

    init(page: PageLayout, token: FormToken, groups: [GroupWithMembers]) {
        self.page = page
        self.token = token
        caption = counted(groups.count, "group")
        rows = groups.map { found in
            Row(
                name: found.group.name, count: found.members.count,
                members: found.members.isEmpty ? nil : found.members.map { $0.active ? $0.name : "\($0.name) (inactive)" }.joined(separator: ", "),
                use: Self.use(found), editPath: Paths.editGroup(found.group.id), removePath: Paths.deleteGroup(found.group.id))
        }
        func field(_ type: TermType, _ label: String) -> SelectField {
            SelectField(
                id: type.rawValue, label: label,
                options: [SelectField.Option(value: "", label: "Only the trainee’s own supervisor", selected: !groups.contains { $0.supervises.contains(type) })]
                    + groups.map { SelectField.Option(value: String($0.group.id), label: $0.group.name, selected: $0.supervises.contains(type)) })
        }
        stood = SupervisionController.mark(Dictionary(groups.flatMap { found in found.supervises.map { ($0, found.group.id) } }) { first, _ in first })
        fy = field(.fy, "FY doctors may be supervised by")
        st = field(.st, "ST doctors may be supervised by")
    }

    static func use(_ found: GroupWithMembers) -> String? {
        let types = found.supervises.map { TermWords.kind($0) + "s" }
        return types.isEmpty ? nil : "May supervise \(types.joined(separator: " and "))"
    }

    static let preview = GroupIndexView(
        page: .preview, token: .preview,
        groups: [
            GroupWithMembers(
                group: ClinicianGroup(id: 1, name: "FY Supervisor"), members: [GroupWithMembers.Member(id: 1, name: "Dr Amara Okafor", active: true)], supervises: [.fy])
        ])
}

/// The form of a group's name.
struct GroupFormView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let action: String
    let cancelPath = Paths.groups
    let submit: String
    let name: TextField
    let revision: String

    init(page: PageLayout, token: FormToken, title: String, form: GroupForm, group: ClinicianGroup?) {
        self.page = page
        self.token = token
        self.title = title
        action = group.map { Paths.group($0.id) } ?? Paths.groups
        revision = form.revision
        submit = group == nil ? "Create group" : "Rename group"
        name = TextField(id: "name", label: "Name", hint: "For example, Minor surgery", value: form.name, error: form.errors["name"], width: "input--30")
    }

    static let preview = GroupFormView(page: .preview, token: .preview, title: "Add group", form: GroupForm(ClinicianGroup(id: 5, name: "Minor surgery")), group: nil)
}

/// The warning before a group is removed: who is in it, and what it is used for.
struct GroupRemovalView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let use: String?
    let members: [String]
    let count: String
    let action: String
    let cancelPath = Paths.groups
    let shown: String

    var hasMembers: Bool { !members.isEmpty }

    init(page: PageLayout, token: FormToken, found: GroupWithMembers) {
        self.page = page
        self.token = token
        title = "Remove the group \(found.group.name)"
        use = found.supervises.isEmpty
            ? nil
            : "This group says who may supervise \(found.supervises.map { TermWords.kind($0) + "s" }.joined(separator: " and ")). Without it only a trainee’s own supervisor counts."
        members = found.members.map(\.name)
        count = counted(found.members.count, "clinician")
        action = Paths.deleteGroup(found.group.id)
        shown = found.mark
    }

    static let preview = GroupRemovalView(page: .preview, token: .preview, found: GroupWithMembers(group: ClinicianGroup(id: 1, name: "FY Supervisor"), members: [], supervises: [.fy]))
}

extension GroupWithMembers {
    /// What the page of its removal shows: the name as it stood, the members, what it is for.
    var mark: String {
        "\(group.revision)-\(members.map { String($0.id) }.joined(separator: "."))-\(supervises.map(\.rawValue).joined(separator: "."))"
    }
}
