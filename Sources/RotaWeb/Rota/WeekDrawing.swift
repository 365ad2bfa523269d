import Civil
import RotaDomain
import RotaStore
import SQLite

/// A week of the rota, drawn for those who see the same of it: all of its page but the frame and the moment.
struct WeekDrawing: Sendable {
    /// All that a drawing depends on besides the database.
    struct Key: Hashable, Sendable {
        let visibility: Visibility
        /// What its links lead to.
        let reach: Reach
        /// Of those who find their own row at the top; nil for managers, who all see the same.
        let account: Int?
        let week: DayRange
        /// The one shown on narrow screens, when one was asked for.
        let day: Day?
        let today: Day

        init(_ context: SignedIn, _ address: WeekAddress) {
            visibility = context.visibility
            reach = context.reach
            account = context.visibility.seesDrafts ? nil : context.account.id
            week = address.week
            day = address.day
            today = context.today
        }
    }

    let manages: Bool
    let changes: Bool
    let isThisWeek: Bool
    let state: WeekState
    let table: WeekTable
    let sites: [WeekView.Site]
    let warnings: [WarningRow]
    let warningTitle: String
    let warningSummary: String
    let hasAgainst: Bool
    let hasKnown: Bool
    let isEmpty: Bool
    /// A grid without a published day would be an empty frame.
    let hasGrid: Bool
    /// For those who see published dates only, when this week has none or is over: the first date that they can see.
    let ahead: Day?
    /// For the same, when this week has none and nothing is ahead: the last date that they can see.
    let behind: Day?
    /// Nothing is published at all.
    let isUnpublished: Bool

    /// Nil before the practice has been set up.
    init?(_ db: Connection, _ key: Key) throws {
        let shifts = ShiftRepository(db, key.visibility)
        guard let rota = try shifts.rota(key.week) else { return nil }
        let found = rota.showsDrafts && key.reach.rota && !rota.file.shifts.isEmpty ? WarningsFound.find(in: rota, key.week) : WarningsFound()
        let own = try key.account.flatMap { try shifts.clinician(ofAccount: $0) }
        let grid = WeekGrid(rota, week: key.week, today: key.today, rules: found.rules, own: own, reach: key.reach)
        manages = grid.manages
        changes = grid.manages && key.reach.rota
        isThisWeek = key.week.contains(key.today)
        isEmpty = grid.people.allSatisfy { $0.plans.allSatisfy(\.isEmpty) && $0.published.allSatisfy(\.isEmpty) }
        state = WeekState(grid, isEmpty: isEmpty)
        hasGrid = grid.manages || grid.columns.contains(where: \.isPublished)
        table = WeekTable(grid, caption: "Rota, week of \(key.week.first.words), by clinician", day: key.day, hasRows: hasGrid) { Paths.week(at: $0) }
        sites = rota.file.locations.compactMap { name in grid.letters[name].map { WeekView.Site(letter: $0, name: name) } }
        warnings = isEmpty ? [] : WarningRow.all(found, rota)
        warningTitle = "\(counted(found.count, "warning")) this week"
        warningSummary = found.summary
        hasAgainst = found.rules.contains { !$0.isOverridden }
        hasKnown = found.rules.contains(where: \.isOverridden)
        let hides = !rota.showsDrafts && rota.versions.isEmpty
        ahead = try Self.published(shifts, key, rota)
        behind = hides && ahead == nil ? try PublicationRepository(db).lastPublishedDay() : nil
        isUnpublished = hides && ahead == nil && behind == nil
    }

    private static func published(_ shifts: ShiftRepository, _ key: Key, _ rota: VisibleRota) throws -> Day? {
        guard !rota.showsDrafts else { return nil }
        let isOver = key.week.contains(key.today) && key.today.weekday.index >= 5
        guard isOver || rota.versions.isEmpty else { return nil }
        return try shifts.firstPublished(from: key.week.contains(key.today) ? key.week.last + 1 : key.today)
    }
}
