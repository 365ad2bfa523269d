import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class GapExplanationTests: Case {
    private func reasons(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ kind: Gap.Kind, _ date: Day, _ part: Part = .am, at location: String? = nil)
        -> [String: Obstacle] {
        let explainer = RotaExplainer(file, range: DayRange(weekOf: mon), shifts: shifts)
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
            "a": .unavailable(.onLeave("annual"), .tue), "b": .unavailable(.cannotWork, .tue), "c": .unavailable(.notAFixedDay(alternates: false), .tue),
            "d": .unavailable(.notAFixedDay(alternates: true), .tue), "e": .unavailable(.notBooked, .tue), "f": .unavailable(.noTerm, .tue),
            "g": .unavailable(.otherHalf(works: .pm), .tue), "h": .unavailable(.otherHalf(works: .pm), .tue),
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

    /// Half a shift would fit the week; it is the half day that is used, in the protected period as by a pin.
    func testCover_saysThatTheHalfDayIsWorkedAlready() {
        func against(_ isPinned: Bool, max: Double) -> [String: Obstacle] {
            let file = practice([term("p", .partner, half: [.thu: .any], max: max)], minimum: 1) {
                $0.shifts = [shift("p", self.mon), shift("p", self.thu, .am, pinned: isPinned)]
                $0.protectedUntil = isPinned ? nil : self.thu
            }
            return reasons(file, file.shifts, .cover, thu, .pm)
        }
        for max in [1.5, 2] {
            XCTAssertEqual(against(false, max: max), ["p": .halfDayUsed(.am)], "\(max)")
            XCTAssertEqual(against(true, max: max), ["p": .halfDayUsed(.am)], "\(max)")
        }
        XCTAssertEqual(Obstacle.halfDayUsed(.am).sentence, "is at work that morning already, and works only half of the day")
    }

    /// The half that stands is one of the shifts that the week has.
    func testCover_countsTheGivenHalfOfTheDayAsWorked() {
        let file = practice([term("p", .partner, max: 1.5)], minimum: 1) { $0.shifts = [shift("p", self.thu, .am, pinned: true)] }
        XCTAssertEqual(reasons(file, file.shifts + [shift("p", mon)], .cover, thu, .pm)["p"], .standsAloneByPin)
        let words = words(file), scorer = scorer(file), rota = IncrementalScorer(scorer.sheet(file.shifts + [shift("p", mon)]), scorer.counters)
        let explainer = RotaExplainer(words, rota), place = RotaExplainer.Place(day: words.number(of: thu), parts: [.pm], location: 0, kinds: [.standard])
        let full = explainer.ways(words.clinician("p") ?? 0, place, in: rota).flatMap(\.obstacles).filter { if case .weekIsFull = $0 { true } else { false } }
        XCTAssertEqual(Set(full), [.weekIsFull(shifts: 1.5, most: 1.5)])
    }

    func testCover_saysWhatItWouldCost() {
        let file = practice([term("p", .partner, locations: [branch, main])]) { $0.practice.closures = [self.wed] }
        let gap = reasons(file, [shift("p", mon, at: branch)], .cover, mon)
        // Moved, two parts are away from home; S7 is the same at either place.
        XCTAssertEqual(gap, ["p": .open(difference([.s13: 2]), movingFrom: branch)])
    }

    func testCover_saysWhoWouldBeMissingElsewhere() {
        let file = practice([term("p", .partner, locations: [main, branch])], minimum: 1, branch: (1, 0))
        let gap = reasons(file, [shift("p", mon, at: branch)], .cover, mon)
        XCTAssertEqual(gap, ["p": .wouldLeaveShort(.s2, location: branch)])
    }

    func testCover_saysWhoCouldSimplyBeAdded() {
        let file = practice([term("p", .partner, fte: 100)], minimum: 1)
        XCTAssertEqual(reasons(file, [], .cover, tue), ["p": .open(difference([.s2: -2, .s5: -2, .s6: -2]), movingFrom: nil)])
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
            reasons(file, [shift("f", tue), shift("q", tue)], .supervision(trainee: "f"), tue), ["p": .unavailable(.cannotWork, .tue), "q": .mayNotSupervise])
    }

    func testSentences_areForPeople() {
        let full = Obstacle.weekIsFull(shifts: 4, most: 4)
        XCTAssertEqual(full.sentence, "already has 4 of at most 4 shifts that week")
        XCTAssertEqual(Obstacle.weekIsFull(shifts: 1, most: 1).sentence, "already has 1 of at most 1 shift that week")
        XCTAssertEqual(full.rule, "H5")
        let cost = Obstacle.open(difference([.s4: 1, .s5: 0.5, .s7: 1]), movingFrom: branch)
        XCTAssertEqual(
            cost.sentence,
            "could be moved from Branch, but what weighs more would get worse: partners’ must-work days and weekly minimum missed; partners’ half-days away from contract")
        XCTAssertEqual(cost.rule, "S4")
        let better = Obstacle.open(difference([.s2: -1, .s7: 1]), movingFrom: nil)
        XCTAssertEqual(better.sentence, "could be added")
        XCTAssertNil(better.rule)
    }

    func testDifference_inWords() {
        XCTAssertEqual(difference([.s8: 0.8, .s10: 1, .s7: -1.28]).sentence, "312 more: duty fairness +240, duty crowding +200, evenness of cover −128")
        XCTAssertEqual(difference([.s8: -4, .s5: 0.00001]).sentence, "1,200 less: duty fairness −1,200")
        XCTAssertEqual(difference([.s7: 2, .s10: -1]).sentence, "as much: evenness of cover +200, duty crowding −200")
        XCTAssertEqual(difference([:]).sentence, "as much")
    }
}
