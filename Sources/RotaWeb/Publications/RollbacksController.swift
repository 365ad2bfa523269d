import HTML
import HTTP
import RotaDomain
import RotaStore

/// Taking a version back: what it would do, then doing it.
enum RollbacksController {
    static func new(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let (found, number) = try context.store.read { db -> (RollbackEffect?, Int) in
            guard try PublicationRepository(db).find(id) != nil else { throw PageError.notFound }
            return (try RollbackEffect.load(id, db), try PublicationRepository(db).nextId())
        }
        guard let effect = found else {
            throw PageError.stale("Later versions stand on all dates of version \(id), so there is nothing left of it to roll back.")
        }
        let crumbs = PublicationsController.crumbs + [PageLayout.Link(label: "Version \(id)", path: Paths.publication(id))]
        return RollbackView(
            page: context.layout("Roll back version \(id)", section: .publications, crumbs: crumbs), token: try context.formToken(), effect: effect, number: number
        ).page()
    }

    static func create(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let exists = try context.store.read { db in try PublicationRepository(db).find(id) != nil }
        guard exists, let shown = ShownRota(context.form) else { throw PageError.notFound }
        let new = try PublicationService(context.practice).rollBack(id, shown: shown, by: context.actor)
        return try context.redirect(to: Paths.publication(new), success: "Version \(id) was rolled back. Clinicians see what stood before it.")
    }
}
