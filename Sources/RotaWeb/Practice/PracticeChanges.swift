import RotaDomain
import RotaStore
import SQLite

/// Saves the practice's settings with the audit entry of it, inside one transaction.
struct PracticeChanges {
    private let db: Connection
    private let context: SignedIn

    init(_ db: Connection, _ context: SignedIn) {
        self.db = db
        self.context = context
    }

    /// The form as it was checked against the practice as it stands; with errors, nothing was saved.
    func save() throws -> PracticeForm {
        let practices = PracticeRepository(db)
        let old = try practices.find()
        let form = PracticeForm(context.form, known: old)
        guard let record = form.record else { return form }
        guard let old else {
            try PracticeBeginning.begin(db, record)
            if record.times != .usual { try practices.setTimes(record.times, at: context.now) }
            try audit("set up practice", record, before: nil, after: record.auditFields)
            return form
        }
        try practices.save(record)
        if record.times != old.times { try practices.setTimes(record.times, at: context.now) }
        if form.replacesBankHolidays { try ClosureRepository(db).replaceBankHolidays(of: record.nation) }
        if let changes = AuditFields.changes(from: old.auditFields, to: record.auditFields) {
            try audit("change practice", record, before: changes.before, after: changes.after)
        }
        return form
    }

    private func audit(_ action: String, _ practice: PracticeRecord, before: AuditFields?, after: AuditFields) throws {
        try AuditLog(db).record(action, AuditSubject("practice", id: 1, practice.name), by: context.actor, at: context.now, before: before, after: after)
    }
}
