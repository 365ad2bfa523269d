import RotaDomain

/// The left navigation: what there is, grouped by what people do, and who sees it.
enum Section: String, CaseIterable, Sendable {
    case week, warnings, generate, publications
    case clinicians, groups
    case leave, locumBookings
    case tasks, practice, locations, cover, closures, files, accounts, audit

    var label: String {
        switch self {
        case .week: "Week"
        case .warnings: "Warnings"
        case .generate: "Generate"
        case .publications: "Publications"
        case .clinicians: "Clinicians"
        case .groups: "Groups"
        case .leave: "Leave"
        case .locumBookings: "Locum bookings"
        case .tasks: "Getting started"
        case .practice: "Practice"
        case .locations: "Locations and opening"
        case .cover: "Cover"
        case .closures: "Closures"
        case .files: "Import and export"
        case .accounts: "Accounts"
        case .audit: "Audit log"
        }
    }

    var path: String {
        switch self {
        case .week: Paths.rota
        case .warnings: "/warnings"
        case .generate: Paths.newGeneration
        case .publications: "/publications"
        case .clinicians: Paths.clinicians
        case .groups: "/groups"
        case .leave: "/leave"
        case .locumBookings: "/locum-bookings"
        case .tasks: Paths.tasks
        case .practice: "/practice"
        case .locations: "/locations"
        case .cover: "/cover"
        case .closures: "/closures"
        case .files: "/imports/new"
        case .accounts: "/accounts"
        case .audit: "/audit"
        }
    }
}

enum Navigation {
    /// The groups that a role sees, with the current place marked.
    static func groups(for role: Role, current: Section?) -> [PageLayout.NavGroup] {
        let all: [(String, String, [Section])] = role.managesPractice
            ? [
                ("nav-rota", "Rota", [.week, .warnings, .generate, .publications]),
                ("nav-people", "People", [.clinicians, .groups]),
                ("nav-requests", "Requests", [.leave, .locumBookings]),
                ("nav-settings", "Settings", [.tasks, .practice, .locations, .cover, .closures, .files, .accounts, .audit]),
            ]
            : [("nav-rota", "Rota", [.week])]
        return all.map { id, title, sections in
            PageLayout.NavGroup(id: id, title: title, links: sections.map { PageLayout.Link(label: $0.label, path: $0.path, isCurrent: $0 == current) })
        }
    }
}
