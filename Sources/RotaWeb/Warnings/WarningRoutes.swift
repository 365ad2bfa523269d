extension Routes {
    static let warnings: [Endpoint] = [
        .get("/warnings", access: .managers, WarningsController.index),
        .get("/warnings/:date/:part/:locationId", access: .managers, WarningsController.show),
    ]
}
