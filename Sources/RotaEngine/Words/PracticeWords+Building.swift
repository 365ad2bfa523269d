import Civil
import RotaDomain

extension PracticeWords {
    package init(_ file: PracticeFile, range: DayRange, released: [Day: PartSet] = [:]) {
        self.file = file
        self.range = range
        self.released = released
        let first = range.first.monday
        calendar = DayRange(first, range.last.monday + 6) ?? range
        clinicianCount = file.clinicians.count
        locationCount = file.locations.count
        dayCount = calendar.count
        usualParts = Weekday.allCases.map { weekday in
            (file.practice.open[weekday] ?? []).reduce(into: PartSet()) { $0.insert(PartSet($1)) }
        }
        usualWeek = usualParts.reduce(0) { $0 + $1.count }
        counting = Set(file.practice.countsTowardsMinimum)
        clinicianNumbers = Dictionary(file.clinicians.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        locationNumbers = Dictionary(file.locations.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
        var rank = Array(repeating: 0, count: file.locations.count)
        let byName = file.locations.indices.sorted { file.locations[$0].precedesInBytes(file.locations[$1]) }
        for (place, location) in byName.enumerated() { rank[location] = place }
        locationRank = rank
        buildOpening()
        buildNeeds()
        buildTerms()
        buildAvailability()
        dayWords = withDutyWeights()
    }

    private mutating func buildOpening() {
        openByDay = (0..<dayCount).map { usualParts[$0 % 7] }
        for closure in file.practice.closures where calendar.contains(closure) { openByDay[number(of: closure)] = [] }
        for half in file.practice.halfClosures where calendar.contains(half.date) {
            openByDay[number(of: half.date)].remove(PartSet(half.part))
        }
    }

    private mutating func buildNeeds() {
        needs = Array(repeating: Need(), count: dayCount * 2 * locationCount)
        func set(_ day: Int, _ part: Part, _ location: String, _ need: Need) {
            guard open(day).contains(part), let place = locationNumbers[location] else { return }
            needs[(day * 2 + part.index) * locationCount + place] = need
        }
        for row in file.cover {
            for day in stride(from: row.weekday.index, to: dayCount, by: 7) {
                set(day, row.part, row.location, Need(minimum: row.minimum, duty: row.duty))
            }
        }
        for row in file.coverOverrides where calendar.contains(row.date) {
            set(number(of: row.date), row.part, row.location, Need(minimum: row.minimum, duty: row.duty))
        }
    }

    /// Terms in force, the places where they may stand, and leave.
    private mutating func buildTerms() {
        dayWords = Array(repeating: DayWords(), count: clinicianCount * dayCount)
        for (number, term) in file.terms.enumerated() {
            guard let clinician = clinicianNumbers[term.clinician] else { continue }
            let from = max(term.start - calendar.first, 0), to = min(term.end.map { $0 - calendar.first } ?? dayCount, dayCount - 1)
            guard from <= to else { continue }
            let places = list(of: term.locations)
            for day in from...to where dayWords[clinician * dayCount + day].term < 0 {
                let index = clinician * dayCount + day
                dayWords[index].term = Int32(number)
                dayWords[index].half = term.halfDays[Weekday.allCases[weekday(day)]]
                dayWords[index].places = term.type == .locum ? 0 : places
                let active = file.clinicians[clinician].active
                dayWords[index].isPartner = active && term.type == .partner
                dayWords[index].inRotation = active && term.duty && !term.type.isTrainee
            }
        }
        for leave in file.leave where leave.status == .approved {
            for index in indices(of: leave.clinician, in: leave.range) { dayWords[index].onLeave.formUnion(PartSet(leave.part)) }
        }
        for index in dayWords.indices { dayWords[index].free = openByDay[index % dayCount].subtracting(dayWords[index].onLeave) }
    }

    private mutating func buildAvailability() {
        var booked = Array(repeating: PartSet(), count: dayWords.count)
        for booking in file.locumBookings {
            let place = list(of: [booking.location])
            for index in indices(of: booking.clinician, in: booking.range) {
                booked[index].formUnion(PartSet(booking.part))
                let term = Int(dayWords[index].term)
                if term >= 0, file.terms[term].type == .locum { dayWords[index].places = place }
            }
        }
        dayWords = withAvailability(booked)
    }

    // Not mutating, as calling methods on a value that is being changed copies it: that took a fifth of a large practice's page.
    private func withAvailability(_ booked: [PartSet]) -> [DayWords] {
        var known = dayWords
        for index in known.indices where known[index].term >= 0 && file.clinicians[index / dayCount].active {
            let term = Int(known[index].term)
            known[index].available = availableParts(known[index], term: file.terms[term], day: index % dayCount, booked: booked[index])
            known[index].contracted = contractedParts(known[index], term: file.terms[term])
        }
        return known
    }

    private func availableParts(_ words: DayWords, term: PracticeFile.Term, day: Int, booked: PartSet) -> PartSet {
        let weekday = Weekday.allCases[weekday(day)]
        switch term.type {
        case .locum: return words.free.intersection(booked)
        case .partner: if term.cannotWork.contains(weekday) { return [] }
        case .salaried, .fy, .st:
            let weeks = (date(day).monday - term.start.monday) / 7
            let fixed = weeks % 2 == 1 ? term.fixedDaysB ?? term.fixedDays : term.fixedDays
            if !fixed.contains(weekday) { return [] }
        }
        return words.half.map { words.free.intersection(PartSet($0)) } ?? words.free
    }

    private func contractedParts(_ words: DayWords, term: PracticeFile.Term) -> Double {
        guard words.isPartner else { return Double(words.mostParts) }
        guard usualWeek > 0 else { return 0 }
        // In the order of the reference scorer, so that sums agree to the last bit.
        return (term.fte ?? 0) / 100 * file.practice.fullTimeParts * Double(words.free.count) / Double(usualWeek)
    }

    private func withDutyWeights() -> [DayWords] {
        var known = dayWords
        for index in known.indices where known[index].inRotation && dutyIsPossible(index / dayCount, index % dayCount) {
            known[index].dutyWeight = known[index].contracted
        }
        return known
    }

    /// Could the clinician be on duty for some part at some location, were the rota otherwise empty?
    private func dutyIsPossible(_ clinician: Int, _ day: Int) -> Bool {
        let available = available(clinician, day)
        return mayStandAt(clinician, day).contains { location in
            available.parts.contains { part in
                guard need(day, part, location).duty > 0 else { return false }
                let asked = dutyPartsAsked(day, part, location)
                return asked.count <= mostParts(clinician, day) && available.isSuperset(of: asked)
            }
        }
    }

    /// Where the clinician's days of these dates stand in `dayWords`.
    private func indices(of clinician: String, in range: DayRange) -> Range<Int> {
        let first = max(range.first, calendar.first), last = min(range.last, calendar.last)
        guard let clinician = clinicianNumbers[clinician], first <= last else { return 0..<0 }
        return clinician * dayCount + number(of: first)..<clinician * dayCount + number(of: last) + 1
    }

    private mutating func list(of names: [String]) -> Int32 {
        let numbers = names.compactMap { locationNumbers[$0] }
        if let known = locationLists.firstIndex(of: numbers) { return Int32(known) }
        locationLists.append(numbers)
        return Int32(locationLists.count - 1)
    }
}

extension String {
    /// The order of code points, which is the reference scorer's, whatever the language.
    func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
