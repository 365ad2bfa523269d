import Civil
import RotaDomain
import RotaStore
import SQLite

/// Adds and changes clinicians, with the audit entries of it, inside one transaction.
struct ClinicianChanges {
    private let db: Connection
    private let context: SignedIn
    private let clinicians: ClinicianRepository
    private let groups: ClinicianGroupRepository

    init(_ db: Connection, _ context: SignedIn) {
        self.db = db
        self.context = context
        clinicians = ClinicianRepository(db, context.visibility)
        groups = ClinicianGroupRepository(db, context.visibility)
    }

    /// Nil when the form has errors.
    func add(_ form: inout ClinicianForm) throws -> Clinician? {
        let options = try ClinicianFormOptions(db, context, for: nil)
        form.check(options)
        guard form.errors.isEmpty else { return nil }
        let clinician = try clinicians.insert(name: form.name, active: form.active, accountId: form.accountId(options, old: nil))
        try groups.setGroups(form.groups, of: clinician.id)
        try record("add clinician", clinician, after: fields(clinician, options, form.groups))
        return clinician
    }

    /// The clinician as it was, and what to say of the change; nil when the form has errors.
    func change(_ id: Int, _ form: inout ClinicianForm) throws -> (clinician: Clinician, message: String?) {
        guard var clinician = try clinicians.find(id) else { throw PageError.notFound }
        let was = clinician
        let options = try ClinicianFormOptions(db, context, for: id)
        let groupsBefore = try groups.groups(of: id)
        form.checkUnchanged(clinician, groupsBefore, options)
        form.check(options)
        let openTerm = was.active && !form.active ? try self.openTerm(of: id) : nil
        if let openTerm { form.askToEnd(openTerm.details) }
        guard form.errors.isEmpty else { return (was, nil) }

        let before = fields(was, options, Set(groupsBefore.map(\.id)))
        clinician.name = form.name
        clinician.active = form.active
        clinician.accountId = form.accountId(options, old: was.accountId)
        guard try clinicians.update(clinician) else { throw PageError.stale("\(was.name) was changed by someone else.") }
        try groups.setGroups(form.groups, of: id)
        if let changes = AuditFields.changes(from: before, to: fields(clinician, options, form.groups)) {
            try record(verb(from: was, to: clinician), clinician, before: changes.before, after: changes.after)
        }
        var message = "\(clinician.name) was changed."
        if was.active && !clinician.active { message = "\(clinician.name) is now inactive and gets no new shifts." }
        if !was.active && clinician.active { message = "\(clinician.name) is active again. Add a term that covers the dates to plan for." }
        if let openTerm, form.endTerm == "yes" {
            try TermChanges(db, context).end(openTerm, on: context.today, of: clinician.name)
            message += " The term ends today."
        }
        return (was, message + (try leftover(clinician)))
    }

    private func openTerm(of id: Int) throws -> WorkingTerm? {
        let today = context.today
        return try WorkingTermRepository(db, context.visibility).all(of: id).first { $0.details.covers(today) && $0.details.end.map { $0 > today } ?? true }
    }

    private func leftover(_ clinician: Clinician) throws -> String {
        guard !clinician.active else { return "" }
        let count = try ClinicianHistory(db, context.visibility, of: clinician.id).shiftCount(after: context.today)
        return count == 0 ? "" : " \(counted(count, "shift")) after today \(count == 1 ? "is" : "are") still on the rota."
    }

    private func verb(from was: Clinician, to now: Clinician) -> String {
        was.active == now.active ? "edit clinician" : now.active ? "reactivate clinician" : "deactivate clinician"
    }

    private func fields(_ clinician: Clinician, _ options: ClinicianFormOptions, _ groups: Set<Int>) -> AuditFields {
        [
            "name": clinician.name, "active": clinician.active ? "yes" : "no",
            "account": options.accounts.first { $0.id == clinician.accountId }?.username,
            "groups": options.groups.filter { groups.contains($0.id) }.map(\.name).joined(separator: ", "),
        ]
    }

    private func record(_ action: String, _ clinician: Clinician, before: AuditFields? = nil, after: AuditFields) throws {
        try AuditLog(db).record(
            action, AuditSubject("clinician", id: clinician.id, clinician.name), by: context.actor, at: context.now, before: before, after: after)
    }
}
