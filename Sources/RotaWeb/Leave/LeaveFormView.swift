import Civil
import HTTP
import RotaDomain
import RotaStore

/// The form of new or changed leave.
struct LeaveFormView {
    struct Cancellation {
        let path: String
        let token: FormToken
        let revision: Int
    }

    let page: PageLayout
    let token: FormToken
    let title: String
    let button: String
    let action: String
    let revision: String
    let clinician: SelectField
    let type: ChoiceField
    let from: DateField
    let to: DateField
    let part: ChoiceField
    let status: ChoiceField
    let note: TextAreaField
    let cancellation: Cancellation?

    init(page: PageLayout, token: FormToken, form: LeaveForm, leave: LeaveRequest?, clinicians: [ClinicianChoice]) {
        let errors = form.errors
        self.page = page
        self.token = token
        title = leave == nil ? "Record leave" : "Change leave"
        button = leave == nil ? "Record leave" : "Save leave"
        action = leave.map { Paths.leave($0.id) } ?? Paths.leave
        revision = form.revision
        clinician = ClinicianSelect.field(
            clinicians.filter { $0.active || $0.id == leave?.clinicianId }, chosen: form.clinician,
            hint: clinicians.isEmpty ? "There are no clinicians yet: add them under Clinicians first" : nil, error: errors["clinician"])
        let types = LeaveType.allCases.map { ($0.rawValue, $0 == .notWorking ? "\($0.label) (partners only)" : $0.label) }
        let imported = leave.flatMap { LeaveType(rawValue: $0.type) == nil ? [($0.type, LeaveType.label(of: $0.type))] : nil } ?? []
        type = .radios("type", legend: "Kind", error: errors["type"], inline: true, types + imported, chosen: form.type)
        from = form.dates.fromField(errors)
        to = form.dates.toField(errors)
        part = Span.field("part", legend: "Part of the day", error: errors["part"], chosen: form.part)
        status = .radios(
            "status", legend: "Status", hint: "Only approved leave keeps somebody off the rota", error: errors["status"], inline: true,
            LeaveForm.statuses(leave).map { ($0.rawValue, $0.label) }, chosen: form.status)
        note = TextAreaField(id: "note", label: "Note", hint: "Only managers see this. Leave out anything about health", value: form.note, error: errors["note"], isOptional: true)
        cancellation = leave.flatMap { leave in
            guard leave.status == .approved || leave.status == .requested else { return nil }
            return Cancellation(path: Paths.leaveCancellation(leave.id), token: FormToken(csrf: token.csrf, once: ""), revision: leave.revision)
        }
    }

    static let preview = LeaveFormView(
        page: .preview, token: .preview, form: LeaveForm(FormFields(["clinician": "1"])), leave: LeaveRequest(id: 1, clinicianId: 1, range: DayRange(Day(number: 20_788)), part: .full, type: "compassionate", status: .approved),
        clinicians: [ClinicianChoice(id: 1, name: "Dr Amara Okafor", active: true)])
}

extension LeaveStatus {
    var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// Of the tag that shows it.
    var tagClass: String {
        switch self {
        case .approved: "tag tag--good"
        case .requested: "tag tag--leave"
        case .denied, .cancelled: "tag tag--quiet"
        }
    }
}
