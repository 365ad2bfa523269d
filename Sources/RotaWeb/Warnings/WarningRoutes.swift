extension Routes {
    static let warnings: [Endpoint] = [
        .get("/warnings", access: .may(.rota), WarningsController.index),
        .get("/warnings/:date/:part/:locationId", access: .may(.rota), WarningsController.show),
    ]
}
