import Civil
import RotaDomain
import RotaStore
import SQLite

/// The closures of one year.
struct ClosureIndexView {
    struct Row {
        let day: String
        let span: String
        let title: String
        let source: String
        let sourceClass: String
        /// "3 shifts", with the week that shows them; nil when none stands on it.
        let shifts: String?
        let week: String
        let edit: String
        let removal: String
        let revision: Int
        /// For readers of the links.
        let words: String
    }

    struct Year {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    let page: PageLayout
    let token: FormToken
    let lead: String
    let caption: String
    let rows: [Row]
    let years: [Year]
    /// When the known bank holidays end soon.
    let caution: String?
    /// Where the bank holidays of this year can be put back; nil when none are known.
    let putBack: String?
    let putBackLabel: String
    let needsPractice: Bool

    var hasRows: Bool { !rows.isEmpty }

    init(_ db: Connection, page: PageLayout, token: FormToken, year: Int, context: SignedIn) throws {
        let closures = ClosureRepository(db)
        let shifts = StandingShifts(db, context.visibility)
        let practice = try PracticeRepository(db).find()
        let known = practice.map { nation in BankHolidays.days(of: nation.nation).map(\.day.year) } ?? []
        let rows = try DayRange(year: year).map { try closures.all(in: $0) } ?? []
        let years = Set(try closures.years() + known + [year, context.today.year]).filter(TypedDate.years.contains).sorted()
        self.init(
            page: page, token: token, year: year, practice: practice, rows: try rows.map { ($0, try shifts.count(on: $0.day, $0.span)) }, years: years,
            known: Set(known), last: try closures.lastBankHoliday(), today: context.today)
    }

    init(
        page: PageLayout, token: FormToken, year: Int, practice: PracticeRecord?, rows: [(Closure, shifts: Int)], years: [Int], known: Set<Int>, last: Day?,
        today: Day
    ) {
        self.page = page
        self.token = token
        let whose = practice.map { "Bank holidays of \($0.nation.label), and days" } ?? "Bank holidays, and days"
        lead = "\(whose) the practice closes itself. Nothing is generated on them."
        caption = "Closures in \(year)"
        needsPractice = practice == nil
        self.rows = rows.map { closure, shifts in
            Row(
                day: closure.day.long, span: closure.span.label, title: closure.title, source: closure.source.label,
                sourceClass: closure.source == .practice ? "tag" : "tag tag--quiet", shifts: shifts == 0 ? nil : counted(shifts, "shift"),
                week: Paths.week(of: closure.day), edit: Paths.editClosure(closure.id), removal: Paths.closureRemoval(closure.id),
                revision: closure.revision,
                words: "\(closure.title), \(closure.day.long)")
        }
        self.years = years.map { Year(label: String($0), path: Paths.closures($0), isCurrent: $0 == year) }
        caution = practice == nil ? nil : Self.caution(last, known.max(), today)
        putBack = known.contains(year) && Self.isMissing(year, practice?.nation, rows.map(\.0.day)) ? Paths.bankHolidays(year) : nil
        putBackLabel = "Restore missing bank holidays"
    }

    /// Whether the year has bank holidays that are no closures.
    private static func isMissing(_ year: Int, _ nation: Nation?, _ closed: [Day]) -> Bool {
        guard let nation else { return false }
        return BankHolidays.days(of: nation).contains { $0.day.year == year && !closed.contains($0.day) }
    }

    /// B8, conventions §2.6: said when the last known bank holiday is less than a year away.
    private static func caution(_ last: Day?, _ lastKnownYear: Int?, _ today: Day) -> String? {
        guard let last else { return "There are no bank holidays in the calendar. Rotas will be generated on them unless you put them back or add them." }
        guard last < today + 365 else { return nil }
        let remedy = lastKnownYear.map { $0 > last.year } ?? false ? "Choose a later year below and put its bank holidays back." : "Add later ones yourself, or update the program."
        return "The last bank holiday in the calendar is \(last.long). \(remedy)"
    }

    static let preview = ClosureIndexView(
        page: .preview, token: .preview, year: 2026, practice: PracticeRecord(name: "Elm Surgery", nation: .scotland),
        rows: [(Closure(id: 1, day: Day(number: 20_783), span: .pm, title: "Staff training", source: .practice), 3)], years: [2026, 2027], known: [2026],
        last: Day(number: 20_812), today: Day(number: 20_779))
}
