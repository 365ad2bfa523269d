extension Routes {
    /// The clinicians (S0.2: who runs the practice).
    static let clinicians: [Endpoint] = [
        .get("/clinicians", access: .may(.clinicians), CliniciansController.index),
        .get("/clinicians/new", access: .may(.clinicians), CliniciansController.new),
        .post("/clinicians", access: .may(.clinicians), CliniciansController.create),
        .get("/clinicians/:id", access: .may(.clinicians), CliniciansController.show),
        .get("/clinicians/:id/edit", access: .may(.clinicians), CliniciansController.edit),
        .post("/clinicians/:id", access: .may(.clinicians), CliniciansController.update),
    ]
}

extension Paths {
    static let newClinician = "/clinicians/new"
    static func editClinician(_ id: Int) -> String { "/clinicians/\(id)/edit" }
}
