import Civil
import RotaDomain
import RotaStore
import SQLite

/// Writes leave and takes out the shifts it covers, in one transaction.
struct LeaveRecording {
    enum Outcome: Sendable {
        /// What happened, for the next page, and the dates that it left shifts open on.
        case saved(String, opened: DayRange?)
        /// Nothing is wrong, but somebody has to say what becomes of the form's shifts.
        case asks(LeaveForm, LeaveRequest)
        case refused(LeaveForm)
    }

    private let db: Connection
    private let context: SignedIn
    private let clinicians: ClinicianTerms
    private let standing: StandingShifts
    private let entry: LeaveEntry

    init(_ db: Connection, _ context: SignedIn) {
        self.db = db
        self.context = context
        clinicians = ClinicianTerms(db, context.visibility)
        standing = StandingShifts(db, context.visibility)
        entry = LeaveEntry(db, context)
    }

    /// - Parameter old: as it stands; the form knows which revision its sender saw.
    func save(_ typed: LeaveForm, replacing old: LeaveRequest?) throws -> Outcome {
        var form = typed
        let choices = try clinicians.choices()
        if let old, form.revision != String(old.revision) {
            form.errors.addChanged("The leave", now: standing(old, choices), target: "clinician")
            form.revision = String(old.revision)
        }
        guard let leave = form.checked(choices, replacing: old) else { return .refused(form) }
        let name = choices.first { $0.id == leave.clinicianId }?.name ?? ""
        let terms = try clinicians.terms(of: leave.clinicianId)
        try checkRules(leave, old, name, terms, &form)
        guard form.errors.isEmpty else { return .refused(form) }
        let shifts = try shiftsToSettle(leave, old)
        if !shifts.isEmpty, !form.settles(shifts) {
            form.shifts = shifts
            if form.asked == LeaveForm.fingerprint(shifts) { form.errors.add("remove-shifts", "Choose what happens to \(shifts.count == 1 ? "the shift" : "the shifts")", target: "remove-shifts-1") }
            return .asks(form, leave)
        }
        let removes = !shifts.isEmpty && form.removal == "yes"
        try write(leave, old, name)
        if removes { try entry.remove(shifts, for: leave) }
        let kept = removes || shifts.isEmpty ? "" : " \(counted(shifts.count, "shift")) stayed in the rota and \(shifts.count == 1 ? "is" : "are") reported."
        let removed = removes ? " \(counted(shifts.count, "shift")) \(shifts.count == 1 ? "was" : "were") taken out of the rota." : ""
        return .saved(
            "The leave of \(name), \(leave.range.words), was \(old == nil ? "recorded" : "saved").\(removed)\(kept)\(warning(leave, name, terms))",
            opened: removes ? leave.range : nil)
    }

    private func checkRules(_ leave: LeaveRequest, _ old: LeaveRequest?, _ name: String, _ terms: [TermDates], _ form: inout LeaveForm) throws {
        let isPartner = terms.contains { term in term.type == .partner && term.first <= leave.range.last && (term.last.map { $0 >= leave.range.first } ?? true) }
        if leave.type == LeaveType.notWorking.rawValue, leave.type != old?.type, !isPartner {
            form.errors.add("type", "Not working is for partners only, and \(name) is not a partner on these dates", target: "type-1")
        }
        guard leave.status == .approved || leave.status == .requested else { return }
        if let other = try LeaveRepository(db, context.visibility).approvedOverlapping(leave) {
            form.errors.add(
                "from", "\(name) has approved leave then: \(LeaveType.label(of: other.type).lowercased()), \(other.range.words), \(other.part.label.lowercased())",
                target: "from-day")
        }
    }

    /// The shifts on approved leave, when its dates or its standing are new; a changed note asks nothing.
    private func shiftsToSettle(_ leave: LeaveRequest, _ old: LeaveRequest?) throws -> [StandingShift] {
        guard leave.status == .approved else { return [] }
        if let old, old.status == .approved, old.clinicianId == leave.clinicianId, old.range == leave.range, old.part == leave.part { return [] }
        return try standing.all(of: leave.clinicianId, in: leave.range, leave.part)
    }

    private func write(_ leave: LeaveRequest, _ old: LeaveRequest?, _ name: String) throws {
        let repository = LeaveRepository(db, context.visibility)
        guard let old else { return try entry.insert(leave) }
        guard try repository.update(leave) else { throw PageError.stale("The leave of \(name) was changed by someone else.") }
        guard let changes = AuditFields.changes(from: try entry.fields(old), to: try entry.fields(leave)) else { return }
        try AuditLog(db).record("change leave", entry.subject(leave, leave.id, name), by: context.actor, at: context.now, before: changes.before, after: changes.after)
    }

    /// Leave outside a term does no harm, so it is only said.
    private func warning(_ leave: LeaveRequest, _ name: String, _ terms: [TermDates]) -> String {
        let outside = leave.range.days.count { day in !terms.contains { $0.contains(day) } }
        return outside == 0 ? "" : " \(name) has no working term on \(counted(outside, "day")) of it."
    }

    /// "Dr Amara Okafor, annual, 1 to 4 December 2026, all day, approved, note: By train"
    private func standing(_ leave: LeaveRequest, _ choices: [ClinicianChoice]) -> String {
        let name = choices.first { $0.id == leave.clinicianId }?.name ?? ""
        let note = leave.note.isEmpty ? "" : ", note: \(leave.note)"
        return "\(name), \(LeaveType.label(of: leave.type).lowercased()), \(leave.range.words), \(leave.part.label.lowercased()), \(leave.status.rawValue)\(note)"
    }
}
