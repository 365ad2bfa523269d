extension Routes {
    static let publications: [Endpoint] = [
        .get("/publications", access: .may(.rota), PublicationsController.index),
        .post("/publications", access: .may(.rota), PublicationsController.create),
        .get("/publications/new", access: .may(.rota), PublicationsController.new),
        .get("/publications/:id", access: .may(.rota), PublicationsController.show),
        .get("/publications/:id/rollback", access: .may(.rota), RollbacksController.new),
        .post("/publications/:id/rollback", access: .may(.rota), RollbacksController.create),
    ]
}
