import Civil
import HTTP
import RotaDomain
import RotaStore

/// Leave as typed.
struct LeaveForm: Sendable {
    let clinician: String
    let type: String
    let dates: TypedRange
    let part: String
    let status: String
    let note: String
    /// Of the leave that the page showed; empty for new leave.
    var revision: String
    /// The shifts that the page asked about: an answer about others does not count.
    let asked: String
    /// "yes" or "no", once somebody has said.
    let removal: String
    var errors = FieldErrors()
    /// The shifts that stand on the leave, once somebody has to say what becomes of them.
    var shifts: [StandingShift] = []

    /// Leave runs for years at most; this keeps a slip in the year from filling a decade.
    static let mostDays = 1_100
    static let longestNote = 2_000

    /// As a link asks for it: `?clinician=7&from=2026-11-23&to=2026-11-23&type=sick&part=am`. What cannot be is left out.
    init(_ query: FormFields) {
        clinician = query["clinician"] ?? ""
        type = LeaveType(rawValue: query["type"] ?? "")?.rawValue ?? LeaveType.annual.rawValue
        dates = TypedRange(query)
        part = Span(rawValue: query["part"] ?? "")?.rawValue ?? Span.full.rawValue
        status = LeaveStatus.approved.rawValue
        note = ""
        revision = ""
        asked = ""
        removal = ""
    }

    init(_ leave: LeaveRequest) {
        clinician = String(leave.clinicianId)
        type = leave.type
        dates = TypedRange(leave.range)
        part = leave.part.rawValue
        status = leave.status.rawValue
        note = leave.note
        revision = String(leave.revision)
        asked = ""
        removal = ""
    }

    init(_ form: FormBody) {
        clinician = form["clinician"] ?? ""
        type = form["type"] ?? ""
        dates = TypedRange(form)
        part = form["part"] ?? ""
        status = form["status"] ?? ""
        note = (form["note"] ?? "").trimmingSpaces
        revision = form["revision"] ?? ""
        asked = form["asked"] ?? ""
        removal = form["remove-shifts"] ?? ""
    }

    /// Whether the sender has said what becomes of exactly these shifts.
    func settles(_ shifts: [StandingShift]) -> Bool { asked == Self.fingerprint(shifts) && (removal == "yes" || removal == "no") }

    /// The form's answers, to be carried through the question about the shifts.
    var answers: [(name: String, value: String)] {
        let days = [("from", dates.from), ("to", dates.to)].flatMap { [("\($0)-day", $1.day), ("\($0)-month", $1.month), ("\($0)-year", $1.year)] }
        return [("revision", revision), ("clinician", clinician), ("type", type)] + days + [("part", part), ("status", status), ("note", note)]
    }

    /// What was typed, as leave; or nil, with everything that is wrong.
    mutating func checked(_ clinicians: [ClinicianChoice], replacing old: LeaveRequest?) -> LeaveRequest? {
        let chosen = clinicians.first { String($0.id) == clinician && ($0.active || $0.id == old?.clinicianId) }
        if chosen == nil { errors.add("clinician", "Choose a clinician") }
        if LeaveType(rawValue: type) == nil, type != old?.type { errors.add("type", "Choose a kind of leave", target: "type-1") }
        let range = dates.check(most: Self.mostDays, &errors)
        let span = Span(rawValue: part)
        if span == nil { errors.add("part", "Choose a part of the day", target: "part-1") }
        let status = LeaveStatus(rawValue: status).flatMap { Self.statuses(old).contains($0) ? $0 : nil }
        if status == nil { errors.add("status", "Choose a status", target: "status-1") }
        if note.unicodeScalars.count > Self.longestNote { errors.add("note", "Note must be \(Self.longestNote) characters or fewer") }
        guard errors.isEmpty, let chosen, let range, let span, let status else { return nil }
        return LeaveRequest(
            id: old?.id ?? 0, clinicianId: chosen.id, range: range, part: span, type: type, status: status, note: note, revision: old?.revision ?? 1)
    }

    /// What a manager may record: leave is called off by its own button.
    static func statuses(_ leave: LeaveRequest?) -> [LeaveStatus] {
        switch leave?.status {
        case nil: [.approved, .requested]
        case .cancelled: [.approved, .requested, .denied, .cancelled]
        default: [.approved, .requested, .denied]
        }
    }

    /// Everything the page says of the shifts: an answer about a surgery is none about a duty.
    static func fingerprint(_ shifts: [StandingShift]) -> String {
        shifts.map { "\($0.id)-\($0.day.iso)-\($0.span.rawValue)-\($0.kind.rawValue)-\($0.location)\($0.pinned ? "-pinned" : "")" }.joined(separator: " ")
    }
}
