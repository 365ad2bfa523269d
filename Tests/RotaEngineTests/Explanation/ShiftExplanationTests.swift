import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Why a shift is whose it is, and why nobody else's (issue 4, item 7).
final class ShiftExplanationTests: Case {
    private func explanation(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ shift: PracticeFile.Shift, line: UInt = #line) throws -> ShiftExplanation {
        try XCTUnwrap(RotaExplainer(file, range: DayRange(weekOf: mon), shifts: shifts).explain(shift), line: line)
    }

    private func verdicts(_ explanation: ShiftExplanation) -> [String: ShiftExplanation.Verdict] {
        Dictionary(uniqueKeysWithValues: explanation.others.map { ($0.clinician, $0.verdict) })
    }

    func testHardRules_areNamed() throws {
        let file = practice([
            term("p", .partner, duty: true), term("away", .partner, duty: true), term("off", .partner, duty: true, cannot: [.tue]), term("t", .st, duty: true, supervisor: "p", fixed: [.tue]),
            term("n", .partner), term("late", .partner, start: wed, duty: true), term("full", .partner, duty: true, max: 1), term("half", .partner, duty: true, half: [.tue: .any]),
        ], duty: 1) {
            $0.leave = [leave("away", self.tue)]
            $0.shifts = [shift("full", self.mon, pinned: true)]
        }
        let duty = shift("p", tue, .full, .duty)
        let found = try explanation(file, file.shifts + [duty, shift("t", tue)], duty)
        XCTAssertEqual(found.choice, .onlyOne)
        XCTAssertEqual(verdicts(found), [
            "away": .barred([.unavailable(.onLeave("annual"), .tue)]), "off": .barred([.unavailable(.cannotWork, .tue)]), "t": .barred([.trainee]),
            "n": .barred([.notInDutyRotation]), "late": .barred([.unavailable(.noTerm, .tue), .notInDutyRotation]), "full": .barred([.weekIsFull(shifts: 1, most: 1)]),
            "half": .barred([.halfDaysOnly]),
        ])
        // Without it, two places are empty; working there without duty instead costs nothing else.
        XCTAssertEqual(found.leftOut?[.s1], 2)
    }

    func testCheapest_saysWhatTheNextWouldCost() throws {
        let file = practice(["p", "q"].map { term($0, .partner, duty: true, fte: 20) }, duty: 1) { $0.practice.closures = [self.wed, self.thu, self.fri] }
        let shifts = [shift("p", mon, .full, .duty), shift("q", tue, .full, .duty)]
        // Each does half of the four parts. With all of it, each is two parts from the share and two from the contract, twice over, one day from the other;
        // to change Monday for Tuesday would leave all as it is but for the Mondays, which are nobody's alone.
        let found = try explanation(file, shifts, shifts[0])
        guard case .possible(let exchange) = verdicts(found)["q"] else { return XCTFail("q could") }
        XCTAssertEqual(exchange.kind, .exchangedDays(tue))
        XCTAssertEqual(exchange.difference, difference([:]))
        XCTAssertEqual(exchange.changes.map(\.clinician), ["q", "p", "q", "p"])
        XCTAssertEqual(found.choice, .cheapest(difference([:])))
        XCTAssertEqual(found.leftOut?[.s1], 2)
    }

    func testExchangeOfTheDay_isFound() throws {
        let file = practice([term("p", .salaried, duty: true, fixed: [.mon]), term("q", .salaried, duty: true, fixed: [.mon])], duty: 1) {
            $0.clinicians[1].dutyBalance = 4
        }
        let duty = shift("p", mon, .full, .duty)
        let found = try explanation(file, [duty, shift("q", mon)], duty)
        guard case .possible(let exchange) = verdicts(found)["q"] else { return XCTFail("q could") }
        XCTAssertEqual(exchange.kind, .exchangedDay)
        // 10 parts of duty are 5 each, and q owes 4 more: p 2 of 5 and q 0 of 9 become 0 of 5 and 2 of 9.
        XCTAssertEqual(exchange.difference.lines, [.init(rule: .s8, change: 25 + 49 - 9 - 81)])
        XCTAssertEqual(found.choice, .improvable(exchange.difference), "an honest answer, as the search did not find it")
    }

    func testContract_leavesNothingElse() throws {
        let file = practice([term("s", .salaried, fixed: [.mon]), term("p", .partner), term("b", .partner, locations: [branch])], minimum: 1)
        let found = try explanation(file, [shift("s", mon)], shift("s", mon))
        XCTAssertEqual(found.choice, .contract)
        XCTAssertNil(found.leftOut)
        XCTAssertEqual(verdicts(found), ["p": .barred([.holderStays(.h3)]), "b": .barred([.mayNotWorkAt(location: main)])])
    }

    func testPinnedAndProtected_standAsGiven() throws {
        let pin = shift("p", mon, pinned: true)
        var file = practice([term("p", .partner), term("q", .partner)]) { $0.shifts = [pin] }
        let found = try explanation(file, [pin], pin)
        XCTAssertEqual(found.choice, .pinned)
        XCTAssertEqual(verdicts(found), ["q": .barred([.holderStays(.h9)])])
        file.shifts = [shift("p", mon)]
        file.protectedUntil = mon
        let protected = try explanation(file, file.shifts, shift("p", mon))
        XCTAssertEqual(protected.choice, .protected)
        XCTAssertEqual(verdicts(protected), ["q": .barred([.protected])])
    }

