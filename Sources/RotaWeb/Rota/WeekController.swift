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
        let grid = WeekGrid(rota, week: address.week, today: context.today)
        let warnings = grid.manages && !rota.file.shifts.isEmpty ? Warning.find(in: rota.file, address.week) : []
        let page = context.layout("Week of \(address.week.first.words)", section: .week, bodyClass: "page-rota")
        return WeekView(page: page, grid: grid, address: address, found: warnings, printedAt: context.now).page()
    }
}
