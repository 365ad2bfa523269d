import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class GapExplainerTests: Case {
    private func reasons(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ kind: Gap.Kind, _ date: Day, _ part: Part = .am, at location: String? = nil)
        -> [String: Obstacle] {
        let explainer = GapExplainer(file, range: DayRange(weekOf: mon), shifts: shifts)
        let explanation = explainer.explain(Gap(kind: kind, date: date, part: part, location: location ?? main, count: 1))
        return Dictionary(uniqueKeysWithValues: explanation.reasons.map { ($0.clinician, $0.obstacle) })
    }

    func testCover_namesWhyEachIsNotAvailable() {
        let file = practice([
            term("a", .partner), term("b", .partner, cannot: [.tue]), term("c", .salaried, fixed: [.mon]), term("d", .salaried, fixed: [.tue], fixedB: [.mon]),
            term("e", .locum), term("f", .partner, end: mon), term("g", .partner, half: [.tue: .pm]), term("h", .salaried, fixed: [.tue], half: [.tue: .pm]),
            term("i", .partner),
        ], minimum: 1) {
            $0.leave = [leave("a", self.tue)]
            $0.clinicians[8].active = false
        }
        // The week of 4 January is week B of a term that starts on 28 December.
        let expected: [String: Obstacle] = [
            "a": .onLeave, "b": .cannotWork(.tue), "c": .notAFixedDay(.tue, alternates: false), "d": .notAFixedDay(.tue, alternates: true),
            "e": .notBooked, "f": .noTerm, "g": .otherHalfOnly(.pm, .tue), "h": .otherHalfOnly(.pm, .tue),
        ]
        XCTAssertEqual(reasons(file, [shift("h", tue, .pm)], .cover, tue), expected)
    }

    func testCover_saysWhoDoesNotCountAndWhoMayNotBeThere() {
        let file = practice([term("f", .fy, supervisor: "p", fixed: [.tue]), term("p", .partner, locations: [branch])], minimum: 1)
        XCTAssertEqual(reasons(file, [shift("f", tue)], .cover, tue), ["f": .doesNotCount(.fy), "p": .mayNotWorkAt(location: main)])
    }

    func testCover_saysThatTheWeekIsFull() {
        let file = practice([term("p", .partner, max: 1.5)], minimum: 1)
        XCTAssertEqual(reasons(file, [shift("p", mon)], .cover, tue), ["p": .weekIsFull(shifts: 1, most: 1.5)])
    }

    func testCover_saysWhatItWouldCost() {
        let file = practice([term("p", .partner, locations: [branch, main])]) { $0.practice.closures = [self.wed] }
        let gap = reasons(file, [shift("p", mon, at: branch)], .cover, mon)
        // Moved, two parts are away from home; S7 is the same at either place.
        XCTAssertEqual(gap, ["p": .wouldCost(points: 40, lines: [.init(rule: .s13, change: 2)], movingFrom: branch)])
    }

    func testCover_saysWhoWouldBeMissingElsewhere() {
        let file = practice([term("p", .partner, locations: [main, branch])], minimum: 1, branch: (1, 0))
        let gap = reasons(file, [shift("p", mon, at: branch)], .cover, mon)
        XCTAssertEqual(gap, ["p": .wouldLeaveShort(.s2, location: branch)])
    }

    func testCover_saysWhoCouldSimplyBeAdded() {
        let file = practice([term("p", .partner, fte: 100)], minimum: 1)
        XCTAssertEqual(reasons(file, [], .cover, tue), ["p": .nothing])
    }

    func testDuty_namesRotationTraineesAndWholeDays() {
        let file = practice([
            term("n", .partner), term("t", .st, duty: true, supervisor: "n", fixed: [.tue]), term("h", .partner, duty: true, half: [.tue: .am]),
            term("d", .partner, duty: true),
        ], duty: 1) { $0.practice.dutySpan = .day }
        let shifts = [shift("d", tue, .full, .duty)]
        let found = reasons(file, shifts, .duty, tue)
        XCTAssertEqual(found["n"], .notInDutyRotation)
        XCTAssertEqual(found["t"], .trainee)
        XCTAssertEqual(found["h"], .dutyTakesWholeDay)
        XCTAssertNil(found["d"], "who is on duty there already is no candidate")
    }

    func testDuty_saysThatThePlaceOfTheOtherPartIsTaken() {
        let file = practice([term("a", .partner, duty: true), term("b", .partner, duty: true)], duty: 1) { $0.practice.dutySpan = .day }
        XCTAssertEqual(reasons(file, [shift("b", tue, .pm, .duty)], .duty, tue)["a"], .dutyIsTaken(.pm, location: main))
    }

    func testPinsAndProtectedDays_areNamed() {
        var file = practice([term("p", .partner, duty: true)], duty: 1) { $0.shifts = [shift("p", self.tue, pinned: true)] }
        XCTAssertEqual(reasons(file, file.shifts, .duty, tue), ["p": .pinned])
        file.shifts = []
        file.protectedUntil = tue
        XCTAssertEqual(reasons(file, [], .duty, tue), ["p": .protected])
    }

    func testLocum_bookedElsewhere() {
        let file = practice([term("l", .locum)], minimum: 1) { $0.locumBookings = [booking("l", self.tue, self.tue, at: self.branch)] }
        XCTAssertEqual(reasons(file, [shift("l", tue, at: branch)], .cover, tue), ["l": .bookedAt(location: branch)])
    }

    func testSupervision_namesWhoMayNotAndWhoIsAway() {
        let file = practice([
            term("f", .fy, supervisor: "p", fixed: [.tue]), term("p", .partner, cannot: [.tue]), term("q", .partner),
        ])
        XCTAssertEqual(
            reasons(file, [shift("f", tue), shift("q", tue)], .supervision(trainee: "f"), tue), ["p": .cannotWork(.tue), "q": .mayNotSupervise])
    }

    func testSentences_areForPeople() {
        let full = Obstacle.weekIsFull(shifts: 4, most: 4)
        XCTAssertEqual(full.sentence, "already has 4 of at most 4 shifts that week")
        XCTAssertEqual(full.rule, "H5")
        let cost = Obstacle.wouldCost(
            points: 12_500, lines: [.init(rule: .s4, change: 1), .init(rule: .s5, change: 0.5), .init(rule: .s7, change: 1)], movingFrom: branch)
        XCTAssertEqual(
            cost.sentence,
            "could be moved from Branch, but what weighs more would get worse: partners’ must-work days and weekly minimum missed; partners’ half-days away from contract")
    }

    /// What an explanation says a change would cost is what the whole rota's score would change by.
    func testCost_isTheDifferenceOfTwoReports() throws {
        var compared = 0
        for fixture in try AgreementFixture.all().prefix(200) {
            let result = try RotaGenerator(GenerationRequest(practice: fixture.practice, range: fixture.rota.range, steps: 100)).generate()
            let explainer = GapExplainer(result)
            XCTAssertEqual(explainer.gaps, result.gaps)
            for gap in result.gaps.prefix(3) where gap.kind == .cover {
                guard let location = explainer.words.location(gap.location) else { continue }
                let place = GapExplainer.Place(day: explainer.words.number(of: gap.date), part: gap.part, location: location, kind: gap.kind)
                for clinician in 0..<explainer.words.clinicianCount {
                    for option in explainer.options(clinician, place) where option.stands.isEmpty {
                        let points = explainer.change(option).reduce(0) { $0 + $1.change * Double($1.rule.weight) }
                        var after = explainer.sheet
                        for part in Part.allCases {
                            after.set(clinician, option.day, part, option[part].map { .init(kind: $0.kind, location: $0.location, pinned: false) })
                        }
                        let whole = explainer.scorer.lines(after).reduce(0) { $0 + $1.points } - result.report.score
                        XCTAssertEqual(points, whole, accuracy: 1e-6)
                        compared += 1
                    }
                }
            }
        }
        XCTAssertGreaterThan(compared, 500)
    }
}
