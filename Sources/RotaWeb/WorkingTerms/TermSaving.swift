import Civil
import RotaDomain
import RotaStore
import SQLite

/// Takes a sent form to a saved term: checks it, makes room where the form asks to, writes it; all inside one transaction.
struct TermSaving {
    private let db: Connection
    private let context: SignedIn
    private let terms: WorkingTermRepository
    private let changes: TermChanges

    init(_ db: Connection, _ context: SignedIn) {
        self.db = db
        self.context = context
        terms = WorkingTermRepository(db, context.visibility)
        changes = TermChanges(db, context)
    }

    /// What to say of the new term; nil when the form has errors.
    func add(_ form: inout TermForm, to clinician: Clinician) throws -> String? {
        let check = TermCheck(options: try TermFormOptions(db, context.visibility, clinician, nil))
        guard let details = check.details(&form), try makeRoom(details, clinician, nil, &form) else { return nil }
        _ = try changes.add(details, to: clinician)
        return "The working term was added." + note(form, details.type)
    }

    func change(_ term: WorkingTerm, _ form: inout TermForm, of clinician: Clinician) throws -> String? {
        guard term.revision == form.revision else {
            throw PageError.stale("This working term of \(clinician.name) was changed by someone else after you opened the form. Your change was not saved.")
        }
        let check = TermCheck(options: try TermFormOptions(db, context.visibility, clinician, term), supervisorBefore: term.details.supervisorId)
        guard let details = check.details(&form), try makeRoom(details, clinician, term, &form) else { return nil }
        try changes.change(term, to: details, of: clinician.name)
        return "The working term was changed." + note(form, details.type)
    }

    /// Whether no other term stands in the way (S0.50). One that began earlier is ended the day before, if the form asks for it.
    private func makeRoom(_ details: TermDetails, _ clinician: Clinician, _ term: WorkingTerm?, _ form: inout TermForm) throws -> Bool {
        var others = try terms.overlapping(details, of: clinician.id, except: term?.id)
        var ended: WorkingTerm?
        if let first = others.first, first.id == form.endOther, first.details.start < details.start { ended = others.removeFirst() }
        guard let other = others.first else {
            if let ended { try changes.end(ended, on: details.start - 1, of: clinician.name) }
            return true
        }
        let named = TermWords.named(other.details)
        if other.details.start < details.start {
            form.offer = other
            form.errors.add("start", "The dates overlap \(named). End that term on \((details.start - 1).words), or choose other dates", target: "end-other-1")
        } else {
            form.errors.add("start", "The dates overlap \(named). Choose dates outside it, or change that term first", target: "start-day")
        }
        return false
    }

    private func note(_ form: TermForm, _ type: TermType) -> String {
        let names = form.leftOut(of: type)
        return names.isEmpty ? "" : " Left out, since it does not belong to the type \(type.label): \(names.joined(separator: ", "))."
    }
}
