import Civil
import HTML
import HTTP
import RotaDomain
import RotaEngine
import RotaStore

/// What the rota lacks, and why (B4).
enum WarningsController {
    static func index(_ context: SignedIn) throws -> Response {
        let filter = WarningFilter(context.request.query)
        let found = try context.store.read { db -> (rota: VisibleRota, dates: WarningFilter.Dates)? in
            let shifts = ShiftRepository(db, context.visibility)
            guard let dates = filter.dates(today: context.today, last: try shifts.lastDate()), let rota = try shifts.rota(dates.range) else { return nil }
            return (rota, dates)
        }
        let page = context.layout("Warnings", section: .warnings)
        guard let found else { return WarningsView(page: page, filter: filter).page() }
        let warnings = filter.kept(WarningsFound.find(in: found.rota, found.dates.range))
        return WarningsView(page: page, filter: filter, warnings: warnings, rota: found.rota, dates: found.dates, today: context.today).page()
    }

    /// Who could fill one gap, and what stands against everybody else.
    static func show(_ context: SignedIn) throws -> Response {
        guard let text = context.parameters["date"], let day = Day(iso: text), RotaDate.years.contains(day.year),
            let part = context.parameters["part"].flatMap(Part.init)
        else { throw PageError.notFound }
        let range = WarningsController.surroundings(of: day)
        let loaded = DayRange(min(range.first, Candidates.counted(day).first), range.last) ?? range
        let rota = try context.store.read { db in try ShiftRepository(db, context.visibility).rota(loaded) }
        guard let rota, let location = rota.location(try context.id("locationId")) else { throw PageError.notFound }
        let kind = context.request.query["kind"].flatMap(Warning.Kind.init)
        let trainee = context.request.query["trainee"].flatMap { Int($0) }.flatMap { rota.clinician($0) }?.id
        let warning = Warning.find(in: rota.file, DayRange(day)).first {
            $0.part == part && $0.location == location && (kind == nil || $0.kind == kind) && (trainee == nil || $0.trainee == trainee)
        }
        let crumbs = [PageLayout.Link(label: "Warnings", path: Paths.warnings), PageLayout.Link(label: "Week of \(day.monday.words)", path: Paths.week(at: day))]
        let candidates = warning.map { RotaExplainer(byHand: rota.file, range: range).rankCover($0.gap) }
        let account = warning.flatMap { WarningsController.account($0, rota.file) }
        let page = context.layout(warning?.tag ?? "Nothing missing", section: .warnings, crumbs: crumbs)
        return WarningView(page: page, day: day, part: part, location: location, warning: warning, account: account, candidates: candidates, rota: rota).page()
    }

    /// Whether any rota of the week could fill the gap, whoever's unpinned shifts were moved; nil where that is not shown to be so.
    private static func account(_ warning: Warning, _ file: PracticeFile) -> GapAccount? {
        var analyst = GapAnalyst(byHand: file, range: DayRange(weekOf: warning.day))
        let account = GapWords(file).account(analyst.verdict(on: warning.gap, isPriced: false), isPriced: false)
        return account.standing.asksForFixes || account.unavoidable > 0 ? account : nil
    }

    /// Fairness is judged over some weeks, not one.
    private static func surroundings(of day: Day) -> DayRange {
        let week = DayRange(weekOf: day)
        return DayRange(week.first - 28, week.last + 28) ?? week
    }
}
