import RotaDomain

/// A place of the left navigation.
enum Section: String, CaseIterable, Sendable {
    case week, calendar, warnings, generate, publications
    case clinicians, groups
    case leave, locumBookings
    case tasks, practice, locations, cover, closures, files, accounts, outbox, apiTokens, audit

    var label: String {
        switch self {
        case .week: "Week"
        case .calendar: "Calendar"
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
        case .accounts: "Users"
        case .outbox: "Mail"
        case .apiTokens: "API tokens"
        case .audit: "Audit log"
        }
    }

    var path: String {
        switch self {
        case .week: Paths.rota
        case .calendar: Paths.calendar
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
        case .outbox: Paths.outbox
        case .apiTokens: Paths.apiTokens
        case .audit: "/audit"
        }
    }
}

extension Section {
    /// What its first page takes; every account has the week.
    var access: StaffAccess {
        switch self {
        case .week, .calendar: .staff
        case .warnings, .generate, .publications: .may(.rota)
        case .clinicians: .may(.clinicians)
        case .groups: .may(.groups)
        case .leave: .may(.requests)
        case .locumBookings: .may(.locums)
        case .tasks, .practice, .locations, .cover, .closures, .files, .outbox, .apiTokens: .may(.settings)
        case .accounts: .may(.users)
        case .audit: .may(.audit)
        }
    }
}

/// The left navigation: what there is, grouped by what people do; each account sees what it may open.
enum Navigation {
    private static let all: [(id: String, title: String, sections: [Section])] = [
        ("nav-rota", "Rota", [.week, .calendar, .warnings, .generate, .publications]),
        ("nav-people", "People", [.clinicians, .groups]),
        ("nav-requests", "Requests", [.leave, .locumBookings]),
        ("nav-settings", "Settings", [.tasks, .practice, .locations, .cover, .closures, .files, .accounts, .outbox, .apiTokens, .audit]),
    ]

    /// The groups that an account sees, with the current place marked.
    /// - Parameter isClinician: the account is linked to a clinician, who has a calendar.
    static func groups(for account: Account, isClinician: Bool, current: Section?) -> [PageLayout.NavGroup] {
        all.compactMap { id, title, sections in
            let links = sections.filter { $0.access.allows(account) && ($0 != .calendar || isClinician) }.map { PageLayout.Link(label: $0.label, path: $0.path, isCurrent: $0 == current) }
            return links.isEmpty ? nil : PageLayout.NavGroup(id: id, title: title, links: links)
        }
    }
}
