import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// The versions of the rota that clinicians were shown, and publishing the next (B5).
enum PublicationsController {
    static func index(_ context: SignedIn) throws -> Response {
        let (rows, pending) = try context.store.read { db in
            let publications = PublicationRepository(db), spreads = try publications.spreads(), all = try publications.all(limit: 200)
            let rolledBack = Set(all.compactMap(\.rolledBackId))
            return (all.map { PublicationRow($0, spreads[$0.id], rolledBack: rolledBack) }, try DraftDifference.pending(db, today: context.today))
        }
        return PublicationIndexView(page: context.layout("Publications", section: .publications), rows: rows, pending: pending).page()
    }

    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let found = try context.store.read { db -> (Publication, PublicationSpread?, PublicationChanges, Bool)? in
            let publications = PublicationRepository(db)
            guard let version = try publications.find(id) else { return nil }
            return (version, try publications.spread(of: id), try PublicationChanges.load(version, db), try publications.wasRolledBack(id))
        }
        guard let (version, spread, changes, wasRolledBack) = found else { throw PageError.notFound }
        let page = context.layout("Version \(id)", section: .publications, crumbs: crumbs)
        return PublicationView(page: page, version: version, spread: spread, changes: changes, wasRolledBack: wasRolledBack).page()
    }

    static func new(_ context: SignedIn) throws -> Response {
        let form = PublicationForm(context.request.query)
        let (pending, number) = try context.store.read { db in
            (try DraftDifference.pending(db, today: context.today), try PublicationRepository(db).nextId())
        }
        let draft = try form.range.flatMap { range in try context.store.read { db in try DraftDifference.load(range, db) } } ?? pending
        let page = context.layout("Publish the rota", section: .publications, crumbs: crumbs, errors: form.errors)
        guard let draft else { return PublicationNothingView(page: page, sentence: nothing(number)).page() }
        let shown = form.range == nil && form.errors.isEmpty ? PublicationForm(draft.range) : form
        let overridden = try context.store.read { db in try ShiftRepository(db, .practice).overriddenDays(draft.range) }
        return PublicationNewView(
            page: page, token: try context.formToken(), form: shown, draft: draft, pending: pending, overridden: overridden, number: number
        ).page(form.errors.isEmpty ? .ok : .unprocessableContent)
    }

    static func create(_ context: SignedIn) throws -> Response {
        guard let first = Day(iso: context.form["from"] ?? ""), let last = Day(iso: context.form["to"] ?? ""), let range = DayRange(first, last),
            PublicationForm.isUsable(range), let shown = ShownRota(context.form)
        else { throw PageError.notFound }
        let id = try PublicationService(context.practice).publish(range, shown: shown, by: context.actor)
        return try context.redirect(to: Paths.publication(id), success: "Version \(id) is published. Clinicians see it now.")
    }

    static let crumbs = [PageLayout.Link(label: "Publications", path: Paths.publications)]

    private static func nothing(_ number: Int) -> String {
        number == 1 ? "The draft holds no shifts from today on. Generate a rota and save it as the draft first." : "Clinicians see all of the rota already, from today on."
    }
}
