import Civil
import HTML
import HTTP
import RotaDomain
import RotaEngine
import RotaStore

/// The versions of the rota that clinicians were shown, and publishing the next (B5).
enum PublicationsController {
    static func index(_ context: SignedIn) throws -> Response {
        let (rows, pending) = try context.store.read { db in
            let publications = PublicationRepository(db), spreads = try publications.spreads()
            let rows = try publications.all(limit: 200).map { PublicationRow($0, spreads[$0.id]) }
            return (rows, try DraftDifference.pending(db, today: context.today))
        }
        return PublicationIndexView(page: context.layout("Publications", section: .publications), rows: rows, pending: pending).page()
    }

    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let found = try context.store.read { db -> (Publication, PublicationSpread?, PublicationChanges, RollbackEffect?)? in
            guard let version = try PublicationRepository(db).find(id) else { return nil }
            return (version, try PublicationRepository(db).spreads()[id], try PublicationChanges.load(version, db), try RollbackEffect.load(id, db))
        }
        guard let (version, spread, changes, effect) = found else { throw PageError.notFound }
        let page = context.layout("Version \(id)", section: .publications, crumbs: crumbs)
        return PublicationView(page: page, version: version, spread: spread, changes: changes, canRollBack: effect != nil).page()
    }

    static func new(_ context: SignedIn) throws -> Response {
        let query = context.request.query
        let asked = query["from"].flatMap { Day(iso: $0) }.flatMap { first in query["to"].flatMap { Day(iso: $0) }.flatMap { DayRange(first, $0) } }
        return try page(context, asked.flatMap { isUsable($0) ? $0 : nil })
    }

    static func create(_ context: SignedIn) throws -> Response {
        guard let first = Day(iso: context.form["from"] ?? ""), let last = Day(iso: context.form["to"] ?? ""), let range = DayRange(first, last), isUsable(range),
            let shifts = Int(context.form["revision"] ?? ""), let facts = Int(context.form["facts"] ?? "")
        else { throw PageError.notFound }
        let id = try PublicationService(context.practice).publish(range, revision: RotaRevision(shifts: shifts, facts: facts), by: context.actor)
        return try context.redirect(to: Paths.publication(id), success: "Version \(id) is published. Clinicians see it now.")
    }

    static let crumbs = [PageLayout.Link(label: "Publications", path: Paths.publications)]

    private static func isUsable(_ range: DayRange) -> Bool {
        range.count <= DraftDifference.mostDays && TypedDate.years.contains(range.first.year) && TypedDate.years.contains(range.last.year)
    }

    private static func page(_ context: SignedIn, _ range: DayRange?) throws -> Response {
        let (draft, number) = try context.store.read { db in
            let draft = try range.map { try DraftDifference.load($0, db) } ?? DraftDifference.pending(db, today: context.today)
            return (draft, try PublicationRepository(db).nextId())
        }
        let page = context.layout("Publish the rota", section: .publications, crumbs: crumbs)
        guard let draft else { return PublicationNothingView(page: page).page() }
        let report = ReferenceScorer(draft.practice.file, range: draft.range).report(draft.practice.file.shifts)
        return PublicationNewView(page: page, token: try context.formToken(), draft: draft, number: number, warnings: Gap.all(report)).page()
    }
}
