import Civil
import RotaDomain
import RotaStore
import SQLite

/// Saves the open half-days, with what closing loses, inside one transaction. Cover follows them: one row for each open part and location (rules.md).
struct OpeningChange {
    /// What came of it; with errors, nothing was saved.
    struct Answer: Sendable {
        var errors = FieldErrors()
        var losses: [ClosingPart] = []
        /// The open half-days as they stood.
        var stood = ""
    }

    private let db: Connection
    private let context: SignedIn

    init(_ db: Connection, _ context: SignedIn) {
        self.db = db
        self.context = context
    }

    func save(_ form: OpeningForm) throws -> Answer {
        let standing = OpeningForm(try PracticeRepository(db).opening())
        var answer = Answer(stood: standing.mark)
        if context.form["stood"] != standing.mark { answer.errors.addChanged("The usual week", now: standing.words, target: "open-mon-am") }
        form.check(&answer.errors)
        answer.losses = try ClosingPart.all(db, from: standing, to: form, context)
        let isAgreed = context.form["close"] != nil && context.form["closing"] == ClosingPart.mark(answer.losses)
        if !answer.losses.isEmpty, !isAgreed, answer.errors.isEmpty {
            answer.errors.add("close", "Confirm that these half-days close, or tick them again", target: "close")
        }
        guard answer.errors.isEmpty, form.mark != standing.mark else { return answer }
        try PracticeRepository(db).setOpening(form.parts)
        try CoverRepository(db).matchOpening()
        let lost = answer.losses.map(\.words).joined(separator: " ")
        try AuditLog(db).record(
            "change opening", AuditSubject("practice", id: 1, "Opening"), by: context.actor, at: context.now,
            before: ["open": standing.mark, "lost": lost.isEmpty ? nil : lost], after: ["open": form.mark])
        return answer
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
    static func all(_ db: Connection, from standing: OpeningForm, to form: OpeningForm, _ context: SignedIn) throws -> [ClosingPart] {
        let cover = try CoverRepository(db).all()
        let locations = try LocationRepository(db).all()
        var found: [ClosingPart] = []
        for weekday in Weekday.allCases {
            for part in Part.allCases where standing.isOpen(weekday, part) && !form.isOpen(weekday, part) {
                let needs = locations.compactMap { location in
                    cover[CoverPlace(weekday: weekday, part: part, locationId: location.id)].flatMap { $0 == .none ? nil : "\(location.name) needs \($0.words)" }
                }
                let shifts = try StandingShifts(db, context.visibility).count(on: weekday, part, from: context.today)
                if !needs.isEmpty || shifts > 0 { found.append(ClosingPart(weekday: weekday, part: part, needs: needs, shifts: shifts)) }
            }
        }
        return found
    }

    /// What somebody agreed to, needs and counts included: an agreement to losing 3 shifts is none to losing 40.
    static func mark(_ parts: [ClosingPart]) -> String { parts.map(\.words).joined(separator: " ") }
}
