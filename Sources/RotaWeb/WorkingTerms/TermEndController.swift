import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// Ending a term on a date, today unless another is typed (S0.37). The next term may start the day after (S0.38).
enum TermEndController {
    static func edit(_ context: SignedIn) throws -> Response {
        let (term, clinician) = try context.store.read { db in try TermPages.find(db, context) }
        let suggested = max(term.details.start, min(context.today, term.details.end ?? context.today))
        return try page(context, term, clinician, TypedDate(suggested), FieldErrors(), revision: term.revision)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let answer = TypedDate(context.form, "end")
        var errors = FieldErrors()
        let (term, clinician, message) = try context.store.write { db -> (WorkingTerm, Clinician, String?) in
            let (term, clinician) = try TermPages.find(db, context)
            if String(term.revision) != context.form["revision"] { errors.addChanged("This working term", now: TermWords.named(term.details), target: "end-day") }
            guard let end = read(answer, term.details, &errors) else { return (term, clinician, nil) }
            try TermChanges(db, context).end(term, on: end, of: clinician.name)
            let left = try ClinicianHistory(db, context.visibility, of: clinician.id).shifts(from: end + 1, to: term.details.end ?? end + 36_500, limit: 10_000).count
            return (term, clinician, notice(end, left))
        }
        guard let message else { return try page(context, term, clinician, answer, errors, revision: term.revision, errors.status) }
        return try context.redirect(to: Paths.term(term.id), success: message)
    }

    private static func read(_ answer: TypedDate, _ details: TermDetails, _ errors: inout FieldErrors) -> Day? {
        guard let end = answer.check("end", "End date", years: TermCheck.years, &errors) else { return nil }
        if end < details.start { errors.add("end", "End date must be the same as or after \(details.start.words), the start date", target: "end-day") }
        if let last = details.end, end > last {
            errors.add("end", "End date must be the same as or before \(last.words), when the term ends already. Edit the term to make it longer", target: "end-day")
        }
        return errors.isEmpty ? end : nil
    }

    private static func notice(_ end: Day, _ left: Int) -> String {
        let words = "The term ends on \(end.words)."
        return left == 0 ? words : "\(words) \(counted(left, "shift")) after that \(left == 1 ? "is" : "are") still on the rota: generate again, or remove \(left == 1 ? "it" : "them") by hand."
    }

    private static func page(
        _ context: SignedIn, _ term: WorkingTerm, _ clinician: Clinician, _ answer: TypedDate, _ errors: FieldErrors, revision: Int, _ status: Status = .ok
    ) throws -> Response {
        let layout = context.layout("End term, \(clinician.name)", section: .clinicians, crumbs: TermPages.crumbs(clinician, term), errors: errors)
        return TermEndView(
            page: layout, token: try context.formToken(), clinician: clinician.name, term: TermPages.title(term), action: Paths.endTerm(term.id),
            cancelPath: Paths.term(term.id), revision: revision,
            end: answer.field("end", "End date", hint: "The last day worked; for example, 27 3 2027", error: errors["end"])
        ).page(status)
    }
}

/// The form that ends a term.
struct TermEndView {
    let page: PageLayout
    let token: FormToken
    let clinician: String
    let term: String
    let action: String
    let cancelPath: String
    let revision: Int
    let end: DateField

    static let preview = TermEndView(
        page: .preview, token: .preview, clinician: "Dr Amara Okafor", term: "Partner term from 1 April 2027", action: "/terms/1/end", cancelPath: "/terms/1",
        revision: 1, end: .preview)
}
