import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// The clinicians: list, detail, adding and changing (S0.1). Nobody is ever deleted (S0.85).
enum CliniciansController {
    static let perPage = 200

    static func index(_ context: SignedIn) throws -> Response {
        let search = ClinicianSearch(context.request.query)
        let (list, isEmpty) = try context.store.read { db in
            let clinicians = ClinicianList(db, context.visibility)
            let list = try clinicians.page(search.filter, today: context.today, limit: perPage, offset: (search.page - 1) * perPage)
            return (list, try list.total == 0 && clinicians.page(ClinicianList.Filter(), today: context.today, limit: 1, offset: 0).total == 0)
        }
        if list.rows.isEmpty, search.page > 1 { return .redirect(to: search.path(page: 1)) }
        return ClinicianIndexView(
            page: context.layout("Clinicians", section: .clinicians), search: search, list: list, isEmpty: isEmpty, today: context.today, now: context.now
        ).page()
    }

    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let profile = try context.store.read { db in try ClinicianProfile(db, context.visibility, id: id, today: context.today) }
        guard let profile else { throw PageError.notFound }
        let layout = context.layout(profile.clinician.name, section: .clinicians, crumbs: crumbs)
        return ClinicianShowView(page: layout, profile: profile, account: try context.view(of: profile.status), today: context.today).page()
    }

    static func new(_ context: SignedIn) throws -> Response {
        try page(context, ClinicianForm(), of: nil)
    }

    static func create(_ context: SignedIn) throws -> Response {
        var form = ClinicianForm(context.form)
        let added = try context.store.write { db in try ClinicianChanges(db, context).add(&form) }
        guard let added else { return try page(context, form, of: nil, .unprocessableContent) }
        return try context.redirect(to: Paths.clinician(added.id), success: "\(added.name) was added.")
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let found = try context.store.read { db in
            try ClinicianRepository(db, context.visibility).find(id).map { ($0, try ClinicianGroupRepository(db, context.visibility).groups(of: id)) }
        }
        guard let (clinician, groups) = found else { throw PageError.notFound }
        return try page(context, ClinicianForm(clinician, groups), of: clinician)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        var form = ClinicianForm(context.form)
        let result = try context.store.write { db in try ClinicianChanges(db, context).change(id, &form) }
        guard let message = result.message else { return try page(context, form, of: result.clinician, form.errors.status) }
        return try context.redirect(to: Paths.clinician(id), success: message)
    }

    static let crumbs = [PageLayout.Link(label: "Clinicians", path: Paths.clinicians)]

    private static func page(_ context: SignedIn, _ form: ClinicianForm, of clinician: Clinician?, _ status: Status = .ok) throws -> Response {
        let options = try context.store.read { db in try ClinicianFormOptions(db, context, for: clinician?.id) }
        let title = clinician == nil ? "Add clinician" : "Edit clinician"
        let way = crumbs + (clinician.map { [PageLayout.Link(label: $0.name, path: Paths.clinician($0.id))] } ?? [])
        let layout = context.layout(title, section: .clinicians, crumbs: way, errors: form.errors)
        return ClinicianFormView(page: layout, token: try context.formToken(), title: title, form: form, options: options, clinician: clinician).page(status)
    }
}
