import Civil

/// An invented British practice for `make demo` and for benchmarks: 18 clinicians, two locations, 26 weeks. Every name in it is made up.
///
/// A pure function of its first Monday: the same Monday gives the same file. Cover is mostly within reach, with a few gaps left on purpose
/// (leave at Christmas and in school holidays, days after bank holidays) so that there is something to explain.
package enum DemoPractice {
    package static let weeks = 26
    static let main = "Larkfield Health Centre"
    static let branch = "Osier Lane Surgery"

    /// The dates that the demonstration is made for.
    package static func range(startingOn monday: Day) -> DayRange { DemoCalendar(monday).range }

    /// - Parameter monday: any other day stands for the Monday of its week.
    package static func file(startingOn monday: Day) -> PracticeFile {
        let calendar = DemoCalendar(monday)
        let people = DemoPeople.all(calendar)
        var planner = DemoLeave(calendar)
        let leave = planner.leave(of: people)
        return PracticeFile(
            practice: settings(calendar), locations: [main, branch],
            groups: ["Partners", "FY Doctor", "FY Supervisor", "GP Registrar", "ST Supervisor", "Minor surgery", "Women’s health"],
            clinicians: people.map(\.clinician), terms: people.flatMap(\.terms), leave: leave,
            locumBookings: bookings(calendar, leave: leave), cover: cover(), coverOverrides: overrides(calendar))
    }

    private static func settings(_ calendar: DemoCalendar) -> PracticeFile.Settings {
        let weekdays = Weekday.allCases.filter { $0 < .sat }
        return PracticeFile.Settings(
            name: "Larkfield and Osier Lane Practice", nation: .englandAndWales, fullTimeParts: 9,
            open: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [.am, .pm]) }),
            closures: (calendar.bankHolidays + [calendar.teamDay]).sorted(), dutySpan: .day,
            supervisorGroups: [.fy: "FY Supervisor", .st: "ST Supervisor"])
    }

    /// Minimum doctors by weekday: morning and afternoon at the health centre, then at the branch. One duty doctor, at the health centre.
    private static let needs: [(weekday: Weekday, main: [Int], branch: [Int])] = [
        (.mon, [6, 5], [2, 2]), (.tue, [5, 4], [2, 2]), (.wed, [4, 3], [2, 1]), (.thu, [5, 5], [2, 2]), (.fri, [5, 4], [2, 2]),
    ]

    private static func cover() -> [PracticeFile.Cover] {
        needs.flatMap { need in
            zip(Part.allCases, zip(need.main, need.branch)).flatMap { part, minimum in
                [
                    PracticeFile.Cover(weekday: need.weekday, part: part, location: main, minimum: minimum.0, duty: 1),
                    PracticeFile.Cover(weekday: need.weekday, part: part, location: branch, minimum: minimum.1, duty: 0),
                ]
            }
        }
    }

    /// The first morning after a bank holiday is busier, Christmas Eve's afternoon is quiet, and on training afternoons the branch sees nobody.
    private static func overrides(_ calendar: DemoCalendar) -> [PracticeFile.CoverOverride] {
        func row(_ date: Day, _ part: Part, _ location: String, _ minimum: Int, _ duty: Int) -> PracticeFile.CoverOverride {
            PracticeFile.CoverOverride(date: date, part: part, location: location, minimum: minimum, duty: duty)
        }
        let busy = calendar.daysAfterBankHolidays.map { row($0, .am, main, 6, 2) }
        let quiet = (calendar.christmasEves + calendar.trainingAfternoons).flatMap { [row($0, .pm, main, 2, 1), row($0, .pm, branch, 0, 0)] }
        return (busy + quiet).sorted { ($0.date, $0.part, $0.location) < ($1.date, $1.part, $1.location) }
    }

    /// One locum for the health centre when two or more of its doctors are away, one for the branch when one of its is.
    private static func bookings(_ calendar: DemoCalendar, leave: [PracticeFile.Leave]) -> [PracticeFile.LocumBooking] {
        var bookings: [PracticeFile.LocumBooking] = []
        func book(_ clinician: String, _ location: String, _ first: Day, _ last: Day, _ part: Span) {
            guard let range = DayRange(first, last) else { return }
            bookings.append(PracticeFile.LocumBooking(clinician: clinician, location: location, range: range, part: part))
        }
        for (number, monday) in calendar.mondays.enumerated() {
            let away = Set(leave.filter { $0.status == .approved && $0.range.contains(DayRange(monday, monday + 4) ?? DayRange(monday)) }.map(\.clinician))
            if away.intersection(DemoPeople.atMain).count >= 2 { book("beatrix-ampleforth", main, monday, monday + (number % 3 == 0 ? 2 : 1), .full) }
            if !away.isDisjoint(with: DemoPeople.atBranch) { book("folarin-adebanjo-finch", branch, monday, monday + 1, .full) }
            if number % 5 == 2 { book("folarin-adebanjo-finch", main, monday + 3, monday + 3, .am) }
        }
        return bookings
    }
}
