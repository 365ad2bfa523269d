import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// The clinician groups (S0.52, S0.57): list, adding, renaming, removing.
enum GroupsController {
    static func index(_ context: SignedIn) throws -> Response {
        let groups = try context.store.read { db in try ClinicianGroupRepository(db, context.visibility).withMembers() }
        return GroupIndexView(page: context.layout("Groups", section: .groups), token: context.repeatableToken, groups: groups).page()
    }

    static func new(_ context: SignedIn) throws -> Response { try page(context, GroupForm(), nil) }

    static func create(_ context: SignedIn) throws -> Response {
        var form = GroupForm(context.form)
        try context.store.write { db in
            let groups = ClinicianGroupRepository(db, context.visibility)
            guard form.check(nil, among: try groups.all()) else { return }
            let group = try groups.insert(name: form.name)
            try AuditLog(db).record(
                "add group", AuditSubject("group", id: group.id, group.name), by: context.actor, at: context.now, after: ["name": group.name])
        }
        guard form.errors.isEmpty else { return try page(context, form, nil, .unprocessableContent) }
        return try context.redirect(to: Paths.groups, success: "The group \(form.name) was added. Put clinicians into it on their edit pages.")
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let group = try context.store.read { db in try find(db, context) }.group
        return try page(context, GroupForm(group), group)
    }

    static func update(_ context: SignedIn) throws -> Response {
        var form = GroupForm(context.form)
        let group = try context.store.write { db in
            let groups = ClinicianGroupRepository(db, context.visibility)
            let group = try find(db, context).group
            guard form.check(group, among: try groups.all()), form.name != group.name else { return group }
            guard try groups.rename(group, to: form.name) else { throw PageError.stale("The group \(group.name) was changed by someone else.") }
            try AuditLog(db).record(
                "rename group", AuditSubject("group", id: group.id, form.name), by: context.actor, at: context.now, before: ["name": group.name],
                after: ["name": form.name])
            return group
        }
        guard form.errors.isEmpty else { return try page(context, form, group, form.errors.status) }
        return try context.redirect(to: Paths.groups, success: "The group is called \(form.name) now.")
    }

    static func confirm(_ context: SignedIn) throws -> Response {
        let found = try context.store.read { db in try find(db, context) }
        let layout = context.layout("Remove group, \(found.group.name)", section: .groups, crumbs: crumbs)
        return GroupRemovalView(page: layout, token: try context.formToken(), found: found).page()
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let name = try context.store.write { db in
            let found = try find(db, context)
            guard context.form["shown"] == found.mark else {
                throw PageError.stale("The group \(found.group.name), its members or its use were changed by someone else after you opened the page. Nothing was removed.")
            }
            try AuditLog(db).record(
                "remove group", AuditSubject("group", id: found.group.id, found.group.name), by: context.actor, at: context.now,
                before: [
                    "name": found.group.name, "members": found.members.map(\.name).joined(separator: ", "),
                    "supervises": found.supervises.map(\.label).joined(separator: ", "),
                ])
            try ClinicianGroupRepository(db, context.visibility).delete(found.group.id)
            return found.group.name
        }
        return try context.redirect(to: Paths.groups, success: "The group \(name) was removed.")
    }

    static let crumbs = [PageLayout.Link(label: "Groups", path: Paths.groups)]

    private static func find(_ db: Connection, _ context: SignedIn) throws -> GroupWithMembers {
        guard let found = try ClinicianGroupRepository(db, context.visibility).find(try context.id()) else { throw PageError.notFound }
        return found
    }

    private static func page(_ context: SignedIn, _ form: GroupForm, _ group: ClinicianGroup?, _ status: Status = .ok) throws -> Response {
        let title = group == nil ? "Add group" : "Rename group"
        let layout = context.layout(title, section: .groups, crumbs: crumbs, errors: form.errors)
        return GroupFormView(page: layout, token: try context.formToken(), title: title, form: form, group: group).page(status)
    }
}

/// Which group says who may supervise FY and ST doctors (S0.54).
enum SupervisionController {
    static func update(_ context: SignedIn) throws -> Response {
        try context.store.write { db in
            let groups = ClinicianGroupRepository(db, context.visibility)
            let all = try groups.all()
            let before = try groups.supervisorGroups()
            guard context.form["stood"] == mark(before) else { throw PageError.stale("Who may supervise was changed by someone else after you opened the page. Nothing was changed.") }
            for type in [TermType.fy, .st] {
                guard let answer = context.form[type.rawValue] else { continue }
                let chosen = all.first { String($0.id) == answer }
                // A group that was removed meanwhile must not silently become "no group".
                guard answer.isEmpty || chosen != nil else { throw PageError.stale("The group you chose was removed by someone else. Nothing was changed.") }
                guard chosen?.id != before[type] else { continue }
                try groups.setSupervisorGroup(chosen?.id, for: type)
                try AuditLog(db).record(
                    "choose supervisors", AuditSubject("supervision", type.label), by: context.actor, at: context.now,
                    before: ["group": all.first { $0.id == before[type] }?.name], after: ["group": chosen?.name])
            }
        }
        return try context.redirect(to: Paths.groups, success: "Who may supervise was saved.")
    }

    /// What the form showed, "fy:2 st:4".
    static func mark(_ groups: [TermType: Int]) -> String {
        [TermType.fy, .st].map { "\($0.rawValue):\(groups[$0].map(String.init) ?? "")" }.joined(separator: " ")
    }
}

/// A group's name as it was typed.
struct GroupForm {
    let name: String
    /// Of the group that the page showed; empty for a new one.
    private(set) var revision: String
    private(set) var errors = FieldErrors()

    init(_ group: ClinicianGroup? = nil) {
        name = group?.name ?? ""
        revision = group.map { String($0.revision) } ?? ""
    }

    init(_ form: FormBody) {
        name = (form["name"] ?? "").trimmingSpaces
        revision = form["revision"] ?? ""
    }

    /// Whether the name can stand.
    /// - Parameter group: as it stands; nil for a new one.
    mutating func check(_ group: ClinicianGroup?, among groups: [ClinicianGroup]) -> Bool {
        if let group, revision != String(group.revision) {
            errors.addChanged("The group", now: group.name, target: "name")
            revision = String(group.revision)
        }
        if name.isEmpty { errors.add("name", "Enter a name") }
        if name.count > 200 || name.unicodeScalars.count > 200 { errors.add("name", "Name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Name must be one line of text") }
        if groups.contains(where: { $0.id != group?.id && $0.name.lowercased() == name.lowercased() }) { errors.add("name", "Another group has this name") }
        return errors.isEmpty
    }
}
