import HTML
import HTTP
import RotaDomain
import RotaStore

/// The roles that must sign in by two steps.
enum TwoStepRolesController {
    static func edit(_ context: SignedIn) throws -> Response {
        let roles = try context.store.read { db in try TwoStepRepository(db).roles() }
        return TwoStepRolesView(
            page: context.layout("Two-step verification for everybody", section: .accounts, crumbs: [PageLayout.Link(label: "Accounts", path: Paths.accounts)]),
            token: try context.formToken(), roles: roles
        ).page()
    }

    /// An unknown word is no role.
    static func update(_ context: SignedIn) throws -> Response {
        let roles = Set(context.form.all("roles").compactMap(Role.init(rawValue:)))
        try context.store.write { db in
            let repository = TwoStepRepository(db), old = try repository.roles()
            guard old != roles else { return }
            try repository.setRoles(roles)
            try AuditLog(db).record(
                "change who needs two-step verification", AuditSubject("practice", "Sign-in"), by: context.actor, at: context.now, before: ["roles": words(old)],
                after: ["roles": words(roles)])
        }
        return try context.redirect(to: Paths.accounts, success: roles.isEmpty ? "Nobody has to use two-step verification." : "Saved. Whoever has not set it up yet is asked to on their next page.")
    }

    private static func words(_ roles: Set<Role>) -> String { roles.isEmpty ? "Nobody" : roles.map(\.label).sorted().joined(separator: ", ") }
}

struct TwoStepRolesView {
    let page: PageLayout
    let token: FormToken
    let roles: ChoiceField

    init(page: PageLayout, token: FormToken, roles chosen: Set<Role>) {
        self.page = page
        self.token = token
        roles = .checkboxes(
            "roles", legend: "Who must use it", hint: "They are asked to set it up before they see anything else", Role.allCases.map { ($0.rawValue, $0.label) },
            chosen: Set(chosen.map(\.rawValue)))
    }

    static let preview = TwoStepRolesView(page: .preview, token: .preview, roles: [.manager])
}
