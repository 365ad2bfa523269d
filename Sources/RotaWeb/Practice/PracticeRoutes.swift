extension Routes {
    /// The practice's own settings.
    static let practice: [Endpoint] = [
        .get("/practice", access: .managers, PracticeController.edit),
        .post("/practice", access: .managers, PracticeController.update),
    ]
}

extension Paths {
    static let practice = "/practice"
}
