import Civil
import Rostering
import RotaDomain

/// Says each rule of rules.md in counters and costs, so that the search need not know the rules.
///
/// H1 to H4, H6, H7, H9 and H10 are in the options already; H5 and H8 are penalties above any rota's score on counters that
/// the score needs anyway, and start only beyond what given shifts exceed by themselves.
struct PracticeProblemBuilder {
    private let words: PracticeWords
    private let given: GivenRota
    private let options: [[ClinicianDay]]
    private var problem: RosterProblem
    private let days: Range<Int>
    /// By place, the counter of those present or on duty; -1 where nothing can move or cost.
    private var presence: [Int]
    private var duty: [Int]

    init(_ words: PracticeWords, _ given: GivenRota, _ options: [[ClinicianDay]]) {
        self.words = words
        self.given = given
        self.options = options
        days = words.days
        problem = RosterProblem(staffCount: words.clinicianCount, dayCount: words.days.count)
        presence = Array(repeating: -1, count: words.dayCount * 2 * words.locationCount)
        duty = presence
    }

    mutating func build() -> RosterProblem {
        problem.cells = options.map { options in options.map { RosterProblem.Option(code: code($0), cost: cost($0)) } }
        addCover()
        addSupervision()
        for clinician in 0..<words.clinicianCount {
            addWeeks(clinician)
            addContract(clinician)
            addCrowding(clinician)
            addSettledWeeks(clinician)
        }
        addFairness()
        return problem
    }

    // MARK: - Options

    private func cell(_ clinician: Int, _ day: Int) -> Int { clinician * days.count + day - days.lowerBound }

    private func place(_ day: Int, _ part: Part, _ location: Int) -> Int { (day * 2 + part.index) * words.locationCount + location }

    /// A number for what is done on a day: kind and location of either part.
    private func code(_ option: ClinicianDay) -> Int {
        func digit(_ work: ClinicianDay.Work?) -> Int { work.map { $0.location * 2 + ($0.kind == .duty ? 2 : 1) } ?? 0 }
        return digit(option.am) * (words.locationCount * 2 + 1) + digit(option.pm)
    }

    /// What the option costs whatever else is done: S11, S13 and the must-work days of S4.
    private func cost(_ option: ClinicianDay) -> Int64 {
        var points = 0
        let clinician = option.clinician, day = option.day
        for part in Part.allCases {
            if let work = option[part], S13AwayFromHome.isAway(clinician, day, work.location, words) { points += SoftRule.s13.weight }
            if given.hadUnpinned[day], !option.pinned.contains(part) {
                let now = option[part].map { RotaSheet.Entry(kind: $0.kind, location: $0.location, pinned: false) }
                if S11Change.differs(given.all.work(clinician, day, part), now) { points += SoftRule.s11.weight }
            }
        }
        if option.worked.isEmpty, S04PartnerPromises.mustWork(clinician, day, words) { points += SoftRule.s4.weight }
        return PracticeProblem.cost(Double(points))
    }

    /// Adds `amount(option)` to the counter for every option of the cell.
    private mutating func count(_ counter: Int, _ cell: Int, _ amount: (ClinicianDay) -> Int) {
        for (index, option) in options[cell].enumerated() {
            let amount = amount(option)
            if amount != 0 { problem.cells[cell][index].effects.append(.init(counter: counter, amount: amount)) }
        }
    }

    /// A counter of a weighted whole number or square.
    private mutating func counter(_ points: @escaping (Int) -> Double) -> Int {
        problem.addCounter { PracticeProblem.cost(points($0)) }
    }

    // MARK: - S1, S2, S7, H8

