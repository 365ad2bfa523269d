extension Routes {
    /// Where and when the practice works.
    static let locations: [Endpoint] = [
        .get("/locations", access: .managers, LocationsController.index),
        .post("/locations", access: .managers, LocationsController.create),
        .get("/locations/new", access: .managers, LocationsController.new),
        .get("/locations/:id/edit", access: .managers, LocationsController.edit),
        .post("/locations/:id", access: .managers, LocationsController.update),
        .get("/locations/:id/removal", access: .managers, LocationRemovalsController.new),
        .post("/locations/:id/removal", access: .managers, LocationRemovalsController.create),
        .get("/opening", access: .managers, OpeningController.edit),
        .post("/opening", access: .managers, OpeningController.update),
    ]
}

extension Paths {
    static let locations = "/locations"
    static let opening = "/opening"
    static let newLocation = "/locations/new"
    static func location(_ id: Int) -> String { "/locations/\(id)" }
    static func editLocation(_ id: Int) -> String { "/locations/\(id)/edit" }
    static func locationRemoval(_ id: Int) -> String { "/locations/\(id)/removal" }
}
