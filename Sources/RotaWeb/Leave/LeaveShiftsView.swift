import Civil
import HTTP
import RotaDomain
import RotaStore

/// The step between the form of leave and its saving, where shifts stand on the dates: what becomes of them (B1).
struct LeaveShiftsView {
    struct Answer {
        let name: String
        let value: String
    }

    let page: PageLayout
    let token: FormToken
    /// "2 shifts stand on these dates"
    let title: String
    /// "Dr Amara Okafor, sick leave, 1 to 4 December 2026, all day"
    let lead: String
    let button: String
    let action: String
    /// What the form before was answered with.
    let answers: [Answer]
    let asked: String
    /// One line a shift.
    let shifts: [String]
    let removal: ChoiceField

    init(page: PageLayout, token: FormToken, form: LeaveForm, leave: LeaveRequest, clinician: String) {
        self.page = page
        self.token = token
        let isOne = form.shifts.count == 1
        title = "\(counted(form.shifts.count, "shift")) \(isOne ? "stands" : "stand") on these dates"
        lead = "\(clinician), \(LeaveWords.phrase(leave.type)), \(leave.range.words), \(leave.part.label.lowercased())"
        button = leave.id == 0 ? "Record leave" : "Save leave"
        action = leave.id == 0 ? Paths.leave : Paths.leave(leave.id)
        answers = form.answers.map { Answer(name: $0.name, value: $0.value) }
        asked = LeaveForm.fingerprint(form.shifts)
        shifts = form.shifts.map(Self.line)
        removal = .radios(
            "remove-shifts", legend: "What becomes of \(isOne ? "it" : "them")",
            hint: "Where leave covers half of a whole day, the other half stays. Clinicians see the change once you publish", error: form.errors["remove-shifts"],
            [("yes", "Take \(isOne ? "it" : "them") out of the rota"), ("no", "Leave \(isOne ? "it" : "them") there for now")],
            chosen: form.errors["remove-shifts"] == nil ? "yes" : "")
    }

    /// "Tuesday 1 December 2026: Duty, all day, Main Surgery, pinned"
    private static func line(_ shift: StandingShift) -> String {
        "\(shift.day.long): \(shift.kind.label), \(shift.span.label.lowercased()), \(shift.location)\(shift.pinned ? ", pinned" : "")"
    }

    static let preview: LeaveShiftsView = {
        let leave = LeaveRequest(clinicianId: 1, range: DayRange(Day(number: 20_788)), part: .full, type: "sick", status: .approved)
        var form = LeaveForm(leave)
        form.shifts = [
            StandingShift(id: 7, clinicianId: 1, clinician: "Dr Amara Okafor", day: Day(number: 20_788), span: .full, kind: .duty, location: "Main Surgery", pinned: true)
        ]
        return LeaveShiftsView(page: .preview, token: .preview, form: form, leave: leave, clinician: "Dr Amara Okafor")
    }()
}
