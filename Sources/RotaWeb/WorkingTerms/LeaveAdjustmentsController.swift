import HTML
import HTTP
import RotaDomain
import RotaStore

/// Correcting a term's yearly leave by hand (S0.41): an amount, a reason; who and when are noted.
enum LeaveAdjustmentsController {
    static func new(_ context: SignedIn) throws -> Response {
        let (term, clinician) = try context.store.read { db in try TermPages.find(db, context) }
        return try page(context, term, clinician, LeaveAdjustmentForm(FormBody(fields: FormFields())))
    }

    static func create(_ context: SignedIn) throws -> Response {
        var form = LeaveAdjustmentForm(context.form)
        let (term, clinician, isSaved) = try context.store.write { db in
            let (term, clinician) = try TermPages.find(db, context)
            guard let amount = form.check() else { return (term, clinician, false) }
            try WorkingTermRepository(db, context.visibility).insertAdjustment(amount, reason: form.reason, by: context.account.name, at: context.now, to: term.id)
            try AuditLog(db).record(
                "adjust leave", AuditSubject("working term", id: term.id, clinician.name), by: context.actor, at: context.now,
                after: ["amount": Numbers.words(amount), "reason": form.reason])
            return (term, clinician, true)
        }
        guard isSaved else { return try page(context, term, clinician, form, .unprocessableContent) }
        return try context.redirect(to: Paths.term(term.id), success: "The leave entitlement was adjusted.")
    }

    private static func page(_ context: SignedIn, _ term: WorkingTerm, _ clinician: Clinician, _ form: LeaveAdjustmentForm, _ status: Status = .ok) throws -> Response {
        let layout = context.layout("Adjust leave, \(clinician.name)", section: .clinicians, crumbs: TermPages.crumbs(clinician, term), errors: form.errors)
        return LeaveAdjustmentView(page: layout, token: try context.formToken(), term: term, clinician: clinician.name, form: form).page(status)
    }
}

/// An adjustment as it was typed.
struct LeaveAdjustmentForm {
    let amount: String
    let reason: String
    private(set) var errors = FieldErrors()

    init(_ form: FormBody) {
        amount = String((form["amount"] ?? "").trimmingSpaces.prefix(100))
        reason = (form["reason"] ?? "").trimmingSpaces
    }

    /// The amount; nil, with messages, when something is wrong.
    mutating func check() -> Double? {
        let value = Numbers.decimal(amount)
        if amount.isEmpty {
            errors.add("amount", "Enter an amount")
        } else if value == nil || value == 0 {
            errors.add("amount", "Amount must be a number other than 0, like 0.5 or -1")
        } else if let value, !Numbers.isHalfStep(value) {
            errors.add("amount", "Amount must be in steps of 0.5")
        } else if let value, abs(value) > 366 {
            errors.add("amount", "Amount must be 366 or less")
        }
        if reason.isEmpty { errors.add("reason", "Enter a reason") }
        if reason.isLonger(than: 200) { errors.add("reason", "Reason must be 200 characters or fewer") }
        if !reason.isOneLine { errors.add("reason", "Reason must be one line of text") }
        return errors.isEmpty ? value : nil
    }
}

/// The form that adjusts leave.
struct LeaveAdjustmentView {
    let page: PageLayout
    let token: FormToken
    let lead: String
    let action: String
    let cancelPath: String
    let amount: TextField
    let reason: TextField

    init(page: PageLayout, token: FormToken, term: WorkingTerm, clinician: String, form: LeaveAdjustmentForm) {
        self.page = page
        self.token = token
        lead = "\(clinician), \(TermWords.named(term.details))"
        action = Paths.adjustments(of: term.id)
        cancelPath = Paths.term(term.id)
        let unit = TermWords.unit(term.details)
        amount = TextField(
            id: "amount", label: "Amount, in \(unit)", hint: "0.5 adds half, -1 takes one away", value: form.amount, error: form.errors["amount"], width: "input--5",
            unit: unit)
        reason = TextField(id: "reason", label: "Reason", hint: "For example, carried over from last year", value: form.reason, error: form.errors["reason"])
    }

    static let preview = LeaveAdjustmentView(
        page: .preview, token: .preview, term: TermDeletionView.previewTerm, clinician: "Dr Amara Okafor", form: LeaveAdjustmentForm(FormBody(fields: FormFields())))
}
