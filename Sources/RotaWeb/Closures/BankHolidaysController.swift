import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// Putting the bank holidays of a year back as they were proclaimed.
enum BankHolidaysController {
    static func new(_ context: SignedIn) throws -> Response {
        let (nation, year, there, proclaimed) = try context.store.read { db in
            let (nation, year) = try find(db, context.request.query["year"])
            let range = DayRange(year: year)
            return (
                nation, year, try range.map { try ClosureRepository(db).all(in: $0) } ?? [],
                range.map { BankHolidays.days(of: nation, in: $0) } ?? [])
        }
        let title = "Put back the bank holidays of \(year)"
        let page = context.layout(title, section: .closures, crumbs: [PageLayout.Link(label: "Closures", path: Paths.closures(year))])
        return BankHolidaysView(page: page, token: try context.formToken(), nation: nation, year: year, there: there, proclaimed: proclaimed).page()
    }

    static func create(_ context: SignedIn) throws -> Response {
        let (nation, year, count) = try context.store.write { db in
            let (nation, year) = try find(db, context.form["year"])
            let count = try ClosureRepository(db).putBackBankHolidays(of: nation, year: year)
            try AuditLog(db).record(
                "put back bank holidays", AuditSubject("closure", "Bank holidays of \(nation.label), \(year)"), by: context.actor, at: context.now,
                after: ["year": String(year), "bank holidays": String(count)])
            return (nation, year, count)
        }
        return try context.redirect(to: Paths.closures(year), success: "The \(count) bank holidays of \(year) in \(nation.label) are back.")
    }

    /// The nation, and the year if its bank holidays are known; else there is no such page.
    private static func find(_ db: Connection, _ text: String?) throws -> (Nation, Int) {
        guard let nation = try PracticeRepository(db).find()?.nation, let year = Numbers.whole(text ?? "", in: TypedDate.years),
            BankHolidays.days(of: nation).contains(where: { $0.day.year == year })
        else { throw PageError.notFound }
        return (nation, year)
    }
}

/// What putting the bank holidays back brings and takes away.
struct BankHolidaysView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let year: Int
    let back: String
    /// What will be in the calendar.
    let days: [String]
    /// What will go, because it is not one of the proclaimed days.
    let leaving: [String]

    var hasLeaving: Bool { !leaving.isEmpty }

    init(page: PageLayout, token: FormToken, nation: Nation, year: Int, there: [Closure], proclaimed: [BankHoliday]) {
        self.page = page
        self.token = token
        self.year = year
        title = "Put back the bank holidays of \(year)"
        back = Paths.closures(year)
        let own = Set(there.filter { $0.source == .practice }.map(\.day))
        days = proclaimed.map { "\($0.day.long): \($0.words)" + (own.contains($0.day) ? ", where your own closure stays as it is" : "") }
        let dates = Set(proclaimed.map(\.day))
        leaving = there.filter { $0.source == .bankHoliday && !dates.contains($0.day) }.map { "\($0.day.long): \($0.title)" }
    }

    static let preview = BankHolidaysView(
        page: .preview, token: .preview, nation: .scotland, year: 2027, there: [],
        proclaimed: [BankHoliday(day: Day(number: 20_814), title: "New Year’s Day", isSubstitute: false)])
}
