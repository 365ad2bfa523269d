import Civil
import RotaDomain
import RotaStore
import SQLite

/// Adds, changes and ends working terms, with the audit entries of it, inside one transaction.
struct TermChanges {
    private let db: Connection
    private let context: SignedIn
    private let terms: WorkingTermRepository

    init(_ db: Connection, _ context: SignedIn) {
        self.db = db
        self.context = context
        terms = WorkingTermRepository(db, context.visibility)
    }

    func add(_ details: TermDetails, to clinician: Clinician) throws -> Int {
        let id = try terms.insert(details, for: clinician.id)
        try record("add working term", id, clinician.name, after: try fields(details))
        return id
    }

    /// Throws "stale" when the term has changed since this value was read.
    func change(_ term: WorkingTerm, to details: TermDetails, of name: String) throws {
        guard let changes = AuditFields.changes(from: try fields(term.details), to: try fields(details)) else { return }
        try save(WorkingTerm(id: term.id, clinicianId: term.clinicianId, details: details, revision: term.revision), name)
        try record("edit working term", term.id, name, before: changes.before, after: changes.after)
    }

    /// Throws "stale" when the term has changed since this value was read.
    func end(_ term: WorkingTerm, on day: Day, of name: String) throws {
        var ended = term
        ended.details.end = day
        try save(ended, name)
        try record("end working term", term.id, name, before: ["end": term.details.end?.iso], after: ["end": day.iso])
    }

    private func save(_ term: WorkingTerm, _ name: String) throws {
        guard try terms.update(term) else {
            throw PageError.stale("A working term of \(name) was changed by someone else meanwhile. Your change was not saved.")
        }
    }

    private func fields(_ details: TermDetails) throws -> AuditFields {
        let places = Dictionary(uniqueKeysWithValues: try LocationRepository(db).all().map { ($0.id, $0.name) })
        let supervisor = try details.supervisorId.flatMap { try ClinicianRepository(db, context.visibility).find($0)?.name }
        return [
            "type": details.type.label, "start": details.start.iso, "end": details.end?.iso, "duty": details.duty ? "yes" : "no",
            "locations": details.locations.compactMap { places[$0] }.joined(separator: ", "), "supervisor": supervisor,
            "fte": details.fte.map(Numbers.words), "fixed days": words(details.fixedDays), "fixed days B": details.fixedDaysB.map(words),
            "half days": HalfDaysColumn.encode(details.halfDays), "cannot work": words(details.cannotWork), "must work": words(details.mustWork),
            "minimum shifts": details.minShifts.map(Numbers.words), "maximum shifts": details.maxShifts.map(Numbers.words),
            "leave entitlement": details.leaveEntitlement.map(Numbers.words),
        ]
    }

    private func words(_ days: Set<Weekday>) -> String { days.sorted().map(\.rawValue).joined(separator: " ") }

    private func record(_ action: String, _ id: Int, _ name: String, before: AuditFields? = nil, after: AuditFields) throws {
        try AuditLog(db).record(action, AuditSubject("working term", id: id, name), by: context.actor, at: context.now, before: before, after: after)
    }
}
