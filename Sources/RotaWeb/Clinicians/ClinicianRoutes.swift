extension Routes {
    /// The clinicians (S0.2: who runs the practice).
    static let clinicians: [Endpoint] = [
        .get("/clinicians", access: .managers, CliniciansController.index),
        .get("/clinicians/new", access: .managers, CliniciansController.new),
        .post("/clinicians", access: .managers, CliniciansController.create),
        .get("/clinicians/:id", access: .managers, CliniciansController.show),
        .get("/clinicians/:id/edit", access: .managers, CliniciansController.edit),
        .post("/clinicians/:id", access: .managers, CliniciansController.update),
    ]
}

extension Paths {
    static let newClinician = "/clinicians/new"
    static func editClinician(_ id: Int) -> String { "/clinicians/\(id)/edit" }
}
