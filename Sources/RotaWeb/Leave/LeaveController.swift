import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// Leave as managers record it.
enum LeaveController {
    static func index(_ context: SignedIn) throws -> Response {
        let form = LeaveFilterForm(context.request.query)
        let view = try context.store.read { db in
            let leave = LeaveRepository(db, context.visibility)
            let fields = form.fields, shown = form.shown(today: context.today), total = try leave.count(shown)
            let pagination = Pagination(context.request.query, total: total) { Paths.leave(fields, page: $0) }
            return LeaveIndexView(
                page: context.layout("Leave", section: .leave, errors: form.errors), form: form, pagination: pagination,
                rows: try leave.list(shown, today: context.today, limit: pagination.size, offset: pagination.offset),
                older: shown == form.filter ? 0 : try leave.count(form.filter) - total, clinicians: try ClinicianTerms(db, context.visibility).choices(),
                today: context.today)
        }
        return view.page()
    }

    static func new(_ context: SignedIn) throws -> Response {
        try page(context, LeaveForm(context.request.query), of: nil)
    }

    static func create(_ context: SignedIn) throws -> Response {
        let form = LeaveForm(context.form)
        if context.form["back"] != nil { return try page(context, form, of: nil) }
        return try answer(context, try context.store.write { db in try LeaveRecording(db, context).save(form, replacing: nil) }, replacing: nil)
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let leave = try context.store.read { db in try find(db, context) }
        return try page(context, LeaveForm(leave), of: leave)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let form = LeaveForm(context.form)
        if context.form["back"] != nil { return try page(context, form, of: try context.store.read { db in try find(db, context) }) }
        let (old, outcome) = try context.store.write { db in
            let old = try find(db, context)
            return (old, try LeaveRecording(db, context).save(form, replacing: old))
        }
        return try answer(context, outcome, replacing: old)
    }

    private static func answer(_ context: SignedIn, _ outcome: LeaveRecording.Outcome, replacing old: LeaveRequest?) throws -> Response {
        switch outcome {
        case .saved(let words, let opened):
            let link = (context.account.may(.rota) ? opened : nil).map { PageLayout.Link(label: "See who could cover", path: "/warnings?from=\($0.first.iso)&to=\($0.last.iso)") }
            return try context.redirect(to: Paths.leave, success: words, link: link)
        case .refused(let form): return try page(context, form, of: old, form.errors.status)
        case .asks(let form, let leave):
            let name = try context.store.read { db in try ClinicianTerms(db, context.visibility).find(leave.clinicianId)?.name ?? "" }
            let page = context.layout(
                "Shifts on this leave", section: .leave, crumbs: [PageLayout.Link(label: "Leave", path: Paths.leave)], errors: form.errors)
            let view = LeaveShiftsView(page: page, token: try context.formToken(), form: form, leave: leave, clinician: name)
            return view.page(form.errors.isEmpty ? .ok : .unprocessableContent)
        }
    }

    static func find(_ db: Connection, _ context: SignedIn) throws -> LeaveRequest {
        guard let leave = try LeaveRepository(db, context.visibility).find(try context.id()) else { throw PageError.notFound }
        return leave
    }

    private static func page(_ context: SignedIn, _ form: LeaveForm, of leave: LeaveRequest?, _ status: Status = .ok) throws -> Response {
        let clinicians = try context.store.read { db in try ClinicianTerms(db, context.visibility).choices() }
        let title = leave == nil ? "Record leave" : "Change leave"
        let page = context.layout(title, section: .leave, crumbs: [PageLayout.Link(label: "Leave", path: Paths.leave)], errors: form.errors)
        return LeaveFormView(page: page, token: try context.formToken(), form: form, leave: leave, clinicians: clinicians).page(status)
    }
}

/// Calling leave off. Shifts that it took out of the rota do not come back by themselves (B1).
enum LeaveCancellationsController {
    static func create(_ context: SignedIn) throws -> Response {
        let (old, name) = try context.store.write { db in
            let old = try LeaveController.find(db, context)
            let name = try ClinicianTerms(db, context.visibility).find(old.clinicianId)?.name ?? ""
            guard old.status == .approved || old.status == .requested, context.form["revision"] == String(old.revision) else {
                throw PageError.stale("The leave of \(name) was changed by someone else.")
            }
            var leave = old
            leave.status = .cancelled
            guard try LeaveRepository(db, context.visibility).update(leave) else { throw PageError.stale("The leave of \(name) was changed by someone else.") }
            try AuditLog(db).record(
                "cancel leave", AuditSubject("leave", id: old.id, "\(name), \(old.range.words)"), by: context.actor, at: context.now,
                before: ["status": old.status.rawValue], after: ["status": leave.status.rawValue])
            return (old, name)
        }
        return try context.redirect(to: Paths.leave, success: "The leave of \(name), \(old.range.words), was cancelled. Shifts that it took out of the rota are not put back.")
    }
}
