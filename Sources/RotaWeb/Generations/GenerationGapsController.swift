import Civil
import HTML
import HTTP
import RotaDomain
import RotaEngine
import RotaStore

/// Why the gaps of one week of a generated rota stand, and what would close them (B5, B6).
enum GenerationGapsController {
    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let found = try context.store.read { db in try GenerationProposal.load(id, db) }
        guard let proposal = found, let rota = proposal.rota, let monday = Day(iso: context.request.query["week"] ?? "")?.monday else { throw PageError.notFound }
        let gaps = proposal.report.gaps.enumerated().compactMap { place, hole in hole.gap.map { (place, $0) } }.filter { $0.1.date.monday == monday }
        guard let first = gaps.first?.0, let last = gaps.last?.0 else {
            // What is needed may have changed after it was generated: the preview then counts a gap that the report has not.
            guard monday <= rota.range.last, monday + 6 >= rota.range.first else { throw PageError.notFound }
            return .redirect(to: Paths.generation(id, week: monday))
        }
        let accounts = try context.store.read { db in try GapAccountRepository(db).accounts(id, first..<last + 1) }.compactMapValues(StoredAccount.account)
        // Where nobody at all can help, there is nobody to ask how.
        let hasOpen = gaps.contains { accounts[$0.0]?.standing != .unavoidable }
        let explainer = hasOpen ? RotaExplainer(proposal.request.effectivePractice, range: rota.range, shifts: proposal.asGenerated(rota)) : nil
        let items = gaps.map { place, gap in
            let account = accounts[place]
            return GenerationGapsView.Item(
                gap, account, account?.standing == .unavoidable ? nil : explainer?.explain(gap), in: proposal.request.practice)
        }
        let title = "Why it could not be filled"
        let crumbs = GenerationsController.crumbs + [PageLayout.Link(label: "Preview", path: Paths.generation(id, week: monday))]
        return GenerationGapsView(
            page: context.layout(title, section: .generate, crumbs: crumbs), title: title,
            lead: "Week of \(monday.words). For each gap, whether any rota could fill it, and what stands against it.", items: items,
            unlisted: ObstacleWords.unlisted(proposal.request.practice), back: Paths.generation(id, week: monday)
        ).page()
    }
}
