import Civil
import HTTP
import RotaDomain

/// `/rota/:clinicianId/:date/sickness`: off sick, by one press on the day's page.
enum RotaSicknessController {
    static func create(_ context: SignedIn) throws -> Response {
        let day = try RotaDay.find(context)
        // Its page is the rota's, and it records leave: it takes both.
        guard context.account.may(.rota) else { throw PageError.forbidden }
        guard let span = context.form["part"].flatMap(Span.init) else { return try refused(context, day, "Choose which part of the day is missed") }
        switch try RotaSickness(context: context, span: span, stood: context.form["stood"] ?? "").perform(on: day) {
        case .onLeave(let leave):
            return try refused(context, day, "\(day.clinician.name) is on \(LeaveWords.phrase(leave.type)) then: \(leave.range.words), \(leave.part.label.lowercased())")
        case .recorded(let shifts):
            let taken = shifts == 0 ? "" : " \(shifts == 1 ? "The shift was" : "\(shifts) shifts were") taken out of the rota."
            return try context.redirect(to: try hole(context, day, span), success: "\(day.title): off sick\(span == .full ? " all day" : " in the \(span == .am ? "morning" : "afternoon")").\(taken)")
        }
    }

    /// Why the worst hole that this made stands, or else the week.
    private static func hole(_ context: SignedIn, _ before: RotaDay, _ span: Span) throws -> String {
        let after = try RotaDay.find(context), known = Set(before.gaps.map(\.gap))
        let new = after.gaps.filter { !known.contains($0.gap) && span.covers($0.part) }
        let worst = [Warning.Kind.duty, .supervision, .cover].lazy.compactMap { kind in new.first { $0.kind == kind } }.first
        return worst.map { Paths.warning($0, after.rota) } ?? Paths.week(at: before.day)
    }

    private static func refused(_ context: SignedIn, _ day: RotaDay, _ message: String) throws -> Response {
        var form = RotaDayForm(day)
        form.refuseSickness(message)
        return try RotaDayController.page(context, day, form, .unprocessableContent)
    }
}
