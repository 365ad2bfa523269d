import Civil
import RotaDomain
import RotaStore
import SQLite

/// Puts leave on record and takes the shifts that it covers out of the rota, with their audit entries: for the leave form, and for a day of the rota
/// on which somebody falls ill. Works inside the caller's transaction.
struct LeaveEntry {
    private let db: Connection
    private let context: SignedIn

    init(_ db: Connection, _ context: SignedIn) {
        self.db = db
        self.context = context
    }

    func insert(_ leave: LeaveRequest) throws {
        let id = try LeaveRepository(db, context.visibility).insert(leave)
        let name = try ClinicianTerms(db, context.visibility).find(leave.clinicianId)?.name ?? ""
        try AuditLog(db).record("record leave", subject(leave, id, name), by: context.actor, at: context.now, after: try fields(leave))
    }

    /// A whole-day shift keeps the half that the leave does not cover.
    func remove(_ shifts: [StandingShift], for leave: LeaveRequest) throws {
        let standing = StandingShifts(db, context.visibility)
        for shift in shifts {
            try standing.remove(leave.part, from: shift)
            let kept = Span(parts: shift.span.parts.filter { !leave.part.covers($0) })
            try AuditLog(db).record(
                kept == nil ? "remove shift" : "shorten shift", AuditSubject("shift", id: shift.id, "\(shift.clinician), \(shift.day.words)"),
                by: context.actor, at: context.now,
                before: ["span": shift.span.rawValue, "kind": shift.kind.rawValue, "location": shift.location, "pinned": shift.pinned ? "yes" : "no"],
                after: ["span": kept?.rawValue, "reason": "leave, \(leave.range.words)"])
        }
    }

    func subject(_ leave: LeaveRequest, _ id: Int, _ name: String) -> AuditSubject { AuditSubject("leave", id: id, "\(name), \(leave.range.words)") }

    func fields(_ leave: LeaveRequest) throws -> AuditFields {
        [
            "clinician": try ClinicianTerms(db, context.visibility).find(leave.clinicianId)?.name, "from": leave.range.first.iso, "to": leave.range.last.iso,
            "part": leave.part.rawValue, "type": leave.type, "status": leave.status.rawValue, "note": leave.note,
        ]
    }
}
