import Civil
import RotaDomain

/// The words of rules.md over one practice file and one range of dates, worked out once for every clinician and day.
///
/// Clinicians, locations and terms are numbered as in the file; days are numbered from the Monday of the range's first
/// week to the Sunday of its last (`calendar`), since weeks that only touch the range matter to H5.
package struct PracticeWords: Sendable {
    package let file: PracticeFile
    /// The dates that are generated and scored.
    package let range: DayRange
    /// Whole ISO weeks around `range`.
    package let calendar: DayRange
    package let clinicianCount: Int
    package let locationCount: Int
    package let dayCount: Int

    /// By weekday, Monday first: the open parts of the usual week.
    let usualParts: [PartSet]
    /// Open parts of the usual week, closures apart.
    package let usualWeek: Int
    let counting: Set<TermType>

    /// Parts of the protected period that may be touched all the same.
    let released: [Day: PartSet]

    let clinicianNumbers: [String: Int]
    let locationNumbers: [String: Int]
    /// Rank of each location's name in the order of its bytes, the order of the scorer's tuples.
    let locationRank: [Int]

    var openByDay: [PartSet] = []
    var needs: [Need] = []
    var dayWords: [DayWords] = []
    /// Lists of locations that `DayWords.places` points into; 0 is the empty list.
    var locationLists: [[Int]] = [[]]

    /// What a part at a location needs.
    package struct Need: Sendable, Equatable {
        package var minimum = 0
        package var duty = 0
    }

    /// What holds for one clinician on one day.
    struct DayWords: Sendable {
        /// The number of the term in force, or -1.
        var term: Int32 = -1
        var available: PartSet = []
        /// The open parts on which no approved leave stands.
        var free: PartSet = []
        var onLeave: PartSet = []
        var isPartner = false
        var inRotation = false
        /// The index in `locationLists`.
        var places: Int32 = 0
        var half: HalfDay?
        var contracted = 0.0
        var dutyWeight = 0.0
    }
}

extension PracticeWords {
    /// The day's number, which may lie outside 0 ..< dayCount.
    package func number(of day: Day) -> Int { day - calendar.first }
    package func date(_ day: Int) -> Day { calendar.first + day }
    package func weekday(_ day: Int) -> Int { day % 7 }
    /// The numbers of the days of the range.
    package var days: Range<Int> { number(of: range.first)..<number(of: range.last) + 1 }
    /// The numbers of the Mondays of the weeks wholly inside the range.
    package var wholeWeeks: [Int] { range.wholeWeeks.map(number(of:)) }
    /// The numbers of the Mondays of the weeks that touch the range.
    var touchedWeeks: [Int] { Array(stride(from: 0, to: dayCount, by: 7)) }

    package func clinician(_ id: String) -> Int? { clinicianNumbers[id] }
    package func location(_ name: String) -> Int? { locationNumbers[name] }

    func open(_ day: Int) -> PartSet { openByDay[day] }
    func usual(_ day: Int) -> PartSet { usualParts[weekday(day)] }

    func need(_ day: Int, _ part: Part, _ location: Int) -> Need { needs[(day * 2 + part.index) * locationCount + location] }

    /// The parts for which a doctor must be on duty who is on duty for `part` at the location (H7).
    func dutyPartsAsked(_ day: Int, _ part: Part, _ location: Int) -> PartSet {
        var asked = PartSet(part)
        guard file.practice.dutySpan == .day else { return asked }
        let needed = need(day, part, location).duty
        for other in open(day).parts where need(day, other, location).duty >= needed { asked.insert(PartSet(other)) }
        return asked
    }

    func isProtected(_ day: Int) -> Bool {
        guard let last = file.protectedUntil else { return false }
        return date(day) <= last
    }

    /// The parts of the day on which everything stands as given (H9).
    func protectedParts(_ day: Int) -> PartSet {
        guard isProtected(day) else { return [] }
        return PartSet.day.subtracting(released[date(day)] ?? [])
    }

