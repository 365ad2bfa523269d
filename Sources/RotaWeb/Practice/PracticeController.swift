import HTML
import HTTP
import RotaDomain
import RotaStore

/// The practice's own settings. There may be no row yet: an account can be made before set-up.
enum PracticeController {
    static func edit(_ context: SignedIn) throws -> Response {
        let record = try context.store.read { db in try PracticeRepository(db).find() }
        return try page(context, PracticeForm(record))
    }

    static func update(_ context: SignedIn) throws -> Response {
        let known = try context.store.read { db in try PracticeRepository(db).find() }
        let form = PracticeForm(context.form, known: known)
        guard let record = form.record else { return try page(context, form, .unprocessableContent) }
        try context.store.write { db in
            let old = try PracticeRepository(db).find()
            try PracticeRepository(db).save(record)
            let replaces = old == nil || form.replacesBankHolidays
            if replaces { try ClosureRepository(db).replaceBankHolidays(of: record.nation) }
            let before = old.map(fields) ?? [:]
            guard let changes = AuditFields.changes(from: before, to: fields(record)) else { return }
            try AuditLog(db).record(
                old == nil ? "set up practice" : "change practice", AuditSubject("practice", id: 1, record.name), by: context.actor, at: context.now,
                before: old == nil ? nil : changes.before, after: changes.after)
        }
        return try context.redirect(to: Paths.practice, success: form.replacesBankHolidays ? "The practice was saved, with the bank holidays of \(record.nation.label)." : "The practice was saved.")
    }

    private static func fields(_ practice: PracticeRecord) -> AuditFields {
        [
            "name": practice.name, "nation": practice.nation.label, "full-time parts": Numbers.words(practice.fullTimeParts),
            "duty span": practice.dutySpan.rawValue, "counts towards minimum": practice.countsTowardsMinimum.map(\.label).joined(separator: ", "),
            "protected weeks": String(practice.protectedWeeks),
        ]
    }

    private static func page(_ context: SignedIn, _ form: PracticeForm, _ status: Status = .ok) throws -> Response {
        PracticeView(page: context.layout("Practice", section: .practice, errors: form.errors), token: try context.formToken(), form: form).page(status)
    }
}
