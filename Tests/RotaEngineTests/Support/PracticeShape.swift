import Civil
import RotaDomain
@testable import Rostering

/// Invented practices of any shape, the same for the same seed: who works there, when they are away and what is given are drawn at random.
struct PracticeShape {
    var types: [TermType] = [.partner, .partner, .salaried]
    var range = DayRange(weekOf: Case.day(4))
    var locations = [Case.main]
    var dutySpan = DutySpan.day
    var isOpenOnSaturdays = false
    /// Doctors wanted on a part, for each clinician.
    var cover = 0.4
    var duty = 1
    /// Chance that a clinician is away on a day.
    var leave = 0.05
    /// Chance of a given shift, pinned or not, for each clinician and day.
    var pins = 0.0
    var given = 0.0
    /// Chance that a term ends in the middle and another follows.
    var backToBack = 0.0
    var everybodyAway: DayRange?

    /// Two or three clinicians over two to five days, of every kind.
    static func tiny(_ seed: UInt64) -> PracticeShape {
        var draw = Draw(seed: seed), shape = PracticeShape()
        shape.types = (0..<2 + draw.below(2)).map { _ in draw.one([.partner, .partner, .salaried, .st, .locum]) }
        let first = Case.day(4 + draw.below(4))
        shape.range = DayRange(first, first + 1 + draw.below(4)) ?? shape.range
        shape.locations = draw.below(3) == 0 ? [Case.main, Case.branch] : [Case.main]
        shape.dutySpan = draw.one([.day, .half])
        shape.isOpenOnSaturdays = draw.below(3) == 0
        (shape.pins, shape.given, shape.backToBack) = (draw.one([0, 0.1]), draw.one([0, 0.2]), draw.one([0, 0.4]))
        shape.cover = draw.one([0.3, 0.6, 1.2])
        return shape
    }

    func file(seed: UInt64) -> PracticeFile {
        var draw = Draw(seed: seed)
        let ids = types.indices.map { "c\($0 / 10)\($0 % 10)" }
        var terms: [PracticeFile.Term] = []
        for (id, type) in zip(ids, types) { terms += self.terms(id, type, ids, &draw) }
        var file = practice(terms)
        file.locations = locations
        file.practice.dutySpan = dutySpan
        file.practice.fullTimeParts = draw.one([8, 9, 10])
        file.groups = ["FY Supervisor", "ST Supervisor"]
        file.practice.supervisorGroups = [.fy: file.groups[0], .st: file.groups[1]]
        if isOpenOnSaturdays { file.practice.open[.sat] = [.am] }
        file.cover = coverRows(file.practice.open, &draw)
        for index in file.clinicians.indices {
            file.clinicians[index].dutyBalance = draw.one([0, 0, 1, -2])
            if draw.below(3) == 0 { file.clinicians[index].groups = file.groups }
        }
        for (id, type) in zip(ids, types) {
            for date in range.days { addDay(id, type, date, to: &file, &draw) }
        }
        if let away = everybodyAway { file.leave += ids.map { RotaEngineTests.leave($0, away.first, to: away.last) } }
        return file
    }

    private func coverRows(_ open: [Weekday: Set<Part>], _ draw: inout Draw) -> [PracticeFile.Cover] {
        let need = Int((Double(types.count) * cover).rounded())
        var rows: [PracticeFile.Cover] = []
        for weekday in Weekday.allCases {
            for part in Part.allCases where open[weekday]?.contains(part) == true {
                for (place, name) in locations.enumerated() {
                    let minimum = max(0, need / (place + 1) + draw.below(2) - draw.below(2))
                    rows.append(PracticeFile.Cover(weekday: weekday, part: part, location: name, minimum: minimum, duty: place == 0 ? duty : draw.below(2)))
                }
            }
        }
        return rows
    }

    /// Leave, a booking or a given shift on the day.
    private func addDay(_ id: String, _ type: TermType, _ date: Day, to file: inout PracticeFile, _ draw: inout Draw) {
        if draw.chance(leave) { file.leave.append(RotaEngineTests.leave(id, date, draw.one([.full, .full, .am, .pm]), to: date + draw.below(3))) }
        if type == .locum, draw.below(2) == 0 { file.locumBookings.append(booking(id, date, date, draw.one([.full, .am, .pm]), at: draw.one(locations))) }
        let isPinned = draw.chance(pins)
        guard isPinned || draw.chance(given) else { return }
        let span = draw.one([Span.full, .full, .am, .pm]), kind = draw.one([ShiftKind.standard, .standard, .duty])
        file.shifts.append(shift(id, date, span, kind, at: draw.one(locations), pinned: isPinned))
    }

    private func terms(_ id: String, _ type: TermType, _ ids: [String], _ draw: inout Draw) -> [PracticeFile.Term] {
        guard draw.chance(backToBack), range.count > 1 else { return [term(id, type, from: range.first - 20, to: nil, ids, &draw)] }
        let cut = range.first + draw.below(range.count - 1)
        return [term(id, type, from: range.first - 20, to: cut, ids, &draw), term(id, type, from: cut + 1, to: nil, ids, &draw)]
    }

    private func term(_ id: String, _ type: TermType, from start: Day, to end: Day?, _ ids: [String], _ draw: inout Draw) -> PracticeFile.Term {
        let weekdays = Weekday.allCases.filter { $0 != .sun && ($0 != .sat || isOpenOnSaturdays) }
        let places = Array(locations.shuffled(using: &draw.random).dropLast(draw.below(locations.count)))
        let isOnDuty = draw.below(5) > 0, half: HalfDay? = draw.one([nil, nil, nil, .am, .pm, .any])
        var term = RotaEngineTests.term(id, type, start: start, end: end, duty: isOnDuty, locations: places, supervisor: type.isTrainee ? ids.first { $0 != id } : nil)
        if type != .locum, let half { term.halfDays = [draw.one(weekdays): half] }
        switch type {
        case .partner:
            term.fte = draw.one([40, 50, 62.5, 80, 100])
            term.cannotWork = Set(weekdays.filter { _ in draw.below(6) == 0 })
            term.mustWork = Set(weekdays.filter { _ in draw.below(6) == 0 }).subtracting(term.cannotWork)
            term.minShifts = draw.one([nil, 1, 1.5, 2])
            if draw.below(2) == 0 { term.maxShifts = (term.minShifts ?? 1) + draw.one([0.5, 1, 2]) }
        case .salaried, .fy, .st: term.fixedDays = Set(weekdays.filter { _ in draw.below(3) > 0 })
        case .locum: break
        }
        return term
    }
}

/// Random draws for tests, the same for the same seed.
struct Draw {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func below(_ bound: Int) -> Int { random.below(bound) }
    mutating func chance(_ share: Double) -> Bool { Double(random.below(10_000)) < share * 10_000 }
    mutating func one<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }
}
