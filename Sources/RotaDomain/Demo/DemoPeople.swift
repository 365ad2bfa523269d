import Civil

/// One invented clinician of the demonstration.
struct DemoPerson {
    let clinician: PracticeFile.Clinician
    let terms: [PracticeFile.Term]
    /// Stretches of annual leave in the 26 weeks, in weeks each.
    var leave: [Int] = []
    /// Takes it when the schools are closed.
    var inSchoolHolidays = false
}

/// Who works at the demonstration: six partners, five salaried doctors, four trainees, two locums, and one who has retired.
enum DemoPeople {
    private typealias Term = PracticeFile.Term
    private static let main = DemoPractice.main
    private static let branch = DemoPractice.branch

    /// Who is missed at the health centre.
    static let atMain: Set<String> = [
        "philippa-thornbury", "anil-wickramasinghe", "wilhelmina-featherstonehaugh", "magnus-tulloch", "rukhsana-dale", "errol-brathwaite", "dev-ramachandran",
    ]
    /// Who is missed at the branch.
    static let atBranch: Set<String> = ["emeka-nwachukwu", "sian-prosser-vaughan", "malgorzata-zielinska"]

    static func all(_ calendar: DemoCalendar) -> [DemoPerson] {
        partners(calendar.monday) + salaried(calendar.monday) + trainees(calendar) + others(calendar.monday)
    }

    private static func person(
        _ id: String, _ name: String, _ groups: [String] = [], owes balance: Double = 0, active: Bool = true, _ terms: [Term], leave: [Int] = [],
        inSchoolHolidays: Bool = false
    ) -> DemoPerson {
        DemoPerson(
            clinician: PracticeFile.Clinician(id: id, name: name, active: active, groups: groups, dutyBalance: balance), terms: terms, leave: leave,
            inSchoolHolidays: inSchoolHolidays)
    }

    private static func partner(
        _ id: String, from start: Day, to end: Day? = nil, fte: Double, _ locations: [String], cannot: Set<Weekday> = [], must: Set<Weekday> = [],
        half: [Weekday: HalfDay] = [:], _ shifts: ClosedRange<Double>?
    ) -> Term {
        Term(
            clinician: id, type: .partner, start: start, end: end, locations: locations, fte: fte, halfDays: half, cannotWork: cannot, mustWork: must,
            minShifts: shifts?.lowerBound, maxShifts: shifts?.upperBound, leaveEntitlement: 6.5)
    }

    private static func salaried(
        _ id: String, from start: Day, to end: Day? = nil, _ locations: [String], _ days: Set<Weekday>, alternating: Set<Weekday>? = nil,
        half: [Weekday: HalfDay] = [:], duty: Bool = true, entitlement: Double
    ) -> Term {
        Term(
            clinician: id, type: .salaried, start: start, end: end, duty: duty, locations: locations, fixedDays: days, fixedDaysB: alternating, halfDays: half,
            leaveEntitlement: entitlement)
    }

    private static func trainee(
        _ id: String, _ type: TermType, from start: Day, to end: Day, _ location: String, under supervisor: String, _ days: Set<Weekday>,
        half: [Weekday: HalfDay], entitlement: Double
    ) -> Term {
        Term(
            clinician: id, type: type, start: start, end: end, duty: false, locations: [location], supervisor: supervisor, fixedDays: days, halfDays: half,
            leaveEntitlement: entitlement)
    }

    private static func partners(_ monday: Day) -> [DemoPerson] {
        [
            person(
                "philippa-thornbury", "Dr Philippa Thornbury", ["Partners", "FY Supervisor", "ST Supervisor"],
                [partner("philippa-thornbury", from: monday - 7 * 310, fte: 100, [main], must: [.mon], 3.5...5)], leave: [1, 2], inSchoolHolidays: true),
            person(
                "anil-wickramasinghe", "Dr Anil Wickramasinghe", ["Partners", "ST Supervisor", "Minor surgery"], owes: 2,
                [partner("anil-wickramasinghe", from: monday - 7 * 204, fte: 80, [main], cannot: [.fri], must: [.tue], 2.5...4.5)], leave: [1, 1, 1]),
            person(
                "wilhelmina-featherstonehaugh", "Dr Wilhelmina Featherstonehaugh-Oyelaran MacGillivray", ["Partners", "Women’s health"], owes: -1.5,
                [partner("wilhelmina-featherstonehaugh", from: monday - 7 * 96, fte: 60, [main], cannot: [.wed], 1.5...3.5)], leave: [2, 1],
                inSchoolHolidays: true),
            person(
                "emeka-nwachukwu", "Dr Emeka Nwachukwu", ["Partners", "FY Supervisor", "ST Supervisor"], owes: 0.5,
                [partner("emeka-nwachukwu", from: monday - 7 * 151, fte: 75, [branch, main], must: [.mon], half: [.thu: .am], 2...4.5)], leave: [1, 1],
                inSchoolHolidays: true),
            person(
                "sian-prosser-vaughan", "Dr Siân Prosser-Vaughan", ["Partners", "ST Supervisor", "Women’s health"],
                [partner("sian-prosser-vaughan", from: monday - 7 * 62, fte: 70, [branch, main], cannot: [.mon], half: [.fri: .any], nil)], leave: [1, 1, 1]),
            person(
                "magnus-tulloch", "Dr Magnus Tulloch", ["FY Supervisor"],
                [
                    salaried(
                        "magnus-tulloch", from: monday - 7 * 80, to: monday + 7 * 13 - 1, [main], [.mon, .tue, .thu, .fri], half: [.fri: .am], entitlement: 30),
                    partner("magnus-tulloch", from: monday + 7 * 13, fte: 80, [main, branch], cannot: [.wed], 2.5...4.5),
                ], leave: [1, 1]),
        ]
    }

