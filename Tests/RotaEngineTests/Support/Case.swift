import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Tiny practices that were worked out by hand: Monday 2027-01-04 to Sunday 2027-01-10, and the week after.
class Case: XCTestCase {
    let mon = day(4), tue = day(5), wed = day(6), thu = day(7), fri = day(8), sat = day(9), sun = day(10)
    let nextMon = day(11), nextTue = day(12), nextSun = day(17)
    static let main = "Main Surgery", branch = "Branch"
    let main = Case.main, branch = Case.branch
    static let weekdays: Set<Weekday> = [.mon, .tue, .wed, .thu, .fri]

    /// A day of January 2027.
    static func day(_ number: Int) -> Day { Day(number: 20_818 + number) }

    func scorer(_ file: PracticeFile, _ first: Day? = nil, _ last: Day? = nil) -> ReferenceScorer {
        ReferenceScorer(file, range: DayRange(first ?? mon, last ?? sun) ?? DayRange(mon))
    }

    func words(_ file: PracticeFile) -> PracticeWords { PracticeWords(file, range: DayRange(mon, nextSun) ?? DayRange(mon)) }

    /// Compares the breaches, written "H1 2027-01-05 am p given", part and clinician only where there are any.
    func assertBreaches(
        _ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ expected: [String], first: Day? = nil, last: Day? = nil, rule: HardRule? = nil,
        line: UInt = #line
    ) {
        let shown = scorer(file, first, last).breaches(shifts).filter { rule == nil || $0.rule == rule }.map { breach in
            let words = [breach.rule.id, breach.date.iso, breach.part?.rawValue, breach.clinician, breach.given ? "given" : nil]
            return words.compactMap { $0 }.joined(separator: " ")
        }
        XCTAssertEqual(shown, expected, line: line)
    }

    /// Both halves of the rule must count so much: the slow one and the counters.
    func assertCount(
        _ rule: SoftRule, _ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ expected: Double, first: Day? = nil, last: Day? = nil, line: UInt = #line
    ) {
        let scorer = scorer(file, first, last)
        XCTAssertEqual(scorer.report(shifts)[rule].count, expected, accuracy: 1e-9, line: line)
        XCTAssertEqual(IncrementalScorer(scorer.sheet(shifts), scorer.counters).counts[rule.number - 1], expected, accuracy: 1e-9, "counters", line: line)
    }
}

/// A difference that changes these lines by so much.
func difference(_ changes: [SoftRule: Double]) -> ScoreDifference {
    ScoreDifference(SoftRule.allCases.map { changes[$0] ?? 0 }, .standard)
}

// MARK: - Rows

func term(
    _ clinician: String, _ type: TermType, start: Day = Day(number: 20_815), end: Day? = nil, duty: Bool = false, locations: [String] = [Case.main],
    supervisor: String? = nil, fte: Double? = nil, fixed: Set<Weekday> = [], fixedB: Set<Weekday>? = nil, half: [Weekday: HalfDay] = [:],
    cannot: Set<Weekday> = [], must: Set<Weekday> = [], min: Double? = nil, max: Double? = nil
) -> PracticeFile.Term {
    PracticeFile.Term(
        clinician: clinician, type: type, start: start, end: end, duty: duty, locations: locations, supervisor: supervisor,
        fte: fte ?? (type == .partner ? 0 : nil), fixedDays: fixed, fixedDaysB: fixedB, halfDays: half, cannotWork: cannot, mustWork: must,
        minShifts: min, maxShifts: max)
}

func shift(
    _ clinician: String, _ date: Day, _ span: Span = .full, _ kind: ShiftKind = .standard, at location: String = Case.main, pinned: Bool = false
) -> PracticeFile.Shift {
    PracticeFile.Shift(clinician: clinician, date: date, span: span, kind: kind, location: location, pinned: pinned)
}

func leave(_ clinician: String, _ date: Day, _ part: Span = .full, to last: Day? = nil, status: LeaveStatus = .approved) -> PracticeFile.Leave {
    PracticeFile.Leave(clinician: clinician, range: DayRange(date, last ?? date) ?? DayRange(date), part: part, status: status)
}

func booking(_ clinician: String, _ first: Day, _ last: Day, _ part: Span = .full, at location: String = Case.main) -> PracticeFile.LocumBooking {
    PracticeFile.LocumBooking(clinician: clinician, location: location, range: DayRange(first, last) ?? DayRange(first), part: part)
}

func override(_ date: Day, _ part: Part, _ minimum: Int, _ duty: Int, at location: String = Case.main) -> PracticeFile.CoverOverride {
    PracticeFile.CoverOverride(date: date, part: part, location: location, minimum: minimum, duty: duty)
}

/// A practice of ten parts a week, full time ten; the branch, with its (minimum, duty), needs nobody unless told.
func practice(
    _ terms: [PracticeFile.Term], minimum: Int = 0, duty: Int = 0, branch: (Int, Int) = (0, 0), change: (inout PracticeFile) -> Void = { _ in }
) -> PracticeFile {
    let open = Dictionary(uniqueKeysWithValues: Case.weekdays.map { ($0, Set(Part.allCases)) })
    let cover = [(Case.main, (minimum, duty)), (Case.branch, branch)].flatMap { location, need in
        Weekday.allCases.prefix(5).flatMap { weekday in
            Part.allCases.map { PracticeFile.Cover(weekday: weekday, part: $0, location: location, minimum: need.0, duty: need.1) }
        }
    }
    var file = PracticeFile(
        practice: PracticeFile.Settings(
            name: "Test Surgery", nation: .englandAndWales, fullTimeParts: 10, open: open, dutySpan: .half, supervisorGroups: [.fy: "FY Supervisor"]),
        locations: [Case.main, Case.branch], groups: ["FY Supervisor"],
        clinicians: Set(terms.map(\.clinician)).sorted().map { PracticeFile.Clinician(id: $0, name: "Dr \($0)") }, terms: terms, cover: cover)
    change(&file)
    return file
}
