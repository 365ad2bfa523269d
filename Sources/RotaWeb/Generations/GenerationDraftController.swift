import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// Saving a generated rota as the draft, or throwing it away.
enum GenerationDraftController {
    static func create(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        switch try GenerationService(context.practice).save(id, by: context.actor) {
        case .draft(let range, let difference):
            let week = max(range.first, min(context.today, range.last))
            return try context.redirect(to: Paths.week(of: week), success: "Saved as draft: \(ChangeWords.counts(difference)). Clinicians see it when you publish.")
        case .stale(let reason): return try stale(context, id, reason)
        case .settled: return .redirect(to: Paths.generation(id))
        }
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        guard try GenerationService(context.practice).discard(id, by: context.actor) else { return .redirect(to: Paths.generation(id)) }
        return try context.redirect(to: Paths.newGeneration, success: "The generated rota was discarded. The rota is as it was.")
    }

    private static func stale(_ context: SignedIn, _ id: Int, _ reason: String) throws -> Response {
        guard let generation = try context.store.read({ db in try GenerationRepository(db).find(id) }) else { throw PageError.notFound }
        return GenerationStaleView(
            page: context.layout("The rota has changed meanwhile", section: .generate, crumbs: GenerationsController.crumbs), reason: reason,
            path: Paths.newGeneration(like: generation.order), back: Paths.generation(id)
        ).page(.conflict)
    }
}
