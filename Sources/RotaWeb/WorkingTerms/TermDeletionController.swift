import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// Deleting a term with its shifts and leave (S0.45 to S0.49): exact counts, the full name typed, a copy in the audit log first.
enum TermDeletionController {
    static func new(_ context: SignedIn) throws -> Response {
        let (term, clinician, counts) = try context.store.read { db in
            let (term, clinician) = try TermPages.find(db, context)
            return (term, clinician, try TermDeletion(db, term).counts())
        }
        return try page(context, term, clinician, counts, typed: "", FieldErrors())
    }

    static func create(_ context: SignedIn) throws -> Response {
        let typed = (context.form["confirm"] ?? "").trimmingSpaces
        var errors = FieldErrors()
        let (term, clinician, counts) = try context.store.write { db in
            let (term, clinician) = try TermPages.find(db, context)
            let deletion = TermDeletion(db, term)
            let counts = try deletion.counts()
            guard context.form["counted"] == mark(term, counts) else { throw PageError.stale(changed(clinician, counts)) }
            if typed != clinician.name.trimmingSpaces { errors.add("confirm", "Type \(clinician.name) exactly as it stands here") }
            guard errors.isEmpty else { return (term, clinician, counts) }
            // The clinician stays to be asked about it; the term does not.
            let subject = AuditSubject("clinician", id: clinician.id, clinician.name)
            try AuditLog(db).record("delete working term", subject, by: context.actor, at: context.now, before: try deletion.copy())
            try deletion.run()
            return (term, clinician, counts)
        }
        guard errors.isEmpty else { return try page(context, term, clinician, counts, typed: typed, errors, .unprocessableContent) }
        let words = "\(TermPages.title(term)) was deleted with \(counted(counts.shifts, "shift")) and \(counted(counts.leave, "leave request"))."
        return try context.redirect(to: Paths.clinician(clinician.id), success: words)
    }

    /// What the page was shown with: the term as it stood, and the counts.
    static func mark(_ term: WorkingTerm, _ counts: TermDeletion.Counts) -> String { "\(term.revision)-\(counts.shifts)-\(counts.leave)" }

    private static func changed(_ clinician: Clinician, _ counts: TermDeletion.Counts) -> String {
        "The term of \(clinician.name), its shifts or its leave changed after you opened the page. Deleting it would now destroy \(counted(counts.shifts, "shift")) and \(counted(counts.leave, "leave request")). Nothing was deleted."
    }

    private static func page(
        _ context: SignedIn, _ term: WorkingTerm, _ clinician: Clinician, _ counts: TermDeletion.Counts, typed: String, _ errors: FieldErrors,
        _ status: Status = .ok
    ) throws -> Response {
        let layout = context.layout("Delete term, \(clinician.name)", section: .clinicians, crumbs: TermPages.crumbs(clinician, term), errors: errors)
        let field = TextField(id: "confirm", label: "Full name", hint: "Type \(clinician.name) exactly to go on", value: typed, error: errors["confirm"])
        return TermDeletionView(page: layout, token: try context.formToken(), term: term, clinician: clinician.name, counts: counts, confirm: field).page(status)
    }
}

/// The warning before a term is deleted.
struct TermDeletionView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let lead: String
    let range: String
    let shifts: Int
    let leave: Int
    let counted: String
    let action: String
    let endPath: String
    let cancelPath: String
    let confirm: TextField

    init(page: PageLayout, token: FormToken, term: WorkingTerm, clinician: String, counts: TermDeletion.Counts, confirm: TextField) {
        self.page = page
        self.token = token
        title = "Delete \(TermWords.named(term.details))"
        lead = "\(TermWords.label(term.details)), \(clinician)"
        range = term.details.end.flatMap { DayRange(term.details.start, $0) }.map(\.words) ?? "\(term.details.start.words) on"
        shifts = counts.shifts
        leave = counts.leave
        counted = TermDeletionController.mark(term, counts)
        action = Paths.deleteTerm(term.id)
        endPath = Paths.endTerm(term.id)
        cancelPath = Paths.term(term.id)
        self.confirm = confirm
    }

    static let preview = TermDeletionView(
        page: .preview, token: .preview, term: previewTerm, clinician: "Dr Amara Okafor", counts: TermDeletion.Counts(shifts: 112, leave: 3), confirm: .preview)

    static let previewTerm = WorkingTerm(id: 1, clinicianId: 1, details: TermDetails(type: .partner, start: Day(number: 20_000), fte: 60), revision: 1)
}
