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
        try context.store.write { db in
            form.check(nil, among: try LocationRepository(db).all())
            guard form.errors.isEmpty else { return }
            let location = try LocationRepository(db).insert(name: form.name)
            try PracticeRepository(db).completeCover()
            try AuditLog(db).record(
                "add location", AuditSubject("location", id: location.id, location.name), by: context.actor, at: context.now, after: ["name": location.name])
        }
        guard form.errors.isEmpty else { return try page(context, form, of: nil, .unprocessableContent) }
        return try context.redirect(to: Paths.locations, success: "\(form.name) was added. Nobody is needed there until you set its cover.")
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let location = try context.store.read { db in try find(db, context) }
        return try page(context, LocationForm(location), of: location)
    }

    static func update(_ context: SignedIn) throws -> Response {
        var form = LocationForm(context.form)
        let location = try context.store.write { db in
            let location = try find(db, context)
            form.check(location, among: try LocationRepository(db).all())
            guard form.errors.isEmpty, form.name != location.name else { return location }
            guard try LocationRepository(db).rename(location, to: form.name) else { throw PageError.stale("\(location.name) was changed by someone else.") }
            try AuditLog(db).record(
                "rename location", AuditSubject("location", id: location.id, form.name), by: context.actor, at: context.now,
                before: ["name": location.name], after: ["name": form.name])
            return location
        }
        guard form.errors.isEmpty else { return try page(context, form, of: location, form.errors.status) }
        return try context.redirect(to: Paths.locations, success: "\(location.name) is now \(form.name).")
    }

    static func find(_ db: Connection, _ context: SignedIn) throws -> Location {
        guard let location = try LocationRepository(db).find(try context.id()) else { throw PageError.notFound }
        return location
    }

    private static func page(_ context: SignedIn, _ form: LocationForm, of location: Location?, _ status: Status = .ok) throws -> Response {
        let title = location.map { "Rename \($0.name)" } ?? "Add location"
        let page = context.layout(title, section: .locations, crumbs: [PageLayout.Link(label: "Locations and opening", path: Paths.locations)], errors: form.errors)
        return LocationFormView(page: page, token: try context.formToken(), form: form, location: location, title: title).page(status)
    }
}
