/// One bank holiday of a nation.
package struct BankHoliday: Sendable, Hashable {
    package let day: Day
    /// As gov.uk has it: "Early May bank holiday".
    package let title: String
    /// Kept in place of a holiday that fell on a weekend.
    package let isSubstitute: Bool

    package init(day: Day, title: String, isSubstitute: Bool) {
        self.day = day
        self.title = title
        self.isSubstitute = isSubstitute
    }

    /// "Boxing Day (substitute day)"
    package var words: String { isSubstitute ? "\(title) (substitute day)" : title }
}

/// The bank holidays of the three nations as gov.uk publishes them (B8), 2025 to 2028.
///
/// One-off days are proclaimed late, so a practice can add and remove days itself.
package enum BankHolidays {
    /// In order of date.
    package static func days(of nation: Nation, in range: DayRange) -> [BankHoliday] {
        days(of: nation).filter { range.contains($0.day) }
    }

    /// Every one that is known, in order of date.
    package static func days(of nation: Nation) -> [BankHoliday] {
        rows.filter { $0.nations.contains(nation) }.compactMap { row in
            Day(iso: row.date).map { BankHoliday(day: $0, title: row.title.rawValue, isSubstitute: row.substitute) }
        }
    }

    /// After this date none is known; warn when it is less than a year away.
    package static func lastKnown(of nation: Nation) -> Day? { days(of: nation).last?.day }

    private enum Title: String {
        case newYear = "New Year’s Day"
        case goodFriday = "Good Friday"
        case easterMonday = "Easter Monday"
        case earlyMay = "Early May bank holiday"
        case spring = "Spring bank holiday"
        case summer = "Summer bank holiday"
        case christmas = "Christmas Day"
        case boxing = "Boxing Day"
        case secondJanuary = "2nd January"
        case stAndrew = "St Andrew’s Day"
        case stPatrick = "St Patrick’s Day"
        case boyne = "Battle of the Boyne (Orangemen’s Day)"
        case worldCup = "World Cup bank holiday"
    }

    private struct Row {
        let date: String
        let title: Title
        let nations: Set<Nation>
        let substitute: Bool

        init(_ date: String, _ title: Title, _ nations: Set<Nation>, substitute: Bool = false) {
            self.date = date
            self.title = title
            self.nations = nations
            self.substitute = substitute
        }
    }

    private static let all = Set(Nation.allCases)
    private static let notScotland: Set<Nation> = [.englandAndWales, .northernIreland]
    private static let scotland: Set<Nation> = [.scotland]
    private static let northernIreland: Set<Nation> = [.northernIreland]

    private static let rows: [Row] = [
        Row("2025-01-01", .newYear, all),
        Row("2025-01-02", .secondJanuary, scotland),
        Row("2025-03-17", .stPatrick, northernIreland),
        Row("2025-04-18", .goodFriday, all),
        Row("2025-04-21", .easterMonday, notScotland),
        Row("2025-05-05", .earlyMay, all),
        Row("2025-05-26", .spring, all),
        Row("2025-07-14", .boyne, northernIreland, substitute: true),
        Row("2025-08-04", .summer, scotland),
        Row("2025-08-25", .summer, notScotland),
        Row("2025-12-01", .stAndrew, scotland, substitute: true),
        Row("2025-12-25", .christmas, all),
        Row("2025-12-26", .boxing, all),
        Row("2026-01-01", .newYear, all),
        Row("2026-01-02", .secondJanuary, scotland),
        Row("2026-03-17", .stPatrick, northernIreland),
        Row("2026-04-03", .goodFriday, all),
        Row("2026-04-06", .easterMonday, notScotland),
        Row("2026-05-04", .earlyMay, all),
        Row("2026-05-25", .spring, all),
        Row("2026-06-15", .worldCup, scotland),
        Row("2026-07-13", .boyne, northernIreland, substitute: true),
        Row("2026-08-03", .summer, scotland),
        Row("2026-08-31", .summer, notScotland),
        Row("2026-11-30", .stAndrew, scotland),
        Row("2026-12-25", .christmas, all),
        Row("2026-12-28", .boxing, all, substitute: true),
        Row("2027-01-01", .newYear, all),
        Row("2027-01-04", .secondJanuary, scotland, substitute: true),
        Row("2027-03-17", .stPatrick, northernIreland),
        Row("2027-03-26", .goodFriday, all),
        Row("2027-03-29", .easterMonday, notScotland),
        Row("2027-05-03", .earlyMay, all),
        Row("2027-05-31", .spring, all),
        Row("2027-07-12", .boyne, northernIreland),
        Row("2027-08-02", .summer, scotland),
        Row("2027-08-30", .summer, notScotland),
        Row("2027-11-30", .stAndrew, scotland),
        Row("2027-12-27", .christmas, all, substitute: true),
        Row("2027-12-28", .boxing, all, substitute: true),
        Row("2028-01-03", .newYear, all, substitute: true),
        Row("2028-01-04", .secondJanuary, scotland, substitute: true),
        Row("2028-03-17", .stPatrick, northernIreland),
        Row("2028-04-14", .goodFriday, all),
        Row("2028-04-17", .easterMonday, notScotland),
        Row("2028-05-01", .earlyMay, all),
        Row("2028-05-29", .spring, all),
        Row("2028-07-12", .boyne, northernIreland),
        Row("2028-08-07", .summer, scotland),
        Row("2028-08-28", .summer, notScotland),
        Row("2028-11-30", .stAndrew, scotland),
        Row("2028-12-25", .christmas, all),
        Row("2028-12-26", .boxing, all),
    ]
}
