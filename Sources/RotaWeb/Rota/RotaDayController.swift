import Civil
import HTML
import HTTP
import RotaDomain

/// `/rota/:clinicianId/:date`: one clinician's day, changed by hand.
enum RotaDayController {
    static func edit(_ context: SignedIn) throws -> Response {
        let day = try RotaDay.find(context)
        var form = RotaDayForm(day)
        form.choose(context.request.query, day.rota)
        return try page(context, day, form)
    }

    static func update(_ context: SignedIn) throws -> Response {
        var form = RotaDayForm(context.form)
        let day = try RotaDay.find(context)
        guard let plan = form.plan(day.file.locations) else { return try page(context, day, form, .unprocessableContent) }
        return try change(context, day, to: plan, &form)
    }

    /// Takes the clinician off the rota for that day.
    static func destroy(_ context: SignedIn) throws -> Response {
        let day = try RotaDay.find(context)
        var form = RotaDayForm(context.form)
        form.span = "none"
        return try change(context, day, to: DayPlan(), &form)
    }

    private static func change(_ context: SignedIn, _ day: RotaDay, to plan: DayPlan, _ form: inout RotaDayForm) throws -> Response {
        let change = RotaDayChange(context: context, plan: plan, stood: form.stood, takeover: form.takeover, override: form.override, reason: form.reason)
        switch try change.perform(on: day) {
        case .refused(let broken):
            form.refuse(broken, day.words)
            return try page(context, day, form, .unprocessableContent)
        case .unchanged:
            return try context.redirect(to: Paths.week(at: day.day), success: "\(day.title): nothing was changed.")
        case .saved(let others):
            let handed = others.isEmpty ? "" : " \(others.joined(separator: " and ")) \(others.count == 1 ? "does" : "do") surgery."
            return try context.redirect(to: Paths.week(at: day.day), success: "\(day.title): \(PlanWords.text(plan).lowercasedFirst).\(handed)")
        }
    }

    static func page(_ context: SignedIn, _ day: RotaDay, _ form: RotaDayForm, _ status: Status = .ok) throws -> Response {
        let crumbs = [
            PageLayout.Link(label: "Rota", path: Paths.rota),
            PageLayout.Link(label: "Week of \(day.week.first.words)", path: Paths.week(at: day.day)),
        ]
        let layout = context.layout(day.title, section: .week, crumbs: crumbs, errors: form.errors)
        return RotaDayView(page: layout, token: try context.formToken(), removalToken: try context.formToken(), sicknessToken: try context.formToken(), day: day, form: form).page(status)
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
