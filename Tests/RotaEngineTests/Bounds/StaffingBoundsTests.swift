import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class StaffingBoundsTests: Case {
    private func bounds(_ file: PracticeFile, _ first: Day? = nil, _ last: Day? = nil) -> StaffingCount {
        var analyst = StaffingAnalyst(PracticeWords(file, range: DayRange(first ?? mon, last ?? sun) ?? DayRange(mon)))
        return analyst.bounds()?.least ?? StaffingCount()
    }

    /// No rota of some hundred small practices beats a bound, and hardly any bound could be better.
    func testBounds_areBelowTheTruthAndNearlyAlwaysEqual() throws {
        var compared = 0, equal = 0, isShort = 0
        for seed in UInt64(1)...400 {
            let practice = RandomPractice(seed: seed)
            let scorer = ReferenceScorer(practice.file, range: practice.range)
            let measures = [Exhaustive.duty, Exhaustive.cover, Exhaustive.supervision, Exhaustive.points]
            guard let truth = Exhaustive(scorer, mostCombinations: 400).least(measures) else { continue }
            var analyst = StaffingAnalyst(scorer.words)
            let bound = try XCTUnwrap(analyst.bounds()), least = bound.least
            let found = [least.duty, least.cover, least.supervision, least.points]
            for (bound, truth) in zip(found, truth) { XCTAssertLessThanOrEqual(bound, truth, "seed \(seed)") }
            if bound.isReached { XCTAssertEqual(found, truth, "seed \(seed)") }
            compared += 1
            if found == truth { equal += 1 }
            if truth[3] > 0 { isShort += 1 }
        }
        XCTAssertGreaterThan(compared, 300)
        XCTAssertGreaterThan(isShort * 10, compared * 9, "most of these practices are short of somebody")
        XCTAssertGreaterThan(equal * 100, compared * 97)
    }

    /// The choices that reach a bound are a rota that the reference scorer counts the same and finds no fault with.
    func testChoices_areARotaThatReachesTheBound() throws {
        var compared = 0
        for seed in UInt64(1_000)...1_120 {
            let practice = RandomPractice(seed: seed, mostPeople: 6, mostLocations: 3)
            let scorer = ReferenceScorer(practice.file, range: practice.range), words = scorer.words
            var sheet = scorer.sheet(words.file.shifts.filter { $0.pinned || words.isProtected(words.number(of: $0.date)) })
            var points = 0, solver = ShortfallSolver(), isExact = true
            for monday in words.touchedWeeks {
                let week = WeekStaffing(words, scorer.given, week: monday)
                let answer = solver.solve(week.problem { .init(weight: $0.rule.weight) })
                isExact = isExact && answer.isExact
                points += answer.found
                for (options, choice) in zip(week.options, answer.choices) {
                    let day = options[choice]
                    for part in Part.allCases where !day.stands.contains(part) {
                        sheet.set(day.clinician, day.day, part, day[part].map { .init(kind: $0.kind, location: $0.location, pinned: false) })
                    }
                }
            }
            let report = ScoreReport(breaches: scorer.breaches(sheet), lines: scorer.lines(sheet))
            XCTAssertEqual(report.lines.prefix(3).reduce(0) { $0 + $1.points }, Double(points), "seed \(seed)")
            XCTAssertEqual(report.breaches.filter { !$0.given }, [], "seed \(seed)")
            compared += isExact ? 1 : 0
        }
        XCTAssertGreaterThan(compared, 110)
    }

    /// The points are never fewer than what the three figures cost by themselves, also where the search for them ends early.
    func testPoints_areNoFewerThanThoseOfEachFigureApart() throws {
        for seed in UInt64(2_000)...2_060 {
            let practice = RandomPractice(seed: seed, mostPeople: 6, mostLocations: 3)
            for budget in [1, 200] {
                var analyst = StaffingAnalyst(PracticeWords(practice.file, range: practice.range), budget: budget)
                let bounds = try XCTUnwrap(analyst.bounds()), least = bounds.least
                XCTAssertGreaterThanOrEqual(least.points, least.duty * SoftRule.s1.weight + least.cover * SoftRule.s2.weight + least.supervision * SoftRule.s3.weight, "seed \(seed)")
                XCTAssertEqual(bounds.isReached, bounds.found == least, "seed \(seed)")
            }
        }
    }

    func testWeekMaximum_leavesSomeDayShort() {
        let file = practice([term("p", .partner, max: 4), term("q", .partner, max: 4.5)], minimum: 2)
        XCTAssertEqual(bounds(file).cover, 4, "10 of 20 half-days are worked by two, 17 at the most, and a day is worked whole")
    }

    func testWeekMaximum_countsShiftsOfTheWeekOutsideTheRange() {
        let file = practice([term("p", .partner, max: 3)], minimum: 1) { $0.shifts = [shift("p", self.mon), shift("p", self.tue)] }
        XCTAssertEqual(bounds(file, wed).cover, 4)
    }

    func testTwoLocations_cannotBothHaveTheSameDoctor() {
        let file = practice([term("p", .partner, locations: [main, branch])], minimum: 1, branch: (1, 0))
        XCTAssertEqual(bounds(file, mon, mon), StaffingCount(cover: 2, points: 200_000))
    }

    func testDutyAndCoverApart_areWorthMoreTogether() {
        // Only p may be on duty, at the branch; only p may be in at the main surgery.
        let file = practice([term("p", .partner, duty: true, locations: [main, branch])], minimum: 1, branch: (0, 1))
        let found = bounds(file, mon, mon)
        XCTAssertEqual([found.duty, found.cover, found.points], [0, 0, 200_000])
    }

    func testDutyForTheDay_needsSomebodyForAllOfIt() {
        let half = [term("m", .salaried, duty: true, fixed: [.mon], half: [.mon: .am]), term("a", .salaried, duty: true, fixed: [.mon], half: [.mon: .pm])]
        XCTAssertEqual(bounds(practice(half, duty: 1), mon, mon).duty, 0)
        XCTAssertEqual(bounds(practice(half, duty: 1) { $0.practice.dutySpan = .day }, mon, mon).duty, 2)
    }

    func testHalfDayOfEitherHalf_coversOneOfThem() {
        let file = practice([term("s", .salaried, fixed: [.mon], half: [.mon: .any])], minimum: 1)
        XCTAssertEqual(bounds(file, mon, mon).cover, 1)
    }

    func testPinsAndProtectedDays_stand() {
        var file = practice([term("p", .partner, locations: [main, branch])], minimum: 1) { $0.shifts = [shift("p", self.mon, at: self.branch, pinned: true)] }
        XCTAssertEqual(bounds(file, mon, mon).cover, 2)
        file.shifts = []
        file.protectedUntil = mon
        XCTAssertEqual(bounds(file, mon, tue).cover, 2)
    }

    func testTrainee_isSupervisedWhereTheSupervisorMayBe() {
        let terms = [term("f", .fy, locations: [branch], supervisor: "p", fixed: [.mon, .tue]), term("p", .partner, locations: [main, branch], cannot: [.tue])]
        XCTAssertEqual(bounds(practice(terms), mon, tue).supervision, 2)
    }
}
