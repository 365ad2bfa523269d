extension Routes {
    static let terms: [Endpoint] = [
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
    ]
}

extension Paths {
    static func terms(of clinicianId: Int) -> String { "/clinicians/\(clinicianId)/terms" }
    static func newTerm(for clinicianId: Int) -> String { "/clinicians/\(clinicianId)/terms/new" }
    static func term(_ id: Int) -> String { "/terms/\(id)" }
    static func editTerm(_ id: Int) -> String { "/terms/\(id)/edit" }
    static func endTerm(_ id: Int) -> String { "/terms/\(id)/end" }
    static func deleteTerm(_ id: Int) -> String { "/terms/\(id)/delete" }
    static func adjustments(of termId: Int) -> String { "/terms/\(termId)/adjustments" }
    static func newAdjustment(of termId: Int) -> String { "/terms/\(termId)/adjustments/new" }
}
