import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// Which roles must sign in by two steps (issue 5.7: "which a manager can demand per role").
enum AccountTwoStepController {
    static func edit(_ context: SignedIn) throws -> Response {
        let use = try context.store.read { db in try AccountTwoStepUse(db) }
        return try page(context, use, chosen: use.roles, FieldErrors())
    }

    static func update(_ context: SignedIn) throws -> Response {
        let chosen = Set(context.form.all("roles").compactMap(Role.init)), shown = context.form["shown"] ?? ""
        let (use, isStale) = try context.store.write { db in
            let use = try AccountTwoStepUse(db)
            guard shown == use.shown else { return (use, true) }
            try set(use.roles.subtracting(context.account.role.reaches).union(chosen.intersection(context.account.role.reaches)), instead: use, context, db)
            return (use, false)
        }
        guard isStale else { return try context.redirect(to: Paths.accounts, success: "Saved which roles must sign in by two steps.") }
        var errors = FieldErrors()
        errors.addChanged("Which roles must sign in by two steps", now: use.words, target: "roles-1")
        return try page(context, use, chosen: chosen, errors, errors.status)
    }

    private static func set(_ roles: Set<Role>, instead old: AccountTwoStepUse, _ context: SignedIn, _ db: Connection) throws {
        guard roles != old.roles else { return }
        try TwoStepRepository(db).setRoles(roles)
        try AuditLog(db).record(
            "change two-step roles", AuditSubject("account", "two-step verification"), by: context.actor, at: context.now, before: ["roles": old.words],
            after: ["roles": AccountTwoStepUse.words(roles)])
    }

    private static func page(_ context: SignedIn, _ use: AccountTwoStepUse, chosen: Set<Role>, _ errors: FieldErrors, _ status: Status = .ok) throws -> Response {
        AccountTwoStepView(
            page: context.layout("Two-step verification by role", section: .accounts, crumbs: AccountsController.crumbs, errors: errors), token: try context.formToken(),
            use: use, chosen: chosen, reaches: context.account.role.reaches, errors: errors
        ).page(status)
    }
}

/// Which roles must sign in by two steps, and how many of each already do.
struct AccountTwoStepUse {
    let roles: Set<Role>
    /// Active accounts by role: how many there are, and how many have two steps on.
    let counts: [Role: (all: Int, on: Int)]

    init(roles: Set<Role>, counts: [Role: (all: Int, on: Int)] = [:]) {
        self.roles = roles
        self.counts = counts
    }

    init(_ db: Connection) throws {
        let active = try AccountList(db).all(AccountList.Filter(active: true))
        self.init(
            roles: try TwoStepRepository(db).roles(),
            counts: Dictionary(grouping: active, by: \.account.role).mapValues { rows in (all: rows.count, on: rows.count(where: \.hasTwoSteps)) })
    }

    /// What the page showed, to be sent back with it.
    var shown: String { Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " ") }
    var words: String { Self.words(roles) }

    static func words(_ roles: Set<Role>) -> String { roles.isEmpty ? "none" : Role.allCases.filter(roles.contains).map(\.label).joined(separator: ", ") }
}

struct AccountTwoStepView {
    let page: PageLayout
    let token: FormToken
    let action = Paths.accountsTwoStep
    let cancelPath = Paths.accounts
    let shown: String
    let roles: ChoiceField
    /// Of the roles above whoever looks, which they can't change.
    let above: String?

    init(page: PageLayout, token: FormToken, use: AccountTwoStepUse, chosen: Set<Role>, reaches: [Role], errors: FieldErrors) {
        self.page = page
        self.token = token
        shown = use.shown
        var field = ChoiceField.checkboxes(
            "roles", legend: "Must sign in by two steps", hint: "Whoever has not set it up is asked to when they next sign in, before anything else", error: errors["changed"],
            reaches.map { ($0.rawValue, $0.label) }, chosen: Set(chosen.map(\.rawValue)))
        for (index, role) in reaches.enumerated() {
            let count = use.counts[role] ?? (all: 0, on: 0)
            field.choices[index].hint = count.all == 0 ? "No active user has this role" : "\(counted(count.all, "active user")), \(count.on) with two steps on"
        }
        roles = field
        let others = Role.allCases.filter { !reaches.contains($0) }
        above = others.isEmpty ? nil : others.map { "\($0.label): \(use.roles.contains($0) ? "must" : "need not")" }.joined(separator: ". ") + ". Only somebody in that role changes it."
    }

    static let preview = AccountTwoStepView(
        page: .preview, token: .preview, use: AccountTwoStepUse(roles: [.admin], counts: [.manager: (all: 2, on: 1)]), chosen: [.admin], reaches: Role.manager.reaches, errors: FieldErrors())
}
