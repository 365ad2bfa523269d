extension Routes {
    /// The practice's own settings.
    static let practice: [Endpoint] = [
        .get("/practice", access: .may(.settings), PracticeController.edit),
        .post("/practice", access: .may(.settings), PracticeController.update),
    ]
}

extension Paths {
    static let practice = "/practice"
}
