import HTML
import HTTP
import RotaStore

/// The navigation as a page of its own, for narrow screens.
enum MenuController {
    /// What the masthead has room for only on a desk.
    private static let own = PageLayout.NavGroup(
        id: "nav-you", title: "You",
        links: [PageLayout.Link(label: "Notifications", path: Paths.notifications), PageLayout.Link(label: "Your profile", path: Paths.profile), PageLayout.Link(label: "Help", path: "/help")])

    static func show(_ context: SignedIn) throws -> Response {
        let groups = Navigation.groups(for: context.account, isClinician: context.clinicianId != nil, current: nil)
        return MenuView(page: context.layout("Menu", section: nil), groups: groups + [own]).page()
    }
}

struct MenuView {
    let page: PageLayout
    let groups: [PageLayout.NavGroup]

    static let preview = MenuView(page: .preview, groups: [.preview])
}

/// `/`: what is left to set up until the first rota is published, then the week.
enum HomeController {
    static func show(_ context: SignedIn) throws -> Response {
        let isInUse = try context.store.read { db in try SetupCounts.count(db).publications > 0 }
        return .redirect(to: context.account.may(.settings) && !isInUse ? Paths.tasks : Paths.rota)
    }
}
