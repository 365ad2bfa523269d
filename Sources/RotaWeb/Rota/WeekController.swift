import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// `/rota`: a week of the rota. Managers see the draft and what differs from the published rota; everybody else sees published dates.
enum WeekController {
    static func show(_ context: SignedIn) throws -> Response {
        let address = WeekAddress(context.request.query, today: context.today)
        guard let rota = try context.store.read({ db in try ShiftRepository(db, context.visibility).rota(address.week) }) else {
            guard context.account.role.managesPractice else { throw PageError.notFound }
            return .redirect(to: Paths.tasks)
        }
        let found = rota.showsDrafts && !rota.file.shifts.isEmpty ? WarningsFound.find(in: rota, address.week) : WarningsFound()
        let own = rota.showsDrafts ? nil : try context.store.read { db in try ShiftRepository(db, context.visibility).clinician(ofAccount: context.account.id) }
        let grid = WeekGrid(rota, week: address.week, today: context.today, rules: found.rules, own: own)
        let page = context.layout("Week of \(address.week.first.words)", section: .week, bodyClass: "page-rota")
        return WeekView(page: page, grid: grid, address: address, found: found, ahead: try published(context, address, rota), printedAt: context.now).page()
    }

    /// For those who see published dates only, when this week has none or is over: the first date that they can see.
    private static func published(_ context: SignedIn, _ address: WeekAddress, _ rota: VisibleRota) throws -> Day? {
        guard !rota.showsDrafts else { return nil }
        let isOver = address.week.contains(context.today) && context.today.weekday.index >= 5
        guard isOver || rota.versions.isEmpty else { return nil }
        let from = address.week.contains(context.today) ? address.week.last + 1 : context.today
        return try context.store.read { db in try ShiftRepository(db, context.visibility).firstPublished(from: from) }
    }
}