    func testColleaguesAtTheSamePlace_areAlreadyThere() throws {
        let file = practice(["p", "q"].map { term($0, .partner) }, minimum: 2)
        let found = try explanation(file, [shift("p", mon), shift("q", mon)], shift("p", mon))
        XCTAssertEqual(verdicts(found), ["q": .alreadyThere])
        XCTAssertEqual(found.choice, .onlyOne)
    }

    func testOneHalf_isExplainedByItself() throws {
        let file = practice(["p", "q"].map { term($0, .partner, duty: true) }, duty: 1)
        let shifts = [shift("p", mon, .am, .duty), shift("p", mon, .pm), shift("q", mon)]
        guard case .possible(let way) = verdicts(try explanation(file, shifts, shifts[0]))["q"] else { return XCTFail("q could") }
        XCTAssertEqual(way.changes.first?.after.am?.kind, .duty)
        XCTAssertEqual(way.difference[.s1], way.changes.first?.after.pm?.kind == .duty ? -1 : 0)
    }

    func testSentences_areForPeople() {
        func said(_ kind: ShiftAlternative.Kind, _ changes: [SoftRule: Double]) -> String {
            ShiftExplanation.Verdict.possible(ShiftAlternative(kind: kind, changes: [], difference: difference(changes))).sentence
        }
        XCTAssertEqual(said(.instead, [.s8: 0.8, .s7: 1]), "instead would cost 340 more: duty fairness +240, evenness of cover +100")
        XCTAssertEqual(said(.exchangedDay, [.s8: -4, .s10: 1]), "with the two days exchanged would be better by 1,000: duty fairness −1,200, duty crowding +200")
        XCTAssertEqual(said(.exchangedDays(wed), [:]), "with this day and Wednesday 6 January exchanged would cost as much")
        XCTAssertEqual(ShiftExplanation.Verdict.barred([.trainee, .pinned]).sentence, "is a trainee and never on duty")
        func said(_ choice: ShiftExplanation.Choice) -> String { ShiftExplanation(shift: shift("p", mon), choice: choice, leftOut: nil, others: []).sentence }
        XCTAssertEqual(said(.cheapest(difference([.s7: 1]))), "Nobody else would be better: the next would cost 100 more: evenness of cover +100.")
        XCTAssertEqual(said(.improvable(difference([.s7: -1]))), "Somebody else would be better by 100: evenness of cover −100.")
        XCTAssertEqual(said(.onlyOne), "Nobody else could take it.")
    }

    func testAShiftThatIsNotThere_isNotExplained() {
        let file = practice([term("p", .partner)])
        let explainer = RotaExplainer(file, range: DayRange(weekOf: mon), shifts: [shift("p", mon)])
        XCTAssertNil(explainer.explain(shift("p", tue)))
        XCTAssertNil(explainer.explain(shift("p", mon, .full, .duty)))
        XCTAssertNil(explainer.explain(shift("p", nextMon)))
        XCTAssertNil(explainer.explain(shift("nobody", mon)))
    }

    /// No reason contradicts the score: each alternative, done, changes it line by line as said and breaks no rule; and where somebody is barred
    /// by a rule about their day, every way of giving them the shift breaks one.
    func testEveryAlternative_isWhatTheSlowScorerSays() throws {
        var kinds: [String: Int] = [:], improvable = 0
        let partners = (0..<8).map { number in
            practice("abcde".enumerated().map { term("\($1)", .partner, duty: true, fte: Double(20 + 10 * (($0 + number) % 5)), max: 3) }, minimum: 2, duty: 1)
        }
        let fortnight = try XCTUnwrap(DayRange(mon, nextSun))
        let cases = try AgreementFixture.all().prefix(80).map { ($0.practice, $0.rota.range) } + partners.map { ($0, fortnight) }
        for (number, (file, range)) in cases.enumerated() {
            let result = try RotaGenerator(GenerationRequest(practice: file, range: range, steps: 100)).generate()
            let explainer = RotaExplainer(result), shifts = result.rota.shifts, scorer = ReferenceScorer(result.practice, range: result.rota.range)
            let before = scorer.report(shifts)
            for shift in shifts.filter({ !$0.pinned }).prefix(8) {
                // A date inside the protected period may hold what the words don't know as this shift.
                guard let found = explainer.explain(shift) else { continue }
                if case .improvable = found.choice { improvable += 1 }
                for other in found.others {
                    guard case .possible(let alternative) = other.verdict else { kinds["not", default: 0] += 1; continue }
                    kinds["\(alternative.kind)".prefix { $0 != "(" }.description, default: 0] += 1
                    let after = scorer.report(shifts.with(alternative.changes))
                    for (line, old) in zip(after.lines, before.lines) {
                        XCTAssertEqual(alternative.difference[line.rule], line.count - old.count, accuracy: 1e-6, "case \(number), \(other.clinician), \(line.id)")
                    }
                    XCTAssertEqual(after.breaches.filter { !$0.given }, [], "case \(number), \(other.clinician)")
                    XCTAssertTrue(alternative.changes.contains { change in
                        change.clinician == other.clinician && change.date == shift.date
                            && shift.span.parts.allSatisfy { change.after[$0]?.kind == shift.kind && change.after[$0]?.location == shift.location }
                    })
                }
            }
        }
        for kind in ["instead", "exchangedDay", "exchangedDays", "not"] { XCTAssertGreaterThan(kinds[kind] ?? 0, 5, "\(kind): \(kinds)") }
        XCTAssertGreaterThan(improvable, 0)
    }
}
