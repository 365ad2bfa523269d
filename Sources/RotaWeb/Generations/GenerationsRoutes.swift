extension Routes {
    static let generations: [Endpoint] = [
        .get("/generations/new", access: .may(.rota), GenerationsController.new),
        .get("/generations", access: .may(.rota), GenerationsController.index),
        .post("/generations", access: .may(.rota), GenerationsController.create),
        .get("/generations/:id", access: .may(.rota), GenerationsController.show),
        .get("/generations/:id/events", access: .may(.rota), GenerationEventsController.show),
        .get("/generations/:id/gaps", access: .may(.rota), GenerationGapsController.show),
        .post("/generations/:id/cancellation", access: .may(.rota), GenerationsController.cancel),
        .post("/generations/:id/early-end", access: .may(.rota), GenerationsController.end),
        .post("/generations/:id/draft", access: .may(.rota), GenerationDraftController.create),
        .post("/generations/:id/discard", access: .may(.rota), GenerationDraftController.destroy),
    ]
}
