extension Routes {
    /// Clinicians, their working terms, and the groups (S0.2: who runs the practice).
    static let people: [Endpoint] = [
        .get("/clinicians", access: .managers, CliniciansController.index),
        .get("/clinicians/new", access: .managers, CliniciansController.new),
        .post("/clinicians", access: .managers, CliniciansController.create),
        .get("/clinicians/:id", access: .managers, CliniciansController.show),
        .get("/clinicians/:id/edit", access: .managers, CliniciansController.edit),
        .post("/clinicians/:id", access: .managers, CliniciansController.update),
        .get("/clinicians/:id/terms/new", access: .managers, WorkingTermsController.new),
        .post("/clinicians/:id/terms", access: .managers, WorkingTermsController.create),
        .get("/terms/:id", access: .managers, WorkingTermsController.show),
        .get("/terms/:id/edit", access: .managers, WorkingTermsController.edit),
        .post("/terms/:id", access: .managers, WorkingTermsController.update),
        .get("/terms/:id/end", access: .managers, TermEndController.edit),
        .post("/terms/:id/end", access: .managers, TermEndController.update),
        .get("/terms/:id/delete", access: .managers, TermDeletionController.new),
        .post("/terms/:id/delete", access: .managers, TermDeletionController.create),
        .get("/terms/:id/adjustments/new", access: .managers, LeaveAdjustmentsController.new),
        .post("/terms/:id/adjustments", access: .managers, LeaveAdjustmentsController.create),
        .get("/groups", access: .managers, GroupsController.index),
        .get("/groups/new", access: .managers, GroupsController.new),
        .post("/groups", access: .managers, GroupsController.create),
        .get("/groups/:id/edit", access: .managers, GroupsController.edit),
        .post("/groups/:id", access: .managers, GroupsController.update),
        .get("/groups/:id/delete", access: .managers, GroupsController.confirm),
        .post("/groups/:id/delete", access: .managers, GroupsController.destroy),
        .post("/supervision", access: .managers, SupervisionController.update),
    ]
}

extension Paths {
    static let newClinician = "/clinicians/new"
    static let groups = "/groups"
    static let newGroup = "/groups/new"
    static let supervision = "/supervision"

    static func editClinician(_ id: Int) -> String { "/clinicians/\(id)/edit" }
    static func terms(of clinicianId: Int) -> String { "/clinicians/\(clinicianId)/terms" }
    static func newTerm(for clinicianId: Int) -> String { "/clinicians/\(clinicianId)/terms/new" }
    static func term(_ id: Int) -> String { "/terms/\(id)" }
    static func editTerm(_ id: Int) -> String { "/terms/\(id)/edit" }
    static func endTerm(_ id: Int) -> String { "/terms/\(id)/end" }
    static func deleteTerm(_ id: Int) -> String { "/terms/\(id)/delete" }
    static func adjustments(of termId: Int) -> String { "/terms/\(termId)/adjustments" }
    static func newAdjustment(of termId: Int) -> String { "/terms/\(termId)/adjustments/new" }
    static func group(_ id: Int) -> String { "/groups/\(id)" }
    static func editGroup(_ id: Int) -> String { "/groups/\(id)/edit" }
    static func deleteGroup(_ id: Int) -> String { "/groups/\(id)/delete" }
}