    private mutating func addCover() {
        for day in days {
            for part in words.open(day).parts {
                for location in 0..<words.locationCount { addCover(day, part, location) }
            }
        }
        for (cell, options) in options.enumerated() {
            guard let day = options.first?.day, let clinician = options.first?.clinician else { continue }
            let counts = words.type(clinician, day).map(words.counting.contains) == true
            for (index, option) in options.enumerated() {
                for part in option.worked.parts {
                    guard let work = option[part] else { continue }
                    let place = place(day, part, work.location)
                    if counts, presence[place] >= 0 { problem.cells[cell][index].effects.append(.init(counter: presence[place], amount: 1)) }
                    if work.kind == .duty, duty[place] >= 0 { problem.cells[cell][index].effects.append(.init(counter: duty[place], amount: 1)) }
                }
            }
        }
    }

    private mutating func addCover(_ day: Int, _ part: Part, _ location: Int) {
        let need = words.need(day, part, location)
        presence[place(day, part, location)] = counter { present in
            let short = max(0, need.minimum - present), beyond = max(0, present - need.minimum)
            return Double(SoftRule.s2.weight * short + SoftRule.s7.weight * beyond * beyond)
        }
        let standing = (0..<words.clinicianCount).reduce(0) { sum, clinician in
            let day = options[cell(clinician, day)][0]
            return sum + (day.stands.contains(part) && day[part]?.kind == .duty && day[part]?.location == location ? 1 : 0)
        }
        let most = max(need.duty, standing)
        duty[place(day, part, location)] = problem.addCounter { onDuty in
            PracticeProblem.cost(Double(SoftRule.s1.weight * max(0, need.duty - onDuty))) + PracticeProblem.forbidden * Int64(max(0, onDuty - most))
        }
    }

    // MARK: - S3

    /// One counter for all trainees with the same supervisors on a part at a location: a trainee adds 1, a supervisor more than all trainees.
    private mutating func addSupervision() {
        var able: [Int: [Int]] = [:]
        for day in days {
            var groups: [(supervisors: [Int], trainees: [Int])] = []
            for trainee in 0..<words.clinicianCount {
                guard let term = words.term(trainee, day), term.type.isTrainee else { continue }
                let number = Int(words.words(trainee, day).term)
                let supervisors = able[number] ?? words.supervisors(of: trainee, term: term)
                able[number] = supervisors
                guard options[cell(trainee, day)].contains(where: { !$0.worked.isEmpty }) else { continue }
                if let known = groups.firstIndex(where: { $0.supervisors == supervisors && $0.trainees.count < 50 }) {
                    groups[known].trainees.append(trainee)
                } else {
                    groups.append((supervisors, [trainee]))
                }
            }
            for group in groups { addSupervision(day, group.supervisors, group.trainees) }
        }
    }

    private mutating func addSupervision(_ day: Int, _ supervisors: [Int], _ trainees: [Int]) {
        let unit = trainees.count + 1
        for part in Part.allCases {
            for location in 0..<words.locationCount {
                func isThere(_ option: ClinicianDay) -> Bool { option[part]?.location == location }
                guard trainees.contains(where: { options[cell($0, day)].contains(where: isThere) }) else { continue }
                let counter = counter { value in
                    value < unit ? Double(SoftRule.s3.weight * value) : 0
                }
                for trainee in trainees { count(counter, cell(trainee, day)) { isThere($0) ? 1 : 0 } }
                for supervisor in supervisors { count(counter, cell(supervisor, day)) { isThere($0) ? unit : 0 } }
            }
        }
    }

    // MARK: - Weeks: S4 minimum, S6, H5

