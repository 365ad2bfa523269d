import Civil
import RotaDomain

/// Builds the rows and cells of a `WeekStaffing`.
struct WeekStaffingRows {
    let days: Range<Int>
    private(set) var options: [[ClinicianDay]] = []
    private(set) var demands: [StaffingDemand?] = []
    private(set) var rows: [ShortfallProblem.Row] = []
    private(set) var cells: [ShortfallProblem.Cell] = []

    private let words: PracticeWords
    private let given: GivenRota
    private let monday: Int
    private var supervisors: Supervisors

    init(_ words: PracticeWords, _ given: GivenRota, week monday: Int) {
        self.words = words
        self.given = given
        self.monday = monday
        supervisors = Supervisors(words)
        days = (monday..<monday + 7).clamped(to: words.days)
    }

    mutating func build() {
        for clinician in 0..<words.clinicianCount {
            for day in days {
                let found = DayOptions.all(clinician, day, given, words)
                options.append(found)
                cells.append(.init(number: Int32(cells.count), options: found.indices.map { .init(number: Int32($0), adds: []) }))
            }
        }
        for day in days {
            for part in words.open(day).parts {
                for location in 0..<words.locationCount { addPlace(day, part, location) }
            }
            addSupervision(day)
        }
        for limit in WeekLimit.all(week: monday, given, words) { addWeekMaximum(limit) }
    }

    private func cell(_ clinician: Int, _ day: Int) -> Int { clinician * days.count + day - days.lowerBound }

    private mutating func row(_ demand: StaffingDemand?, need: Int = 0, most: Int? = nil) -> Int {
        demands.append(demand)
        rows.append(.init(need: Int32(clamping: need), weight: 0, most: most.map { Int32(clamping: $0) } ?? ShortfallProblem.Row.unlimited))
        return rows.count - 1
    }

    private mutating func count(_ row: Int, _ cell: Int, _ amount: (ClinicianDay) -> Int) {
        for (place, option) in options[cell].enumerated() {
            let amount = amount(option)
            if amount != 0 { cells[cell].options[place].adds.append(.init(row: Int32(row), amount: Int32(amount))) }
        }
    }

    // MARK: - S1, S2, H8

    private mutating func addPlace(_ day: Int, _ part: Part, _ location: Int) {
        let need = words.need(day, part, location)
        if need.minimum > 0 {
            let cover = row(.cover(day: day, part: part, location: location), need: need.minimum)
            for clinician in 0..<words.clinicianCount where words.countsTowardsMinimum(clinician, day) {
                count(cover, cell(clinician, day)) { $0[part]?.location == location ? 1 : 0 }
            }
        }
        guard need.duty > 0 else { return }
        let duty = row(.duty(day: day, part: part, location: location), need: need.duty, most: H08DutyPlaces.most(day, part, location, given, words))
        for clinician in 0..<words.clinicianCount { count(duty, cell(clinician, day)) { Self.isOnDuty($0, part, location) ? 1 : 0 } }
    }

    private static func isOnDuty(_ option: ClinicianDay, _ part: Part, _ location: Int) -> Bool {
        option[part].map { $0.kind == .duty && $0.location == location } == true
    }

    // MARK: - S3

    /// A row for each part and location where a trainee may be: a supervisor there adds 1, the trainee takes 1 away.
    private mutating func addSupervision(_ day: Int) {
        for trainee in 0..<words.clinicianCount {
            guard let able = supervisors.of(trainee, day) else { continue }
            for part in Part.allCases {
                for location in 0..<words.locationCount {
                    func isThere(_ option: ClinicianDay) -> Bool { option[part]?.location == location }
                    guard options[cell(trainee, day)].contains(where: isThere) else { continue }
                    let alone = row(.supervision(trainee: trainee, day: day, part: part))
                    count(alone, cell(trainee, day)) { isThere($0) ? -1 : 0 }
                    for supervisor in able { count(alone, cell(supervisor, day)) { isThere($0) ? 1 : 0 } }
                }
            }
        }
    }

    // MARK: - H5

    private mutating func addWeekMaximum(_ limit: WeekLimit) {
        let parts = row(nil, most: limit.most)
        for day in limit.days { count(parts, cell(limit.clinician, day)) { $0.worked.count } }
    }
}
