extension Routes {
    static let publications: [Endpoint] = [
        .get("/publications", access: .managers, PublicationsController.index),
        .post("/publications", access: .managers, PublicationsController.create),
        .get("/publications/new", access: .managers, PublicationsController.new),
        .get("/publications/:id", access: .managers, PublicationsController.show),
        .get("/publications/:id/rollback", access: .managers, RollbacksController.new),
        .post("/publications/:id/rollback", access: .managers, RollbacksController.create),
    ]
}
