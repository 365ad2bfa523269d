/// One thing that an account may do beyond reading the published rota and looking after itself (issue 5.6).
///
/// A role gives some; a single account may depart from its role. `.readme/permissions.md` is the document of it, which a test compares.
package enum Permission: String, CaseIterable, Sendable, Hashable {
    case users, clinicians, groups, rota, requests, sessions, locums, audit, onboarding, settings

    package var label: String {
        switch self {
        case .users: "Manage users"
        case .clinicians: "Manage clinicians and working terms"
        case .groups: "Manage groups"
        case .rota: "Generate and publish the rota"
        case .requests: "Approve leave and swaps"
        case .sessions: "Manage sessions"
        case .locums: "Manage locums & assignments"
        case .audit: "See the audit log"
        case .onboarding: "Manage onboarding"
        case .settings: "Manage the practice’s settings"
        }
    }

    /// What it allows, in one sentence.
    package var allows: String {
        switch self {
        case .users: "Create, change and deactivate users, give roles and permissions, and sign others out."
        case .clinicians: "Add, change and invite clinicians, keep their working terms, and see everybody’s terms, leave and draft shifts."
        case .groups: "Make and change the clinician groups that the rota’s rules use, and who supervises whom."
        case .rota: "Generate, change and publish the rota, and see its drafts and warnings."
        case .requests: "Record and decide on leave and swaps, and see everybody’s leave and draft shifts."
        case .sessions: "Make and change clinic sessions."
        case .locums: "Book locums and change their assignments; not create, change or archive users."
        case .audit: "Read who did what, and when."
        case .onboarding: "Follow what new starters still have to do."
        case .settings: "Change the practice’s details, locations, opening, cover and closures, see its mail, and take the whole practice file in or out."
        }
    }
}
