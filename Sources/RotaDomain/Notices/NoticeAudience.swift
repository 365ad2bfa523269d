/// Who can act on what a notice tells.
package enum NoticeAudience: String, CaseIterable, Sendable, Hashable {
    case users, clinicians, groups, rota, requests, sessions, locums, audit, onboarding, settings
}

extension Account {
    package func may(_ audience: NoticeAudience) -> Bool { role.managesPractice }
}
