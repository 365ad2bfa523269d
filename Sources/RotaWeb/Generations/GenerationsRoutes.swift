extension Routes {
    static let generations: [Endpoint] = [
        .get("/generations/new", access: .managers, GenerationsController.new),
        .get("/generations", access: .managers, GenerationsController.index),
        .post("/generations", access: .managers, GenerationsController.create),
        .get("/generations/:id", access: .managers, GenerationsController.show),
        .get("/generations/:id/events", access: .managers, GenerationEventsController.show),
        .get("/generations/:id/gaps", access: .managers, GenerationGapsController.show),
        .post("/generations/:id/cancellation", access: .managers, GenerationsController.cancel),
        .post("/generations/:id/early-end", access: .managers, GenerationsController.end),
        .post("/generations/:id/draft", access: .managers, GenerationDraftController.create),
        .post("/generations/:id/discard", access: .managers, GenerationDraftController.destroy),
    ]
}
