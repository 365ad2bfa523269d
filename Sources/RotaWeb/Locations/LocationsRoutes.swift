extension Routes {
    /// Where and when the practice works.
    static let locations: [Endpoint] = [
        .get("/locations", access: .may(.settings), LocationsController.index),
        .post("/locations", access: .may(.settings), LocationsController.create),
        .get("/locations/new", access: .may(.settings), LocationsController.new),
        .get("/locations/:id/edit", access: .may(.settings), LocationsController.edit),
        .post("/locations/:id", access: .may(.settings), LocationsController.update),
        .get("/locations/:id/removal", access: .may(.settings), LocationRemovalsController.new),
        .post("/locations/:id/removal", access: .may(.settings), LocationRemovalsController.create),
        .get("/opening", access: .may(.settings), OpeningController.edit),
        .post("/opening", access: .may(.settings), OpeningController.update),
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
