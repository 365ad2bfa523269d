import HTML
import HTTP
import RotaDomain
import RotaStore

/// The clinician groups (S0.52, S0.57): list, adding, renaming, removing.
enum GroupsController {
    static func index(_ context: SignedIn) throws -> Response {
        let groups = try context.store.read { db in try ClinicianGroupRepository(db, context.visibility).withMembers() }
        return GroupIndexView(page: context.layout("Groups", section: .groups), token: context.repeatableToken, groups: groups).page()
    }

    static func new(_ context: SignedIn) throws -> Response { try page(context, GroupForm(name: ""), nil) }

    static func create(_ context: SignedIn) throws -> Response {
        var form = GroupForm(name: context.form["name"] ?? "")
        try context.store.write { db in
            let groups = ClinicianGroupRepository(db, context.visibility)
            guard form.check(among: try groups.all(), except: nil) else { return }
            let group = try groups.insert(name: form.name)
            try AuditLog(db).record(
                "add group", AuditSubject("group", id: group.id, group.name), by: context.actor, at: context.now, after: ["name": group.name])
        }
        guard form.errors.isEmpty else { return try page(context, form, nil, .unprocessableContent) }
        return try context.redirect(to: Paths.groups, success: "The group \(form.name) was added. Put clinicians into it on their edit pages.")
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let found = try find(context)
        return try page(context, GroupForm(name: found.group.name), found.group)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let group = try find(context).group
        var form = GroupForm(name: context.form["name"] ?? "")
        try context.store.write { db in
            let groups = ClinicianGroupRepository(db, context.visibility)
            guard form.check(among: try groups.all(), except: group.id), form.name != group.name else { return }
            try groups.rename(group.id, to: form.name)
            try AuditLog(db).record(
                "rename group", AuditSubject("group", id: group.id, form.name), by: context.actor, at: context.now, before: ["name": group.name],
                after: ["name": form.name])
        }
        guard form.errors.isEmpty else { return try page(context, form, group, .unprocessableContent) }
        return try context.redirect(to: Paths.groups, success: "The group is called \(form.name) now.")
    }

    static func confirm(_ context: SignedIn) throws -> Response {
        let found = try find(context)
        let layout = context.layout("Remove group, \(found.group.name)", section: .groups, crumbs: crumbs)
        return GroupRemovalView(page: layout, token: try context.formToken(), found: found).page()
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let name = try context.store.write { db in
            let groups = ClinicianGroupRepository(db, context.visibility)
            guard let found = try groups.find(id) else { throw PageError.notFound }
            try AuditLog(db).record(
                "remove group", AuditSubject("group", id: id, found.group.name), by: context.actor, at: context.now,
                before: [
                    "name": found.group.name, "members": found.members.map(\.name).joined(separator: ", "),
                    "supervises": found.supervises.map(\.label).joined(separator: ", "),
                ])
            try groups.delete(id)
            return found.group.name
        }
        return try context.redirect(to: Paths.groups, success: "The group \(name) was removed.")
    }

    static let crumbs = [PageLayout.Link(label: "Groups", path: Paths.groups)]

    private static func find(_ context: SignedIn) throws -> GroupWithMembers {
        let id = try context.id()
        guard let found = try context.store.read({ db in try ClinicianGroupRepository(db, context.visibility).find(id) }) else { throw PageError.notFound }
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
}

/// A group's name as it was typed.
struct GroupForm {
    let name: String
    private(set) var errors = FieldErrors()

    init(name: String) { self.name = name.trimmingSpaces }

    /// Whether the name can stand.
    mutating func check(among groups: [ClinicianGroup], except id: Int?) -> Bool {
        if name.isEmpty { errors.add("name", "Enter a name") }
        if name.count > 200 || name.unicodeScalars.count > 200 { errors.add("name", "Name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Name must be one line of text") }
        if groups.contains(where: { $0.id != id && $0.name.lowercased() == name.lowercased() }) { errors.add("name", "Another group has this name") }
        return errors.isEmpty
    }
}
