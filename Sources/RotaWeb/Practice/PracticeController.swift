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
        let form = try context.store.write { db in try PracticeChanges(db, context).save() }
        guard let record = form.record else { return try page(context, form, form.errors.status) }
        return try context.redirect(to: Paths.practice, success: form.replacesBankHolidays ? "The practice was saved, with the bank holidays of \(record.nation.label)." : "The practice was saved.")
    }

    private static func page(_ context: SignedIn, _ form: PracticeForm, _ status: Status = .ok) throws -> Response {
        PracticeView(page: context.layout("Practice", section: .practice, errors: form.errors), token: try context.formToken(), form: form).page(status)
    }
}
