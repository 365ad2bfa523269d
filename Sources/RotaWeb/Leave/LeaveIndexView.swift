import Civil
import HTTP
import RotaDomain
import RotaStore

/// The filter of the list of leave as typed.
struct LeaveFilterForm: Sendable {
    let clinician: String
    let status: String
    let from: String
    let to: String
    let allYears: Bool
    let filter: LeaveFilter
    private(set) var errors = FieldErrors()

    init(_ query: FormFields) {
        clinician = query["clinician"] ?? ""
        status = query["status"] ?? ""
        from = (query["from"] ?? "").trimmingSpaces
        to = (query["to"] ?? "").trimmingSpaces
        allYears = query["years"] == "all"
        let first = DateInput(text: from)
        let last = DateInput(text: to)
        if first != .empty, first.value == nil { errors.add("from", "From date must be a date, such as 27 3 2027") }
        if last != .empty, last.value == nil { errors.add("to", "To date must be a date, such as 27 3 2027") }
        filter = LeaveFilter(
            clinicianId: Numbers.whole(clinician, in: 0...Int(Int32.max)), status: LeaveStatus(rawValue: status), from: first.value, to: last.value)
    }

    var fields: [(name: String, value: String)] {
        [("clinician", clinician), ("status", status), ("from", from), ("to", to), ("years", allYears ? "all" : "")]
    }

    /// What is listed: without dates, what was over a year ago is left out unless all years are asked for.
    func shown(today: Day) -> LeaveFilter {
        guard from.isEmpty, to.isEmpty, !allYears else { return filter }
        var shown = filter
        shown.from = today - 366
        return shown
    }

    /// The address of the same with all years.
    var allYearsPath: String { Paths.leave(fields.filter { $0.name != "years" } + [("years", "all")], page: 1) }

    var isUsed: Bool { filter != LeaveFilter() }
}

/// Leave, what is to come first.
struct LeaveIndexView {
    struct Row {
        let clinician: String
        let clinicianPath: String
        let dates: String
        let isPast: Bool
        let part: String
        let type: String
        let status: String
        let statusClass: String
        let edit: String
        /// For readers of the link.
        let words: String
    }

    let page: PageLayout
    let clinician: SelectField
    let status: SelectField
    let from: TextField
    let to: TextField
    let caption: String
    let rows: [Row]
    let pagination: Pagination
    let isFiltered: Bool
    /// "12 entries of earlier years are not shown."; nil where there are none.
    let older: String?
    let allYears: String
    /// On a narrow screen the filter starts folded, unless something in it is wrong.
    let foldsFilter: Bool

    var hasRows: Bool { !rows.isEmpty }
    var isEmpty: Bool { rows.isEmpty && !isFiltered && older == nil }

    init(page: PageLayout, form: LeaveFilterForm, pagination: Pagination, rows: [LeaveRow], older: Int, clinicians: [ClinicianChoice], today: Day) {
        self.page = page
        self.pagination = pagination
        self.older = older == 0 ? nil : "\(counted(older, "entry", "entries")) of earlier years \(older == 1 ? "is" : "are") not shown."
        allYears = form.allYearsPath
        isFiltered = form.isUsed || !form.errors.isEmpty
        foldsFilter = form.errors.isEmpty
        let anyone = SelectField.Option(value: "", label: "Anyone", selected: form.filter.clinicianId == nil)
        clinician = SelectField(
            id: "clinician", label: "Clinician",
            options: [anyone] + clinicians.map { SelectField.Option(value: String($0.id), label: $0.name, selected: $0.id == form.filter.clinicianId) })
        let any = SelectField.Option(value: "", label: "Any", selected: form.filter.status == nil)
        status = SelectField(
            id: "status", label: "Status",
            options: [any] + LeaveStatus.allCases.map { SelectField.Option(value: $0.rawValue, label: $0.label, selected: $0 == form.filter.status) })
        from = TextField(id: "from", label: "From", hint: "Such as 27 3 2027", value: form.from, error: form.errors["from"])
        to = TextField(id: "to", label: "To", hint: "Such as 27 3 2027", value: form.to, error: form.errors["to"])
        caption = "\(counted(pagination.total, "entry", "entries"))\(pagination.isNeeded ? ", page \(pagination.page) of \(pagination.pages)" : "")"
        self.rows = rows.map { row in
            let leave = row.leave
            return Row(
                clinician: row.clinician, clinicianPath: Paths.clinician(leave.clinicianId), dates: leave.range.words, isPast: leave.range.last < today,
                part: leave.part.label, type: LeaveType.label(of: leave.type), status: leave.status.label, statusClass: leave.status.tagClass,
                edit: Paths.editLeave(leave.id), words: "leave of \(row.clinician), \(leave.range.words)")
        }
    }

    static let preview = LeaveIndexView(
        page: .preview, form: LeaveFilterForm(FormFields()), pagination: .preview,
        rows: [LeaveRow(leave: LeaveRequest(id: 1, clinicianId: 1, range: DayRange(Day(number: 20_788)), part: .am, type: "annual", status: .requested), clinician: "Dr Amara Okafor")],
        older: 12, clinicians: [ClinicianChoice(id: 1, name: "Dr Amara Okafor", active: true)], today: Day(number: 20_779))
}
