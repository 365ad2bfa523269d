import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// The practice's locations.
enum LocationsController {
    static func index(_ context: SignedIn) throws -> Response {
        let (locations, opening) = try context.store.read { db in (try LocationRepository(db).all(), try PracticeRepository(db).opening()) }
        let page = context.layout("Locations and opening", section: .locations)
        return LocationIndexView(page: page, locations: locations, opening: OpeningForm(opening)).page()
    }

    static func new(_ context: SignedIn) throws -> Response { try page(context, LocationForm(), of: nil) }

    static func create(_ context: SignedIn) throws -> Response {
        var form = LocationForm(context.form)
        form.check(taken: try names(context, except: nil))
        guard form.errors.isEmpty else { return try page(context, form, of: nil, .unprocessableContent) }
        try context.store.write { db in
            let location = try LocationRepository(db).insert(name: form.name)
            try PracticeRepository(db).completeCover()
            try AuditLog(db).record(
                "add location", AuditSubject("location", id: location.id, location.name), by: context.actor, at: context.now, after: ["name": location.name])
        }
        return try context.redirect(to: Paths.locations, success: "\(form.name) was added. Nobody is needed there until you set its cover.")
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let location = try find(context)
        return try page(context, LocationForm(name: location.name), of: location)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let location = try find(context)
        var form = LocationForm(context.form)
        form.check(taken: try names(context, except: location.id))
        guard form.errors.isEmpty else { return try page(context, form, of: location, .unprocessableContent) }
        try context.store.write { db in
            try LocationRepository(db).rename(location.id, to: form.name)
            try AuditLog(db).record(
                "rename location", AuditSubject("location", id: location.id, form.name), by: context.actor, at: context.now,
                before: ["name": location.name], after: ["name": form.name])
        }
        return try context.redirect(to: Paths.locations, success: "\(location.name) is now \(form.name).")
    }

    static func find(_ context: SignedIn) throws -> Location {
        let id = try context.id()
        guard let location = try context.store.read({ db in try LocationRepository(db).find(id) }) else { throw PageError.notFound }
        return location
    }

    private static func names(_ context: SignedIn, except id: Int?) throws -> Set<String> {
        Set(try context.store.read { db in try LocationRepository(db).all() }.filter { $0.id != id }.map(\.name))
    }

    private static func page(_ context: SignedIn, _ form: LocationForm, of location: Location?, _ status: Status = .ok) throws -> Response {
        let title = location.map { "Rename \($0.name)" } ?? "Add location"
        let page = context.layout(title, section: .locations, crumbs: [PageLayout.Link(label: "Locations and opening", path: Paths.locations)], errors: form.errors)
        return LocationFormView(page: page, token: try context.formToken(), form: form, location: location, title: title).page(status)
    }
}