    func words(_ clinician: Int, _ day: Int) -> DayWords { dayWords[clinician * dayCount + day] }

    func term(_ clinician: Int, _ day: Int) -> PracticeFile.Term? {
        let number = Int(words(clinician, day).term)
        return number < 0 ? nil : file.terms[number]
    }

    func type(_ clinician: Int, _ day: Int) -> TermType? {
        let number = Int(words(clinician, day).term)
        return number < 0 ? nil : file.terms[number].type
    }

    func available(_ clinician: Int, _ day: Int) -> PartSet { words(clinician, day).available }
    func isPartner(_ clinician: Int, _ day: Int) -> Bool { words(clinician, day).isPartner }

    /// Does the clinician's type of that day count towards the minimum (S2)?
    func countsTowardsMinimum(_ clinician: Int, _ day: Int) -> Bool { type(clinician, day).map(counting.contains) == true }

    /// Parts contracted over these days.
    func contracted(_ clinician: Int, _ days: some Sequence<Int>) -> Double { days.reduce(0.0) { $0 + words(clinician, $1).contracted } }

    /// The locations of the term, home first, or of a locum's booking; none where there is no term or booking.
    func mayStandAt(_ clinician: Int, _ day: Int) -> [Int] { locationLists[Int(words(clinician, day).places)] }

    /// The most parts the clinician can work that day.
    func mostParts(_ clinician: Int, _ day: Int) -> Int { words(clinician, day).mostParts }

    /// Are both days in one and the same partner term?
    func inOneTerm(_ clinician: Int, _ first: Int, _ last: Int) -> Bool {
        isPartner(clinician, first) && words(clinician, first).term == words(clinician, last).term
    }

    /// The clinician's partner terms in force on any of the seven days from `monday`.
    func partnerTerms(_ clinician: Int, week monday: Int) -> [Int] {
        var terms: [Int] = []
        for day in monday..<monday + 7 where isPartner(clinician, day) {
            let term = Int(words(clinician, day).term)
            if !terms.contains(term) { terms.append(term) }
        }
        return terms
    }

    /// The least parts that the partner's term asks for in this week, which lies wholly inside the range (S4).
    func weekMinimum(_ clinician: Int, week monday: Int) -> Int {
        guard inOneTerm(clinician, monday, monday + 6), usualWeek > 0,
            let least = term(clinician, monday)?.minShifts, least > 0
        else { return 0 }
        let week = monday..<monday + 7
        let free = week.reduce(0) { $0 + words(clinician, $1).free.count }
        let possible = week.reduce(0) { $0 + mostParts(clinician, $1) }
        return min(Int(min(2 * least * Double(free) / Double(usualWeek), 14)), possible)
    }

    /// The clinicians who may supervise this trainee in this term: its supervisor and the type's supervisor group.
    func supervisors(of trainee: Int, term: PracticeFile.Term) -> [Int] {
        let group = file.practice.supervisorGroups[term.type]
        return file.clinicians.indices.filter { other in
            guard other != trainee else { return false }
            let row = file.clinicians[other]
            return row.id == term.supervisor || group.map(row.groups.contains) == true
        }
    }

    /// Does the partner's week have every usual part open and none on leave (S12)?
    func isWholeWeek(_ clinician: Int, week monday: Int) -> Bool {
        (monday..<monday + 7).allSatisfy { words(clinician, $0).free == usual($0) }
    }

    /// The Mondays of the first weeks of the pairs in which the partner could work the same weekdays (S12).
    func settledPairs(_ clinician: Int) -> [Int] {
        let weeks = wholeWeeks
        return zip(weeks, weeks.dropFirst()).compactMap { a, b in
            inOneTerm(clinician, a, b + 6) && isWholeWeek(clinician, week: a) && isWholeWeek(clinician, week: b) ? a : nil
        }
    }
}

extension PracticeWords.DayWords {
    var mostParts: Int { half == .any ? min(available.count, 1) : available.count }
}
