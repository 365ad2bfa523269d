import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// Generating a rota: the form, the progress, and what came of it (B5).
enum GenerationsController {
    static func new(_ context: SignedIn) throws -> Response {
        let reach = try context.store.read { db in try RotaReach.load(db, today: context.today) }
        var form = GenerationForm(context.request.query, next: reach.next)
        form.checkDates()
        return try page(context, form)
    }

    /// Where a form that was sent back with its faults was sent to: whoever asks for that address again begins anew.
    static func index(_ context: SignedIn) throws -> Response { .redirect(to: Paths.newGeneration) }

    static func create(_ context: SignedIn) throws -> Response {
        var form = GenerationForm(context.form)
        form.checkDates()
        guard form.errors.isEmpty, let range = form.range else { return try page(context, form, .unprocessableContent) }
        let facts = try context.store.read { db in try GenerationFacts.load(range, db, today: context.today) }
        guard let facts else { return .redirect(to: Paths.tasks) }
        if form.onlyCounts { return try page(context, form) }
        form.check(facts)
        guard form.errors.isEmpty else { return try page(context, form, .unprocessableContent) }
        let order = GenerationOrder(
            range: range, mode: form.mode, overrideProtected: form.overridesProtected, protectedUntil: facts.protectedUntil, rotaRevision: facts.rotaRevision)
        guard let id = try GenerationService(context.practice).request(order, by: context.actor) else {
            form.refuse("Another rota is being generated. Wait for it, or cancel it")
            return try page(context, form, .unprocessableContent)
        }
        return .redirect(to: Paths.generation(id))
    }

    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        guard let generation = try context.store.read({ db in try GenerationRepository(db).find(id) }) else { throw PageError.notFound }
        let isFragment = context.request.headers["X-Fragment"] != nil
        if generation.state.isUnderWay {
            var page = context.layout("Generating the rota", section: .generate)
            page.refreshes = true
            return GenerationProgressView(
                page: page, token: try context.formToken(), endToken: try context.formToken(), generation: generation, now: context.now
            ).page()
        }
        if isFragment { return GenerationDoneView(path: Paths.generation(id)).page() }
        if generation.state == .ready { return try GenerationPreviewController.page(context, generation) }
        return GenerationOutcomeView(page: context.layout("Generated rota", section: .generate, crumbs: crumbs), generation: generation).page()
    }

    static func cancel(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        try GenerationService(context.practice).cancel(id, by: context.actor)
        return .redirect(to: Paths.generation(id))
    }

    static func end(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        try GenerationService(context.practice).end(id, by: context.actor)
        return .redirect(to: Paths.generation(id))
    }

    static let crumbs = [PageLayout.Link(label: "Generate", path: Paths.newGeneration)]

    private static func page(_ context: SignedIn, _ form: GenerationForm, _ status: Status = .ok) throws -> Response {
        var standard = GenerationForm(FormFields(), next: context.today.monday + 7)
        standard.checkDates()
        guard let range = form.range ?? standard.range else { throw PageError.notFound }
        let found = try context.store.read { db in
            try GenerationFacts.load(range, db, today: context.today).map { ($0, try GenerationRepository(db).recent(limit: 10)) }
        }
        guard let (facts, recent) = found else { return .redirect(to: Paths.tasks) }
        return GenerationNewView(
            page: context.layout("Generate the rota", section: .generate, errors: form.errors), token: try context.formToken(), form: form, facts: facts, recent: recent
        ).page(status)
    }
}
