import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// A generated rota before anything is saved: what it could not meet, how good it is, and the grid with what it changes marked.
enum GenerationPreviewController {
    static func page(_ context: SignedIn, _ generation: Generation) throws -> Response {
        let found = try context.store.read { db in try GenerationProposal.load(generation.id, db) }
        guard let proposal = found else { throw PageError.notFound }
        guard let rota = proposal.rota else { return stale(context, proposal) }
        let week = self.week(context, generation.order.range)
        let grid = try context.store.read { db -> WeekGrid? in
            guard let rotaNow = try ShiftRepository(db, context.visibility).rota(week) else { return nil }
            let range = generation.order.range
            let shown = DayRange(max(week.first, range.first), min(week.last, range.last)) ?? week
            let proposed = rotaNow.proposing(rota.shifts.filter { shown.contains($0.date) }, on: shown)
            return WeekGrid(proposed, week: week, today: context.today, proposal: generation.id, of: range, reach: context.reach)
        }
        guard let grid else { return .redirect(to: Paths.tasks) }
        let view = GenerationPreview(
            page: context.layout("Preview", section: .generate, crumbs: GenerationsController.crumbs), token: try context.formToken(),
            discardToken: try context.formToken(), proposal: proposal, rota: rota, grid: grid, day: Day(iso: context.request.query["day"] ?? ""))
        return view.page()
    }

    /// The week asked for, kept inside the dates; else the first.
    private static func week(_ context: SignedIn, _ range: DayRange) -> DayRange {
        let asked = context.request.query["week"].flatMap { Day(iso: $0) } ?? range.first
        return DayRange(weekOf: min(max(asked, range.first), range.last))
    }

    private static func stale(_ context: SignedIn, _ proposal: GenerationProposal) -> Response {
        GenerationStaleView(
            page: context.layout("The rota has changed meanwhile", section: .generate, crumbs: GenerationsController.crumbs),
            reason: "A clinician or location that this rota names is no longer there.", path: Paths.newGeneration(like: proposal.generation.order), back: Paths.home
        ).page(.conflict)
    }
}
