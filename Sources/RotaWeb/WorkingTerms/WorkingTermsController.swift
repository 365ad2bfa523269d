import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// The working terms of a clinician: viewing, adding, changing (S0.19, S0.36, S0.39).
enum WorkingTermsController {
    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let profile = try context.store.read { db in try TermProfile(db, context.visibility, id: id, today: context.today) }
        guard let profile else { throw PageError.notFound }
        let title = TermPages.title(profile.term)
        let layout = context.layout("\(title), \(profile.clinician.name)", section: .clinicians, crumbs: TermPages.crumbs(profile.clinician))
        return TermShowView(page: layout, title: title, profile: profile, today: context.today).page()
    }

    static func new(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let (clinician, options) = try context.store.read { db in
            guard let clinician = try ClinicianRepository(db, context.visibility).find(id) else { throw PageError.notFound }
            return (clinician, try TermFormOptions(db, context.visibility, clinician, nil))
        }
        let query = context.request.query
        let form = TermForm(type: query["type"] ?? "", start: query["start"].flatMap { Day(iso: $0) }, options: options)
        return try page(context, form, clinician, nil, options)
    }

    static func create(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        var form = TermForm(context.form)
        let (clinician, message, options) = try context.store.write { db in
            guard let clinician = try ClinicianRepository(db, context.visibility).find(id) else { throw PageError.notFound }
            let message = try TermSaving(db, context).add(&form, to: clinician)
            return (clinician, message, try TermFormOptions(db, context.visibility, clinician, nil))
        }
        guard let message else { return try page(context, form, clinician, nil, options, .unprocessableContent) }
        return try context.redirect(to: Paths.clinician(id), success: message)
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let (term, clinician, options) = try context.store.read { db in try find(db, context) }
        return try page(context, TermForm(term), clinician, term, options)
    }

    static func update(_ context: SignedIn) throws -> Response {
        var form = TermForm(context.form)
        let (found, message) = try context.store.write { db in
            let found = try find(db, context)
            return (found, try TermSaving(db, context).change(found.term, &form, of: found.clinician))
        }
        guard let message else { return try page(context, form, found.clinician, found.term, found.options, form.errors.status) }
        return try context.redirect(to: Paths.term(found.term.id), success: message)
    }

    private static func find(_ db: Connection, _ context: SignedIn) throws -> (term: WorkingTerm, clinician: Clinician, options: TermFormOptions) {
        let (term, clinician) = try TermPages.find(db, context)
        return (term, clinician, try TermFormOptions(db, context.visibility, clinician, term))
    }

    private static func page(
        _ context: SignedIn, _ form: TermForm, _ clinician: Clinician, _ term: WorkingTerm?, _ options: TermFormOptions, _ status: Status = .ok
    ) throws -> Response {
        let title = term == nil ? "Add working term" : "Edit working term"
        let layout = context.layout("\(title), \(clinician.name)", section: .clinicians, crumbs: TermPages.crumbs(clinician, term), errors: form.errors)
        return TermFormView(page: layout, token: try context.formToken(), title: title, form: form, options: options, term: term).page(status)
    }
}

/// What the pages of one term share.
enum TermPages {
    /// The term of the address and whose it is; "not found" where there is none.
    static func find(_ db: Connection, _ context: SignedIn) throws -> (term: WorkingTerm, clinician: Clinician) {
        guard let term = try WorkingTermRepository(db, context.visibility).find(try context.id()),
            let clinician = try ClinicianRepository(db, context.visibility).find(term.clinicianId)
        else { throw PageError.notFound }
        return (term, clinician)
    }

    /// "Salaried term from 1 April 2027"
    static func title(_ term: WorkingTerm) -> String {
        let words = TermWords.named(term.details).dropFirst("the ".count)
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    static func crumbs(_ clinician: Clinician, _ term: WorkingTerm? = nil) -> [PageLayout.Link] {
        [
            PageLayout.Link(label: "Clinicians", path: Paths.clinicians), PageLayout.Link(label: clinician.name, path: Paths.clinician(clinician.id)),
        ] + (term.map { [PageLayout.Link(label: title($0), path: Paths.term($0.id))] } ?? [])
    }
}
