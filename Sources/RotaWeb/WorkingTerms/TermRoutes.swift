extension Routes {
    static let terms: [Endpoint] = [
        .get("/clinicians/:id/terms/new", access: .may(.clinicians), WorkingTermsController.new),
        .post("/clinicians/:id/terms", access: .may(.clinicians), WorkingTermsController.create),
        .get("/terms/:id", access: .may(.clinicians), WorkingTermsController.show),
        .get("/terms/:id/edit", access: .may(.clinicians), WorkingTermsController.edit),
        .post("/terms/:id", access: .may(.clinicians), WorkingTermsController.update),
        .get("/terms/:id/end", access: .may(.clinicians), TermEndController.edit),
        .post("/terms/:id/end", access: .may(.clinicians), TermEndController.update),
        .get("/terms/:id/delete", access: .may(.clinicians), TermDeletionController.new),
        .post("/terms/:id/delete", access: .may(.clinicians), TermDeletionController.create),
        .get("/terms/:id/adjustments/new", access: .may(.clinicians), LeaveAdjustmentsController.new),
        .post("/terms/:id/adjustments", access: .may(.clinicians), LeaveAdjustmentsController.create),
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
