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
        let options = try TermFormOptions(db, context.visibility, clinician, term)
        if term.revision != form.revision {
            form.errors.addChanged("This working term", now: standing(term.details, options), target: "type-\(term.details.type.rawValue)")
            form.revision = term.revision
        }
        let check = TermCheck(options: options, supervisorBefore: term.details.supervisorId)
        guard let details = check.details(&form), try makeRoom(details, clinician, term, &form) else { return nil }
        try changes.change(term, to: details, of: clinician.name)
        return "The working term was changed." + note(form, details.type)
    }

    /// "Partner, 60%, from 5 January 2026, Must Monday, takes part in duty, Main Surgery, leave 6.5 weeks"
    private func standing(_ details: TermDetails, _ options: TermFormOptions) -> String {
        let places = details.locations.compactMap { id in options.locations.first { $0.id == id }?.name }
        let supervisor = details.supervisorId.flatMap { id in options.supervisors.first { $0.id == id }?.name }
        return [
            TermWords.label(details), details.end.flatMap { DayRange(details.start, $0)?.words } ?? "from \(details.start.words)",
            supervisor.map { "supervised by \($0)" }, TermWords.pattern(details), details.duty ? "takes part in duty" : "takes no part in duty",
            places.isEmpty ? nil : places.formatted, details.leaveEntitlement.map { "leave \(Numbers.words($0)) \(TermWords.unit(details))" },
            details.minShifts.map { "at least \(Numbers.words($0)) shifts a week" }, details.maxShifts.map { "at most \(Numbers.words($0)) shifts a week" },
        ].compactMap { $0 }.joined(separator: ", ")
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
