import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// The usual week's open half-days. Cover follows them: one row for each open part and location (rules.md).
enum OpeningController {
    static func edit(_ context: SignedIn) throws -> Response {
        let opening = try context.store.read { db in try PracticeRepository(db).opening() }
        return try page(context, opening.isEmpty ? .usual : OpeningForm(opening), FieldErrors(), [])
    }

    static func update(_ context: SignedIn) throws -> Response {
        let form = OpeningForm(context.form)
        var errors = FieldErrors()
        form.check(&errors)
        let losses = try context.store.read { db in try ClosingPart.all(db, keeping: form, context) }
        let isAgreed = context.form["closing"] == ClosingPart.fingerprint(losses) && context.form["close"] != nil
        if !losses.isEmpty, !isAgreed, errors.isEmpty {
            errors.add("close", "Confirm that these half-days close, or tick them again", target: "close")
        }
        guard errors.isEmpty else { return try page(context, form, errors, losses, .unprocessableContent) }
        try context.store.write { db in
            let old = OpeningForm(try PracticeRepository(db).opening())
            let lost = try ClosingPart.all(db, keeping: form, context).map(\.words).joined(separator: " ")
            try PracticeRepository(db).setOpening(form.parts)
            try CoverRepository(db).matchOpening()
            try AuditLog(db).record(
                "change opening", AuditSubject("practice", id: 1, "Opening"), by: context.actor, at: context.now,
                before: ["open": old.words, "lost": lost.isEmpty ? nil : lost], after: ["open": form.words])
        }
        return try context.redirect(to: Paths.locations, success: "The open half-days were saved.")
    }

    private static func page(_ context: SignedIn, _ form: OpeningForm, _ errors: FieldErrors, _ losses: [ClosingPart], _ status: Status = .ok) throws -> Response {
        let page = context.layout("Open half-days", section: .locations, crumbs: [PageLayout.Link(label: "Locations and opening", path: Paths.locations)], errors: errors)
        return OpeningView(
            page: page, token: try context.formToken(), table: OpeningTable(form, error: errors["open"]), losses: errors["close"] == nil ? [] : losses.map(\.words),
            closing: ClosingPart.fingerprint(losses), error: errors["close"] ?? ""
        ).page(status)
    }
}

/// A half-day that is about to close, though something stands on it.
struct ClosingPart: Sendable, Equatable {
    let weekday: Weekday
    let part: Part
    let needs: [String]
    let shifts: Int

    /// "Monday mornings: Main Surgery needs 4 doctors, 1 on duty; 12 shifts from today stay in the rota and are reported."
    var words: String {
        let kept = shifts > 0 ? ["\(counted(shifts, "shift")) from today \(shifts == 1 ? "stays" : "stay") in the rota and \(shifts == 1 ? "is" : "are") reported"] : []
        return "\(weekday.name) \(part.word)s: \((needs + kept).joined(separator: "; "))."
    }

    /// The parts that are open now, closed in the form, and either need somebody or have shifts to come.
    static func all(_ db: Connection, keeping form: OpeningForm, _ context: SignedIn) throws -> [ClosingPart] {
        let opening = OpeningForm(try PracticeRepository(db).opening())
        let cover = try CoverRepository(db).all()
        let locations = try LocationRepository(db).all()
        var found: [ClosingPart] = []
        for weekday in Weekday.allCases {
            for part in Part.allCases where opening.isOpen(weekday, part) && !form.isOpen(weekday, part) {
                let needs = locations.compactMap { location in
                    cover[CoverPlace(weekday: weekday, part: part, locationId: location.id)].flatMap { $0 == .none ? nil : "\(location.name) needs \($0.words)" }
                }
                let shifts = try StandingShifts(db, context.visibility).count(on: weekday, part, from: context.today)
                if !needs.isEmpty || shifts > 0 { found.append(ClosingPart(weekday: weekday, part: part, needs: needs, shifts: shifts)) }
            }
        }
        return found
    }

    /// What somebody agreed to, so that an agreement to something else does not count.
    static func fingerprint(_ parts: [ClosingPart]) -> String {
        parts.map { OpeningForm.value($0.weekday, $0.part) }.joined(separator: " ")
    }
}

extension OpeningForm {
    /// "mon-am mon-pm tue-am"
    fileprivate var words: String {
        Weekday.allCases.flatMap { weekday in Part.allCases.filter { isOpen(weekday, $0) }.map { Self.value(weekday, $0) } }.joined(separator: " ")
    }
}

struct OpeningView {
    let page: PageLayout
    let token: FormToken
    let table: OpeningTable
    /// What closing loses, a sentence each; empty when there is nothing to confirm.
    let losses: [String]
    let closing: String
    let error: String

    var asks: Bool { !losses.isEmpty }

    static let preview = OpeningView(
        page: .preview, token: .preview, table: .preview, losses: ["Monday mornings: Main Surgery needs 4 doctors, 1 on duty."], closing: "mon-am", error: "Confirm")
}
