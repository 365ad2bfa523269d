/// The frame of every page: head, masthead, navigation, banner or error summary.
struct PageLayout {
    struct Link {
        let label: String
        let path: String
        var isCurrent = false
    }

    /// What was done, and perhaps what to do next; kept with the login from one page to the next.
    struct Success {
        let text: String
        var link: Link?

        init(text: String, link: Link? = nil) {
            self.text = text
            self.link = link
        }

        init(stored: String) {
            let lines = stored.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            text = lines.first ?? ""
            link = lines.count == 3 ? Link(label: lines[1], path: Paths.local(lines[2])) : nil
        }

        /// A line each; what was done is one line of text.
        var stored: String { ([text] + (link.map { [$0.label, $0.path] } ?? [])).joined(separator: "\n") }
    }

    struct NavGroup {
        let id: String
        let title: String
        let links: [Link]
    }

    struct Account {
        let name: String
        let role: String
        let token: FormToken
        /// "3", "99+"; nil where nothing is unread.
        var unread: String?
        /// Chooses what to be mailed about.
        var isDashboardAdmin = false
    }

    /// All of `<title>`.
    let title: String
    let brand: String
    let bodyClass: String
    let shellClass: String
    let stylesheet: String
    let script: String
    let favicon: String
    let account: Account?
    let navigation: [NavGroup]
    /// Whether a link that leads out of the page's own subject leads anywhere for who reads it.
    let may: Reach
    let breadcrumbs: [Link]
    let success: Success?
    let errors: [FieldErrors.Item]
    /// Does a browser without scripts load the page again every few seconds?
    var refreshes = false

    var isSignedIn: Bool { account != nil }
    var isDashboardAdmin: Bool { account?.isDashboardAdmin ?? false }
    var hasErrors: Bool { !errors.isEmpty }
    var hasBreadcrumbs: Bool { !breadcrumbs.isEmpty }
    var hasNavigation: Bool { !navigation.isEmpty }

    static let preview = PageLayout(
        title: "Clinicians - Elm Surgery", brand: "Elm Surgery", bodyClass: "has-nav", shellClass: "shell shell--nav", stylesheet: "/assets/app.css", script: "/assets/app.js",
        favicon: "/assets/icons/favicon.svg", account: Account(name: "Priya Shah", role: "Practice manager", token: .preview),
        navigation: [NavGroup(id: "nav-people", title: "People", links: [Link(label: "Clinicians", path: "/clinicians", isCurrent: true)])],
        may: .all, breadcrumbs: [], success: nil, errors: [])
}

extension PageLayout.NavGroup {
    static let preview = PageLayout.NavGroup(id: "nav-people", title: "People", links: [PageLayout.Link(label: "Clinicians", path: "/clinicians", isCurrent: true)])
}
