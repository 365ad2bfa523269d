import RotaDomain
import RotaStore

/// One user: who they are, and what they may do in effect, with where each permission comes from.
struct AccountShowView {
    struct PermissionRow {
        let label: String
        let allows: String
        let may: Bool
        /// "From the role", "Given to this user", "Taken from this user"
        let source: String
        let departs: Bool

        init(_ permission: Permission, _ account: Account) {
            label = permission.label
            allows = permission.allows
            may = account.may(permission)
            let departure = account.departures[permission]
            departs = departure != nil
            source = departure.map { $0 ? "Given to this user" : "Taken from this user" } ?? (may ? "From the role" : "Not in the role")
        }
    }

    let page: PageLayout
    let name: String
    let username: String
    let email: String
    /// "21 November 2026, 8:31am"
    let verified: String?
    let role: String
    let isActive: Bool
    let isLocum: Bool
    let twoStep: String?
    let clinician: PageLayout.Link?
    let lastSeen: String?
    /// What stands of the link to a first password; nil for an account that has one.
    let awaited: String?
    let permissions: [PermissionRow]
    /// "A practice manager may do all of this. Nothing was given to or taken from Ann Moss."
    let summary: String
    /// Nil where whoever looks may not change the account.
    let editPath: String?
    let permissionsPath: String
    let links: [PageLayout.Link]

    var mayChange: Bool { editPath != nil }

    init(page: PageLayout, row: AccountListRow, twoStepRoles: Set<Role>, viewer: Account, hasMail: Bool, link: FirstPasswordLink?) {
        let account = row.account
        self.page = page
        name = account.name
        username = account.username
        email = account.email
        verified = account.emailVerifiedAt?.words
        role = account.role.label
        isActive = account.active
        isLocum = account.isLocum
        let words = row.twoStepWords(asked: twoStepRoles)
        twoStep = words == "Due" ? "Asked for at the next sign-in" : words
        clinician = row.clinician.map { PageLayout.Link(label: $0.name, path: Paths.clinician($0.id)) }
        lastSeen = row.lastSeenAt?.words
        awaited = row.hasPassword ? nil : link?.words ?? (hasMail ? "No link works now." : "Mail is off, so no link can be sent.")
        permissions = Permission.allCases.map { PermissionRow($0, account) }
        summary = AccountShowView.summary(account)
        let mayChange = viewer.mayChange(account), isOwn = account.id == viewer.id
        editPath = mayChange ? Paths.accountEdit(account.id) : nil
        permissionsPath = Paths.accountPermissions(account.id)
        let way = hasMail ? AccountResetLinkView.title(isFirst: !row.hasPassword) : row.hasPassword ? "Set a new password" : "Set a first password"
        links = !mayChange ? [] : [
            PageLayout.Link(label: isOwn ? "Change your password" : way, path: isOwn ? Paths.password : Paths.accountPassword(account.id)),
            PageLayout.Link(label: "Two-step verification", path: isOwn ? Paths.twoStep : Paths.accountTwoStep(account.id)),
            PageLayout.Link(label: "See where \(isOwn ? "you are" : "they are") signed in", path: isOwn ? Paths.logins : Paths.accountLogins(account.id)),
        ]
    }

    private static func summary(_ account: Account) -> String {
        let given = account.departures.count { $0.value }, taken = account.departures.count - given
        let count = account.permissions.count
        let opens = !account.active ? "This user is not active and cannot sign in" : count == 0 ? "Sees the published rota and their own details, and nothing else" : "May do \(count) of these \(Permission.allCases.count) things, besides seeing the published rota and their own details"
        let departs = [given > 0 ? "\(given) given" : nil, taken > 0 ? "\(taken) taken" : nil].compactMap { $0 }.joined(separator: ", ")
        return departs.isEmpty ? "\(opens)." : "\(opens). Departs from the role: \(departs)."
    }

    static let preview = AccountShowView(page: .preview, row: AccountListRow(account: .preview, clinician: nil, lastSeenAt: nil), twoStepRoles: [], viewer: .preview, hasMail: true, link: nil)
}
