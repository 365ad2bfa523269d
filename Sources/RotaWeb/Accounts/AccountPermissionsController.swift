import HTML
import HTTP
import RotaDomain
import RotaStore

/// What single permissions somebody has beside or without their role's (issue 5.6).
enum AccountPermissionsController {
    static func edit(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        return try page(context, account, AccountPermissionsForm(account))
    }

    static func update(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        var form = AccountPermissionsForm(context.form, role: account.role)
        guard let saved = try context.accountChanges.setPermissions(of: account.id, &form) else { return try page(context, account, form, form.errors.status) }
        return try context.redirect(to: Paths.account(saved.id), success: "Saved what \(saved.name) may do.")
    }

    private static func page(_ context: SignedIn, _ account: Account, _ form: AccountPermissionsForm, _ status: Status = .ok) throws -> Response {
        AccountPermissionsView(
            page: context.layout("Permissions", section: .accounts, crumbs: AccountsController.crumbs(account), errors: form.errors), token: try context.formToken(),
            account: account, form: form, viewer: context.account
        ).page(status)
    }
}

/// The permissions that are ticked.
struct AccountPermissionsForm {
    private(set) var chosen: Set<Permission>
    private(set) var revision: String
    private(set) var errors = FieldErrors()

    init(_ account: Account) {
        chosen = account.permissions
        revision = String(account.revision)
    }

    /// - Parameter role: whose own permissions are taken where the form asks for those.
    init(_ form: FormBody, role: Role) {
        chosen = form["reset"] == nil ? Set(form.all("permissions").compactMap(Permission.init)) : role.permissions
        revision = form["revision"] ?? ""
    }

    /// Nobody gives what they lack, nor locks themselves out of what they are doing.
    mutating func check(_ account: Account, by authority: Account) {
        if revision != String(account.revision) {
            let now = account.permissions.isEmpty ? "none" : Permission.allCases.filter(account.may).map(\.label).joined(separator: ", ")
            errors.addChanged("What this user may do", now: now, target: "permissions-1")
            revision = String(account.revision)
        }
        let lacking = Permission.allCases.filter { chosen.contains($0) && !authority.may($0) }
        if !lacking.isEmpty {
            errors.add("permissions", "You can give only what you may do yourself, which leaves out: \(lacking.map(\.label).joined(separator: ", "))", target: "permissions-1")
        }
        if account.id == authority.id, !chosen.contains(.users) {
            errors.add("permissions", "You cannot take “\(Permission.users.label)” from yourself. Ask somebody else who has it", target: "permissions-1")
        }
    }

    mutating func refuse(_ message: String) { errors.add("permissions", message, target: "permissions-1") }
}

extension AccountChanges {
    /// Nil when something stands against it, which the form then says.
    func setPermissions(of id: Int, _ form: inout AccountPermissionsForm) throws -> Account? {
        try write { db, now in
            let old = try find(id, db)
            if let authority = try authority.flatMap({ try AccountRepository(db).find($0.id) }) { form.check(old, by: authority) }
            var account = old
            account.permissions = form.chosen
            if let reason = try whatLocksOut(old, account, db) { form.refuse(reason) }
            guard form.errors.isEmpty else { return nil }
            guard let changes = AuditFields.changes(from: old.auditFields, to: account.auditFields) else { return account }
            guard try AccountRepository(db).update(account) else { throw PageError.stale("The user was changed by someone else.") }
            try AuditLog(db).record("change permissions", subject(account), by: actor, at: now, before: changes.before, after: changes.after)
            return account
        }
    }
}

struct AccountPermissionsView {
    let page: PageLayout
    let token: FormToken
    let name: String
    let lead: String
    let action: String
    let cancelPath: String
    let revision: String
    let permissions: ChoiceField
    /// What is not listed, because whoever looks does not have it.
    let unlisted: String?
    let departs: Bool
    let resetLabel: String

    init(page: PageLayout, token: FormToken, account: Account, form: AccountPermissionsForm, viewer: Account) {
        let role = account.role
        self.page = page
        self.token = token
        name = account.name
        lead = "\(account.name), \(role.label.lowercased())\(account.active ? "" : ", not active")."
        action = Paths.accountPermissions(account.id)
        cancelPath = Paths.account(account.id)
        revision = form.revision
        departs = !account.departures.isEmpty
        resetLabel = "Use the role’s own permissions"
        let listed = Permission.allCases.filter(viewer.may)
        var field = ChoiceField.checkboxes(
            "permissions", legend: "This user may", hint: "It counts from their next page on", error: form.errors["permissions"], listed.map { ($0.rawValue, $0.label) },
            chosen: Set(form.chosen.map(\.rawValue)))
        for (index, permission) in listed.enumerated() {
            let own = role.permissions.contains(permission) ? "\(role.label): yes" : "\(role.label): no"
            let departure = account.departures[permission].map { $0 ? ", given to this user" : ", taken from this user" } ?? ""
            field.choices[index].hint = "\(permission.allows) \(own)\(departure)."
        }
        permissions = field
        let missing = Permission.allCases.filter { !viewer.may($0) }
        unlisted = missing.isEmpty ? nil : "You can give only what you may do yourself. Not listed: \(missing.map(\.label).joined(separator: ", "))."
    }

    static let preview = AccountPermissionsView(page: .preview, token: .preview, account: .preview, form: AccountPermissionsForm(.preview), viewer: .preview)
}
