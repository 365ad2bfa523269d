import HTML
import HTTP

/// `/rota`: a week of the rota. Who works with the draft sees it and what differs from the published rota; everybody else sees published dates.
enum WeekController {
    static func show(_ context: SignedIn) throws -> Response {
        let address = WeekAddress(context.request.query, today: context.today)
        let key = WeekDrawing.Key(context, address)
        let drawing = try context.store.read { db in
            try context.practice.weeks.value(key, at: db.dataVersion) { try WeekDrawing(db, key) }
        }
        guard let drawing else {
            guard context.account.may(.settings) else { throw PageError.notFound }
            return .redirect(to: Paths.tasks)
        }
        let page = context.layout("Week of \(address.week.first.words)", section: .week, bodyClass: "page-rota")
        return WeekView(page: page, drawing: drawing, address: address, printedAt: context.now).page()
    }
}