    private static func salaried(_ monday: Day) -> [DemoPerson] {
        [
            person(
                "rukhsana-dale", "Dr Rukhsana Dale", ["Women’s health"], owes: 1,
                [salaried("rukhsana-dale", from: monday - 7 * 44, [main], [.mon, .tue, .wed], half: [.wed: .am], entitlement: 24)], leave: [1, 1],
                inSchoolHolidays: true),
            person(
                "errol-brathwaite", "Dr Errol Brathwaite", ["Minor surgery"],
                [
                    salaried(
                        "errol-brathwaite", from: monday - 7 * 33, [main, branch], [.mon, .tue, .thu], alternating: [.mon, .wed, .fri], entitlement: 26)
                ], leave: [1, 1, 1]),
            person(
                "malgorzata-zielinska", "Dr Małgorzata Zielińska", owes: -0.5,
                [salaried("malgorzata-zielinska", from: monday - 7 * 118, [branch, main], [.tue, .wed, .thu, .fri], half: [.wed: .am], entitlement: 30)],
                leave: [1, 1], inSchoolHolidays: true),
            person(
                "harriet-osgood", "Dr Harriet Osgood", [],
                [salaried("harriet-osgood", from: monday - 7 * 21, [main], [.wed, .thu, .fri], half: [.fri: .any], entitlement: 22.5)], leave: [2]),
            person(
                "dev-ramachandran", "Dr Dev Ramachandran", ["Minor surgery"],
                [salaried("dev-ramachandran", from: monday - 7 * 9, [main], [.mon, .thu, .fri], duty: false, entitlement: 24)], leave: [1, 1]),
        ]
    }

    private static func trainees(_ calendar: DemoCalendar) -> [DemoPerson] {
        let foundation = calendar.changeovers([4, 8, 12])
        let specialty = calendar.changeovers([2, 8])
        let week: Set<Weekday> = [.mon, .tue, .wed, .thu, .fri]
        return [
            person(
                "imogen-sallis", "Dr Imogen Sallis", ["FY Doctor"],
                [
                    trainee(
                        "imogen-sallis", .fy, from: foundation.last, to: foundation.next - 1, main, under: "philippa-thornbury", week,
                        half: [.tue: .am, .wed: .pm], entitlement: 9)
                ], leave: [1]),
            person(
                "kwabena-frimpong", "Dr Kwabena Frimpong", ["FY Doctor"],
                [
                    trainee(
                        "kwabena-frimpong", .fy, from: foundation.next, to: foundation.afterNext - 1, main, under: "magnus-tulloch", week,
                        half: [.thu: .am, .wed: .any], entitlement: 9)
                ], leave: [1]),
            person(
                "nadia-el-sharkawy", "Dr Nadia El-Sharkawy", ["GP Registrar"],
                [
                    trainee(
                        "nadia-el-sharkawy", .st, from: specialty.last, to: specialty.next - 1, main, under: "philippa-thornbury", [.mon, .tue, .thu, .fri],
                        half: [.tue: .am], entitlement: 15),
                    trainee(
                        "nadia-el-sharkawy", .st, from: specialty.next, to: specialty.afterNext - 1, main, under: "anil-wickramasinghe", [.mon, .tue, .wed, .thu],
                        half: [.wed: .pm], entitlement: 15),
                ], leave: [1, 1]),
            person(
                "ruairi-donnelly-quigg", "Dr Ruairí Donnelly-Quigg", ["GP Registrar"],
                [
                    trainee(
                        "ruairi-donnelly-quigg", .st, from: specialty.last, to: specialty.afterNext - 1, branch, under: "emeka-nwachukwu",
                        [.mon, .tue, .thu, .fri], half: [.thu: .am], entitlement: 30)
                ], leave: [1, 1], inSchoolHolidays: true),
        ]
    }

    private static func others(_ monday: Day) -> [DemoPerson] {
        func locum(_ id: String, duty: Bool, _ locations: [String]) -> Term {
            Term(clinician: id, type: .locum, start: monday - 7 * 12, duty: duty, locations: locations)
        }
        return [
            person("beatrix-ampleforth", "Dr Beatrix Ampleforth", [], [locum("beatrix-ampleforth", duty: true, [main])]),
            person("folarin-adebanjo-finch", "Dr Folarin Adebanjo-Finch", [], [locum("folarin-adebanjo-finch", duty: false, [])]),
            person(
                "leonard-crabtree", "Dr Leonard Crabtree", ["Partners"], owes: 3, active: false,
                [partner("leonard-crabtree", from: monday - 7 * 600, to: monday - 7 * 4 - 1, fte: 50, [main], 1...3)]),
        ]
    }
}
