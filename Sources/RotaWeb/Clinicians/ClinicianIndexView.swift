import Civil
import HTTP
import RotaDomain
import RotaStore

/// The list of clinicians (S0.3).
struct ClinicianIndexView {
    struct Row {
        let path: String
        let name: String
        let groups: String?
        let contract: String?
        let isActive: Bool
        let term: String?
        let account: String?
        /// "Invited until 6 December 2026"; nil where there is an account, or nobody was invited.
        let invited: String?

        init(_ row: ClinicianRow, today: Day, now: Instant) {
            path = Paths.clinician(row.id)
            name = row.name
            groups = row.groups.isEmpty ? nil : row.groups.joined(separator: ", ")
            contract = row.current?.type.label
            isActive = row.active
            account = row.username
            invited = row.invitedUntil.map { $0 > now ? "Invited until \(London.day(at: $0).words)" : "Invitation expired" }
            if let current = row.current {
                term = TermDetails(type: current.type, start: current.start, end: current.end).dates(today: today)
            } else if let next = row.nextStart {
                term = "Next from \(next.words)"
            } else {
                term = row.lastEnd.map { "Ended \($0.words)" }
            }
        }
    }

    let page: PageLayout
    let newPath = Paths.newClinician
    let listPath = Paths.clinicians
    let name: TextField
    let contract: SelectField
    let status: SelectField
    let caption: String
    let rows: [Row]
    let isNarrowed: Bool
    /// The practice has no clinicians at all.
    let isEmpty: Bool
    let allPath = Paths.clinicians + "?active=all"
    let pagination: Pagination

    init(page: PageLayout, search: ClinicianSearch, list: ClinicianList.Page, isEmpty: Bool = false, today: Day, now: Instant) {
        self.page = page
        name = TextField(id: "q", label: "Name", value: search.name)
        contract = SelectField(
            id: "type", label: "Contract type",
            options: ClinicianSearch.contracts.map { SelectField.Option(value: $0.0, label: $0.1, selected: $0.0 == search.contract) })
        status = SelectField(
            id: "active", label: "Status", options: ClinicianSearch.statuses.map { SelectField.Option(value: $0.0, label: $0.1, selected: $0.0 == search.status) })
        isNarrowed = search.isNarrowed
        self.isEmpty = isEmpty
        rows = list.rows.map { Row($0, today: today, now: now) }
        let kind = search.status == "all" ? "" : "\(search.status) "
        pagination = Pagination(FormFields(["page": String(search.page)]), total: list.total, size: CliniciansController.perPage) { search.path(page: $0) }
        let words = "\(list.total) \(kind)\(list.total == 1 ? "clinician" : "clinicians")"
        caption = pagination.isNeeded ? "\(words), page \(pagination.page) of \(pagination.pages)" : words
    }

    static let preview = ClinicianIndexView(
        page: .preview, search: ClinicianSearch(FormFields(["q": "o"])),
        list: ClinicianList.Page(
            rows: [
                ClinicianRow(
                    id: 1, name: "Dr Amara Okafor", active: true, current: ClinicianRow.Current(type: .partner, start: Day(number: 20_000), end: nil), nextStart: nil,
                    lastEnd: nil, username: "amara.okafor", groups: ["FY Supervisor"])
            ], total: 1), today: Day(number: 20_400), now: London.startOfDay(Day(number: 20_400)))
}