    private mutating func addWeeks(_ clinician: Int) {
        let whole = Set(words.wholeWeeks)
        for monday in words.touchedWeeks {
            let partnerDays = (monday..<monday + 7).filter { words.isPartner(clinician, $0) && days.contains($0) }
            guard !partnerDays.isEmpty else { continue }
            let limits = words.partnerTerms(clinician, week: monday).compactMap { limit(clinician, $0, monday) }
            var parts: [(days: [Int], penalty: (Int) -> Int64)] = limits
            if whole.contains(monday) {
                let least = words.weekMinimum(clinician, week: monday)
                let contracted = partnerDays.reduce(0.0) { $0 + words.words(clinician, $1).contracted }
                parts.append((partnerDays, { worked in
                    PracticeProblem.cost(Double(SoftRule.s4.weight * max(0, least - worked)))
                        + PracticeProblem.cost(Double(SoftRule.s6.weight) * max(0, abs(Double(worked) - contracted) - 1))
                }))
            }
            // Where limit and wishes are about the same days, as nearly always, one counter does for both.
            while let first = parts.popLast() {
                let same = parts.filter { $0.days == first.days }.map(\.penalty) + [first.penalty]
                parts.removeAll { $0.days == first.days }
                let counter = problem.addCounter { worked in same.reduce(0) { $0 + $1(worked) } }
                for day in first.days { count(counter, cell(clinician, day)) { $0.worked.count } }
            }
        }
    }

    /// H5 for one term: the days that it limits, and the penalty beyond the limit.
    private func limit(_ clinician: Int, _ term: Int, _ monday: Int) -> (days: [Int], penalty: (Int) -> Int64)? {
        guard let most = words.file.terms[term].maxShifts else { return nil }
        let own = (monday..<monday + 7).filter { Int(words.words(clinician, $0).term) == term }
        let outside = own.reduce(0) { $0 + given.outside.worked(clinician, $1).count }
        let inside = own.filter(days.contains)
        guard !inside.isEmpty else { return nil }
        let standing = inside.reduce(0) { sum, day in
            let option = options[cell(clinician, day)][0]
            return sum + option.worked.intersection(option.stands).count
        }
        let limit = max(Int(min(most, 1000) * 2) - outside, standing, 0)
        return (inside, { PracticeProblem.forbidden * Int64(max(0, $0 - limit)) })
    }

    // MARK: - S5, S10, S12

    private mutating func addContract(_ clinician: Int) {
        let partnerDays = days.filter { words.isPartner(clinician, $0) }
        guard !partnerDays.isEmpty else { return }
        let contracted = partnerDays.reduce(0.0) { $0 + words.words(clinician, $1).contracted }
        let counter = counter { Double(SoftRule.s5.weight) * abs(Double($0) - contracted) }
        for day in partnerDays { count(counter, cell(clinician, day)) { $0.worked.count } }
    }

    private mutating func addCrowding(_ clinician: Int) {
        let possible = days.map { day in options[cell(clinician, day)].contains { !$0.onDuty.isEmpty } }
        for first in possible.indices where possible[first] {
            for second in first + 1..<min(first + S10DutyCrowding.reach + 1, max(possible.count, first + 1)) where possible[second] {
                let counter = counter { $0 == 2 ? Double(SoftRule.s10.weight) : 0 }
                for day in [first, second] { count(counter, cell(clinician, days.lowerBound + day)) { $0.onDuty.isEmpty ? 0 : 1 } }
            }
        }
    }

    private mutating func addSettledWeeks(_ clinician: Int) {
        for monday in words.settledPairs(clinician) {
            for day in monday..<monday + 7 {
                let counter = counter { $0 == 1 ? Double(SoftRule.s12.weight) : 0 }
                for day in [day, day + 7] { count(counter, cell(clinician, day)) { $0.worked.isEmpty ? 0 : 1 } }
            }
        }
    }

    // MARK: - S8, S9

    private mutating func addFairness() {
        let shares = FairShares(words)
        addFairness(shares.all, weight: SoftRule.s8.weight)
        for list in shares.weekdays { addFairness(list, weight: SoftRule.s9.weight) }
    }

    private mutating func addFairness(_ list: FairShares.List, weight: Int) {
        for (clinician, share) in list.each {
            let counter = counter { Double(weight) * (Double($0) - share) * (Double($0) - share) }
            for day in list.days { count(counter, cell(clinician, day)) { $0.onDuty.count } }
        }
    }
}
