import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// The dates on which the practice is closed, a year at a time. Nothing is generated on them; shifts that stand there are
/// reported and never removed on the quiet.
enum ClosuresController {
    static func index(_ context: SignedIn) throws -> Response {
        let year = Numbers.whole(context.request.query["year"] ?? "", in: TypedDate.years) ?? context.today.year
        let view = try context.store.read { db in
            try ClosureIndexView(db, page: context.layout("Closures", section: .closures), token: context.repeatableToken, year: year, context: context)
        }
        return view.page()
    }

    static func new(_ context: SignedIn) throws -> Response { try page(context, ClosureForm(), of: nil) }

    static func create(_ context: SignedIn) throws -> Response {
        var form = ClosureForm(context.form)
        let result = try context.store.write { db in
            form.checkNew(OpeningForm(try PracticeRepository(db).opening()))
            return form.errors.isEmpty ? try ClosureAddition(db, form, context) : nil
        }
        if let clash = result?.clash, result?.added.isEmpty == true { form.refuse(clash) }
        guard let range = form.range, let result, form.errors.isEmpty else { return try page(context, form, of: nil, .unprocessableContent) }
        return try context.redirect(to: Paths.closures(range.first.year), success: result.words)
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let closure = try context.store.read { db in try find(db, context) }
        return try page(context, ClosureForm(closure), of: closure)
    }

    static func update(_ context: SignedIn) throws -> Response {
        var form = ClosureForm(context.form)
        let (old, saved) = try context.store.write { db in
            let old = try find(db, context)
            return (old, try ClosureChange(db, context).save(&form, over: old))
        }
        guard let saved else { return try page(context, form, of: old, form.errors.status) }
        return try context.redirect(to: Paths.closures(saved.closure.day.year), success: "\(saved.closure.title), \(saved.closure.day.words), was saved.\(ClosureAddition.note(saved.shifts))")
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let closure = try context.store.write { db in
            let closure = try find(db, context)
            guard context.form["revision"] == String(closure.revision) else {
                throw PageError.stale("\(closure.title), \(closure.day.words), was changed by someone else after you opened the page. Nothing was removed.")
            }
            try ClosureRepository(db).delete(closure.id)
            try AuditLog(db).record("remove closure", subject(closure), by: context.actor, at: context.now, before: fields(closure))
            return closure
        }
        return try context.redirect(to: Paths.closures(closure.day.year), success: "\(closure.title), \(closure.day.words), was removed. The practice is open then as on any \(closure.day.weekday.name).")
    }

    static func fields(_ closure: Closure) -> AuditFields { ["date": closure.day.iso, "closed": closure.span.label, "title": closure.title] }
    static func subject(_ closure: Closure) -> AuditSubject { AuditSubject("closure", id: closure.id, "\(closure.title), \(closure.day.words)") }

    private static func find(_ db: Connection, _ context: SignedIn) throws -> Closure {
        guard let closure = try ClosureRepository(db).find(try context.id()) else { throw PageError.notFound }
        return closure
    }

    private static func page(_ context: SignedIn, _ form: ClosureForm, of closure: Closure?, _ status: Status = .ok) throws -> Response {
        let title = closure == nil ? "Add closure" : "Change closure"
        let page = context.layout(title, section: .closures, crumbs: [PageLayout.Link(label: "Closures", path: Paths.closures)], errors: form.errors)
        let shifts = try closure.map { closure in try context.store.read { db in try StandingShifts(db, context.visibility).count(on: closure.day, closure.span) } }
        return ClosureFormView(page: page, token: try context.formToken(), form: form, closure: closure, shifts: shifts ?? 0).page(status)
    }
}

/// Changes a closure, inside one transaction.
struct ClosureChange {
    private let db: Connection
    private let context: SignedIn

    init(_ db: Connection, _ context: SignedIn) {
        self.db = db
        self.context = context
    }

    /// The closure as it is now, with how many shifts stand on it; nil when the form has errors.
    func save(_ form: inout ClosureForm, over old: Closure) throws -> (closure: Closure, shifts: Int)? {
        guard let closure = form.changed(old) else { return nil }
        let closures = ClosureRepository(db)
        if let clash = try closures.find(on: closure.day), clash.id != closure.id {
            form.refuse(clash)
            return nil
        }
        guard try closures.update(closure) else { throw PageError.stale("The closure was changed by someone else.") }
        if let changes = AuditFields.changes(from: ClosuresController.fields(old), to: ClosuresController.fields(closure)) {
            try AuditLog(db).record(
                "change closure", ClosuresController.subject(closure), by: context.actor, at: context.now, before: changes.before, after: changes.after)
        }
        return (closure, try StandingShifts(db, context.visibility).count(on: closure.day, closure.span))
    }
}

/// What came of adding a closure for one or more dates.
struct ClosureAddition: Sendable {
    let added: [Closure]
    /// The first date that is closed already, and so was left as it was.
    let clash: Closure?
    private let clashes: Int
    private let shifts: Int

    /// Adds the closures of a form that was found right.
    init(_ db: Connection, _ form: ClosureForm, _ context: SignedIn) throws {
        var added: [Closure] = []
        var clashes: [Closure] = []
        var shifts = 0
        for day in form.days {
            if let other = try ClosureRepository(db).find(on: day) {
                clashes.append(other)
                continue
            }
            let closure = try ClosureRepository(db).insert(day, form.validSpan, title: form.title, source: .practice)
            try AuditLog(db).record(
                "add closure", ClosuresController.subject(closure), by: context.actor, at: context.now, after: ClosuresController.fields(closure))
            shifts += try StandingShifts(db, context.visibility).count(on: day, closure.span)
            added.append(closure)
        }
        self.added = added
        self.clashes = clashes.count
        self.shifts = shifts
        clash = clashes.first
    }

    var words: String {
        let what = added.count == 1 ? added.first.map { "\($0.title), \($0.day.words), was added." } ?? "" : "\(counted(added.count, "closed date")) were added."
        let left = clashes == 0 ? "" : " \(counted(clashes, "date")) had a closure already and \(clashes == 1 ? "was" : "were") left as \(clashes == 1 ? "it was" : "they were")."
        return what + left + Self.note(shifts)
    }

    static func note(_ shifts: Int) -> String {
        shifts == 0 ? "" : " \(counted(shifts, "shift")) \(shifts == 1 ? "stands" : "stand") there: \(shifts == 1 ? "it stays" : "they stay") in the rota and \(shifts == 1 ? "is" : "are") reported until you move \(shifts == 1 ? "it" : "them")."
    }
}
