import Civil
import RotaDomain
@testable import Rostering
@testable import RotaEngine

/// Small practices at random with everything in them that the rules speak of: few people and days, so that all rotas can be looked at.
struct RandomPractice {
    let file: PracticeFile
    let range: DayRange

    init(seed: UInt64, mostPeople: Int = 4, mostDays: Int = 5, mostLocations: Int = 2) {
        var random = SplitMix64(seed: seed)
        var maker = Maker(random: random)
        random = SplitMix64(seed: random.next())
        let first = Day(number: 20_822 + random.below(9))
        range = DayRange(first, first + 2 + random.below(mostDays - 2)) ?? DayRange(first)
        maker.range = range
        maker.locations = Array(["Main", "Branch", "Annexe"].prefix(1 + random.below(mostLocations)))
        maker.names = (0..<2 + random.below(mostPeople - 1)).map { "c\($0)" }
        file = maker.make()
    }

    private struct Maker {
        var random: SplitMix64
        var range = DayRange(Day(number: 0))
        var locations: [String] = []
        var names: [String] = []

        mutating func chance(_ percent: Int) -> Bool { random.below(100) < percent }
        mutating func one<T>(_ values: [T]) -> T { values[random.below(values.count)] }
        mutating func some<T>(_ values: [T], _ percent: Int) -> [T] { values.filter { _ in chance(percent) } }

        mutating func make() -> PracticeFile {
            let openDays = Weekday.allCases.filter { $0.index < 5 || chance(20) }
            var open: [Weekday: Set<Part>] = [:]
            for weekday in openDays { open[weekday] = chance(85) ? [.am, .pm] : [.am] }
            let types: [TermType] = [.partner, .salaried, .locum, .fy, .st]
            var file = PracticeFile(
                practice: .init(
                    name: "Random", nation: .englandAndWales, fullTimeParts: 9, open: open, dutySpan: chance(50) ? .day : .half,
                    countsTowardsMinimum: types.filter { $0 != .fy || chance(30) }, supervisorGroups: [.fy: "S", .st: chance(50) ? "S" : "T"]),
                locations: locations, groups: ["S", "T"])
            file.clinicians = names.map { name in
                PracticeFile.Clinician(id: name, name: "Dr \(name)", active: !chance(4), groups: some(["S", "T"], 30), dutyBalance: 0)
            }
            for name in names { addTerms(name, openDays, &file) }
            for weekday in openDays { addCover(weekday, &file) }
            addDates(&file)
            for _ in 0..<(chance(60) ? random.below(4) : 0) { addShift(&file) }
            if chance(12) { file.protectedUntil = range.first + random.below(2) }
            return file
        }

        private mutating func addTerms(_ name: String, _ openDays: [Weekday], _ file: inout PracticeFile) {
            let type: TermType = chance(45) ? .partner : one([.salaried, .salaried, .locum, .fy, .st])
            let first = term(name, type, openDays)
            guard chance(12) else { file.terms.append(first); return }
            var early = first, late = term(name, chance(60) ? type : .partner, openDays)
            early.end = range.first + random.below(3)
            late.start = (early.end ?? range.first) + 1
            file.terms += [early, late]
        }

        private mutating func term(_ name: String, _ type: TermType, _ openDays: [Weekday]) -> PracticeFile.Term {
            let others = names.filter { $0 != name }
            let isPartner = type == .partner, isTrainee = type.isTrainee
            var half: [Weekday: HalfDay] = [:]
            if type != .locum { for weekday in some(openDays, 25) { half[weekday] = one([.am, .pm, .any]) } }
            return PracticeFile.Term(
                clinician: name, type: type, start: range.first - 30 - random.below(10), duty: chance(75),
                locations: chance(50) ? locations : [one(locations)], supervisor: isTrainee ? one(others) : nil, fte: isPartner ? 60 : nil,
                fixedDays: type == .salaried || isTrainee ? Set(some(openDays, 70)) : [], halfDays: half,
                cannotWork: isPartner ? Set(some(openDays, 15)) : [], maxShifts: isPartner && chance(75) ? Double(1 + random.below(6)) / 2 : nil)
        }

        private mutating func addCover(_ weekday: Weekday, _ file: inout PracticeFile) {
            for part in file.practice.open[weekday]?.sorted() ?? [] {
                for location in locations {
                    file.cover.append(.init(weekday: weekday, part: part, location: location, minimum: random.below(4), duty: chance(60) ? 1 : random.below(3)))
                }
            }
        }

        private mutating func addDates(_ file: inout PracticeFile) {
            for name in names where chance(35) {
                let day = range.first + random.below(range.count), last = day + random.below(2)
                file.leave.append(.init(clinician: name, range: DayRange(day, last) ?? DayRange(day), part: one([.full, .am, .pm]), status: chance(90) ? .approved : .requested))
            }
            for term in file.terms where term.type == .locum {
                let location = one(locations)
                for day in range.days where term.covers(day) && chance(50) {
                    file.locumBookings.append(.init(clinician: term.clinician, location: location, range: DayRange(day), part: one([.full, .am, .pm])))
                }
            }
            if chance(15) { file.practice.halfClosures = [.init(date: range.last, part: .pm)] }
            if chance(10) { file.practice.closures = [range.first + 1] }
            if chance(25), let row = file.cover.randomElement(using: &random) {
                let date = range.days.first { $0.weekday == row.weekday } ?? range.first
                file.coverOverrides.append(.init(date: date, part: row.part, location: row.location, minimum: random.below(4), duty: random.below(3)))
            }
        }

        /// Given shifts, sometimes against the rules and sometimes just outside the range.
        private mutating func addShift(_ file: inout PracticeFile) {
            let date = range.first + random.below(range.count + 2) - 1, name = one(names)
            let span: Span = one([.full, .am, .pm])
            let isTaken = file.shifts.contains { $0.clinician == name && $0.date == date && $0.span.parts.contains(where: span.covers) }
            guard !isTaken || chance(5) else { return }
            file.shifts.append(.init(clinician: name, date: date, span: span, kind: chance(30) ? .duty : .standard, location: one(locations), pinned: chance(70)))
        }
    }
}
